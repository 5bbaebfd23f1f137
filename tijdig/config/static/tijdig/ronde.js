/* The phone at the door: a tap counts at once and is sent when there is a connection, each exactly once and in order.
   What waits stands in sessionStorage: number of the door, outcome, key, moment. No name, no address.
   While the round is out the page itself stands there too, for a reload without connection: in this tab only, until the
   round ends, somebody logs out, or its hour has come (ADR 13). */
(() => {
  "use strict";

  const COPY = "ronde-bladzijde";
  const page = document.querySelector("[data-ronde]") || again();
  if (!page) return;
  const STORE = `ronde-${page.dataset.ronde}`;
  const AGAIN = 4000;
  let sending = false;
  let ending = false;

  /* Without a connection: the page as it stood in this tab. Where there is none, the phone asks again by itself. */
  function again() {
    const without = document.querySelector("[data-without]");
    if (!without) return null;
    window.addEventListener("online", () => location.reload());
    const copy = JSON.parse(sessionStorage.getItem(COPY) || "null");
    if (!copy || copy.until < Date.now()) {
      sessionStorage.removeItem(COPY);
      return null;
    }
    without.outerHTML = copy.html;
    return document.querySelector("[data-ronde]");
  }

  function keepPage() {
    const until = Number(page.dataset.keptUntil || 0);
    if (until < Date.now()) {
      sessionStorage.removeItem(COPY);
      return;
    }
    const copy = page.cloneNode(true);
    copy.querySelectorAll("[style]").forEach((part) => part.removeAttribute("style")); // not ours, and not allowed back
    sessionStorage.setItem(COPY, JSON.stringify({ until, html: copy.outerHTML }));
  }

  /* The script that answers without a connection, and what the page looks like; nothing of the round. */
  async function guard() {
    if (!page.dataset.keptUntil || !navigator.onLine || !navigator.serviceWorker) return;
    await navigator.serviceWorker.register("/ronde/wacht.js", { scope: "/ronde/" });
    const there = await navigator.serviceWorker.ready;
    const paths = performance.getEntriesByType("resource").map((one) => new URL(one.name));
    const look = paths.filter((one) => one.origin === location.origin && one.pathname.startsWith("/static/"));
    there.active.postMessage({ look: [...new Set(look.map((one) => one.pathname))] });
  }

  const waiting = () => JSON.parse(sessionStorage.getItem(STORE) || "[]");
  const keep = (taps) => (taps.length ? sessionStorage.setItem(STORE, JSON.stringify(taps)) : sessionStorage.removeItem(STORE));
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const door = (id) => document.getElementById(`deur-${id}`);
  const form = (stop, kind) => stop.querySelector(`[data-send=${kind}]`);
  const hide = (part, hidden) => { if (part) part.hidden = hidden; };

  function show() {
    const count = waiting().length;
    page.querySelector("[data-offline]").hidden = count === 0 && navigator.onLine;
    page.querySelector("[data-waiting]").textContent = count ? page.dataset.waitingText.replace("#", count) : "";
    const left = page.querySelectorAll("[data-send=tap]:not([hidden])").length;
    const out = page.querySelector("[data-all-done]");
    if (out) page.querySelector("[data-left]").textContent = (left === 1 ? page.dataset.leftOne : page.dataset.leftMany).replace("#", left);
    hide(page.querySelector("[data-all-done]"), left > 0 || page.querySelector("[data-send=card]:not([hidden])") !== null);
    if (!ending) keepPage();
  }

  /* What the tap means for its door on the screen. */
  function mark(tap) {
    const stop = door(tap.bezoek);
    if (!stop) return;
    const card = form(stop, "card");
    if (tap.soort === "card") {
      say(stop, "[data-card-said]", tap.woord);
      hide(card, true);
    } else {
      say(stop, "[data-outcome]", tap.woord);
      say(stop, "[data-card-said]", "");
      hide(form(stop, "tap"), true);
      hide(card, tap.waarde !== "niet_thuis");
      const fix = stop.querySelector("[data-fix]");
      hide(fix, false);
      fix.open = false;
    }
    const asks = card && !card.hidden;
    stop.classList.add("v-stop--done");
    stop.classList.toggle("v-stop--asked", Boolean(asks));
    goOn(asks ? stop : page.querySelector("[data-door]:not(.v-stop--done)"), asks ? card : null);
  }

  function say(stop, where, words) {
    const part = stop.querySelector(where);
    part.textContent = words;
    part.hidden = !words;
  }

  function goOn(stop, part) {
    page.querySelectorAll(".v-stop--next").forEach((other) => other.classList.remove("v-stop--next"));
    if (!stop) return;
    stop.classList.add("v-stop--next");
    stop.scrollIntoView({ block: "start" });
    (part || stop).querySelector("button")?.focus({ preventScroll: true });
  }

  function tell(text) {
    const box = page.querySelector("[data-refused]");
    box.querySelector("p").textContent = text;
    box.hidden = false;
    box.scrollIntoView({ block: "start" });
  }

  function refuse(tap, text) {
    tell(`${text} ${page.dataset.reload}`);
    const stop = tap.soort === "tap" && door(tap.bezoek);
    if (!stop) return;
    hide(form(stop, "tap"), false);
    hide(stop.querySelector("[data-outcome]"), true);
    hide(stop.querySelector("[data-fix]"), true);
    hide(form(stop, "card"), true);
    stop.classList.remove("v-stop--done", "v-stop--asked");
  }

  async function send(tap) {
    const body = new URLSearchParams({ tik: tap.tik, op: tap.op, [tap.veld]: tap.waarde, csrfmiddlewaretoken: token() });
    const answer = await fetch(tap.naar, { method: "POST", body, headers: { "X-Requested-With": "ronde" }, redirect: "manual" });
    if (answer.status === 409) refuse(tap, (await answer.json()).uitleg);
    else if (!answer.ok) throw new Error("later");
    else if (tap.soort === "sign") page.querySelector("[data-said-well]").textContent = tap.woord;
  }

  async function flush() {
    if (sending) return;
    sending = true;
    try {
      for (let taps = waiting(); taps.length; taps = waiting()) {
        await send(taps[0]);
        keep(waiting().slice(1));
      }
    } catch {
      /* no connection, or the server is away: it stays in the store and is sent again */
    } finally {
      sending = false;
      show();
    }
  }

  function tapped(sent, button) {
    const soort = sent.dataset.send;
    const tap = {
      soort, bezoek: sent.closest("[data-door]")?.id.slice("deur-".length), naar: sent.getAttribute("action"),
      tik: soort === "tap" ? sent.elements.tik.value : crypto.randomUUID?.() || sent.elements.tik?.value || "",
      veld: button.name || "goed", waarde: button.value || "ja",
      woord: soort === "sign" ? page.dataset.well : button.dataset.said || button.firstChild.textContent.trim(),
      op: new Date().toISOString(),
    };
    keep([...waiting(), tap]);
    mark(tap);
    show();
    flush();
  }

  page.addEventListener("submit", (event) => {
    const sent = event.target;
    if (sent.dataset.send && event.submitter) {
      event.preventDefault();
      page.querySelector("[data-said-well]").textContent = "";
      tapped(sent, event.submitter);
    } else if (sent.matches("[data-end]") && !navigator.onLine) {
      event.preventDefault();
      tell(page.dataset.cannotEnd);
    } else if (sent.matches("[data-end]") && waiting().length) {
      event.preventDefault();
      flush().then(() => { if (!waiting().length) { forget(); sent.submit(); } });
    } else if (sent.matches("[data-end]")) {
      forget();
    }
  });

  function forget() {
    ending = true;
    sessionStorage.clear();
  }

  window.addEventListener("beforeunload", (event) => { if (waiting().length) event.preventDefault(); });
  window.addEventListener("online", flush);
  window.addEventListener("offline", show);
  setInterval(() => { if (waiting().length) flush(); else if (!ending) keepPage(); }, AGAIN);
  waiting().forEach(mark);
  show();
  flush();
  guard().catch(() => {}); // an old browser, or no place: then a reload needs a connection
})();
