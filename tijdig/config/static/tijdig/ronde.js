/* The phone at the door: a tap counts at once and is sent when there is a connection, each exactly once and in order.
   What waits stands in sessionStorage: number of the door, outcome, key, moment. No name, no address. */
(() => {
  "use strict";

  const page = document.querySelector("[data-ronde]");
  if (!page) return;
  const STORE = `ronde-${page.dataset.ronde}`;
  const AGAIN = 4000;
  let sending = false;

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
    page.querySelector("[data-left]").textContent = (left === 1 ? page.dataset.leftOne : page.dataset.leftMany).replace("#", left);
    hide(page.querySelector("[data-all-done]"), left > 0 || page.querySelector("[data-send=card]:not([hidden])") !== null);
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
      flush().then(() => { if (!waiting().length) sent.submit(); });
    } else if (sent.matches("[data-end]")) {
      sessionStorage.clear();
    }
  });

  window.addEventListener("beforeunload", (event) => { if (waiting().length) event.preventDefault(); });
  window.addEventListener("online", flush);
  window.addEventListener("offline", show);
  setInterval(() => { if (waiting().length) flush(); }, AGAIN);
  waiting().forEach(mark);
  show();
  flush();
})();
