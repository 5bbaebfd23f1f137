/* The phone at the door: a tap counts at once and is sent when there is a connection, each exactly once.
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

  function show() {
    const count = waiting().length;
    const box = page.querySelector("[data-offline]");
    box.hidden = count === 0 && navigator.onLine;
    box.querySelector("[data-waiting]").textContent = count ? page.dataset.waitingText.replace("#", count) : "";
    const left = page.querySelectorAll("[data-tap]:not([hidden])").length;
    page.querySelector("[data-left]").textContent = (left === 1 ? page.dataset.leftOne : page.dataset.leftMany).replace("#", left);
  }

  function mark(tap) {
    const stop = door(tap.bezoek);
    if (!stop || stop.classList.contains("v-stop--done")) return;
    const said = stop.querySelector("[data-outcome]");
    said.textContent = tap.woord;
    said.hidden = false;
    stop.querySelector("[data-tap]").hidden = true;
    stop.classList.add("v-stop--done");
    stop.classList.remove("v-stop--next");
    const next = page.querySelector("[data-door]:not(.v-stop--done)");
    if (next) {
      next.classList.add("v-stop--next");
      next.scrollIntoView({ block: "start" });
      next.querySelector("button")?.focus({ preventScroll: true });
    }
  }

  function refuse(tap, text) {
    const box = page.querySelector("[data-refused]");
    box.querySelector("p").textContent = `${text} ${page.dataset.reload}`;
    box.hidden = false;
    const stop = door(tap.bezoek);
    if (!stop) return;
    stop.querySelector("[data-tap]").hidden = false;
    stop.querySelector("[data-outcome]").hidden = true;
    stop.classList.remove("v-stop--done");
  }

  async function send(tap) {
    const body = new URLSearchParams({ tik: tap.tik, op: tap.op, [tap.veld]: tap.waarde, csrfmiddlewaretoken: token() });
    const answer = await fetch(tap.naar, { method: "POST", body, headers: { "X-Requested-With": "ronde" }, redirect: "manual" });
    if (answer.status === 409) refuse(tap, (await answer.json()).uitleg);
    else if (!answer.ok) throw new Error("later");
  }

  async function flush() {
    if (sending) return;
    sending = true;
    try {
      for (let taps = waiting(); taps.length; taps = waiting()) {
        await send(taps[0]);
        keep(waiting().filter((tap) => tap.tik !== taps[0].tik));
      }
    } catch {
      /* no connection, or the server is away: it stays in the store and is sent again */
    } finally {
      sending = false;
      show();
    }
  }

  page.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-tap]");
    const button = event.submitter;
    if (form && button) {
      event.preventDefault();
      const tap = {
        bezoek: form.closest("[data-door]").id.slice("deur-".length), naar: form.getAttribute("action"),
        tik: form.elements.tik.value, veld: button.name, waarde: button.value, woord: button.firstChild.textContent.trim(),
        op: new Date().toISOString(),
      };
      keep([...waiting().filter((other) => other.tik !== tap.tik), tap]);
      mark(tap);
      show();
      flush();
      return;
    }
    if (event.target.closest("[data-end]")) {
      if (waiting().length) {
        event.preventDefault();
        flush().then(() => { if (!waiting().length) event.target.submit(); });
      } else {
        sessionStorage.clear();
      }
    }
  });

  window.addEventListener("online", flush);
  window.addEventListener("offline", show);
  setInterval(() => { if (waiting().length) flush(); }, AGAIN);
  waiting().forEach(mark);
  show();
  flush();
})();
