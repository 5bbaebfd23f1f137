/* Small conveniences on top of pages that work without them. No dependency, nothing inline, nothing evaluated. */
(() => {
  "use strict";

  // What a tab kept of a round of home visits is gone as soon as it shows something else, such as the log-in (ADR 13).
  if (!document.querySelector("[data-ronde]")) sessionStorage.removeItem("ronde-bladzijde");

  // On a phone the row of questions is longer than the screen: show where one is.
  const here = document.querySelector(".m-menu [aria-current]");
  const showIt = () => { here.closest("ul").scrollLeft = here.offsetLeft - here.closest("ul").offsetLeft - here.offsetWidth / 2; };
  if (here) { showIt(); document.fonts.ready.then(showIt); } // once more when the letters have their own width

  const wide = window.matchMedia("(min-width: 84rem)");
  const rows = () => [...document.querySelectorAll("[data-list] tbody tr[data-row]")];
  const checks = (form) => [...form.querySelectorAll('[data-row] input[type="checkbox"]')];

  // Choosing rows: the head's "choose all", and the bar that counts what is chosen.
  function showChoice(form) {
    const boxes = checks(form);
    const chosen = boxes.filter((box) => box.checked).length;
    const all = form.querySelector("[data-select-all] input");
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
    const bar = form.querySelector("[data-actions]");
    if (!bar) return;
    const count = bar.querySelector("[data-none]");
    const { none, one, many } = count.dataset; // the words stand in the page, in its language
    count.textContent = chosen ? (chosen === 1 ? one : many).replace("#", chosen) : none;
    bar.classList.toggle("t-actions--leeg", chosen === 0);
  }

  function prepare(root) {
    root.querySelectorAll("[data-select-all]").forEach((label) => {
      label.hidden = false;
      label.parentElement.querySelector("[data-select-head]")?.remove();
    });
    root.querySelectorAll("form[data-list]").forEach(showChoice);
    root.querySelector("[data-focus]")?.focus();
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-list]");
    if (!form) return;
    if (event.target.closest("[data-select-all]")) {
      checks(form).forEach((box) => { box.checked = event.target.checked; });
    }
    showChoice(form);
  });

  // j/k move, x chooses, Enter opens (the link has the focus, so Enter is the browser's own).
  function step(by) {
    const list = rows();
    if (!list.length) return;
    const at = list.findIndex((row) => row.contains(document.activeElement));
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)];
    next.querySelector("[data-open]")?.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  // Everybody can switch the keys off for themselves (WCAG 2.1.4); the page says so.
  const keysAreOff = () => "keysOff" in document.body.dataset;

  const boxHere = () => document.activeElement.closest("[data-row]")?.querySelector('input[type="checkbox"]');

  // An act on the list counts for what is chosen; with nothing chosen, for the row one stands on.
  function actOnList(key) {
    const button = document.querySelector(`form[data-list] [data-key="${key}"]`);
    if (!button) return false;
    if (!checks(button.form).some((box) => box.checked)) {
      const box = boxHere();
      if (!box) return false;
      box.click();
    }
    if (key === "a") button.form.querySelector("select[name='aan']").focus();
    else button.click();
    return true;
  }

  function act(key) {
    if (actOnList(key)) return true;
    const button = document.querySelector(`[data-key="${key}"]`);
    if (!button || button.closest("form[data-list]")) return false;
    const fold = button.closest("details") ?? (button.matches("details") ? button : null);
    if (fold) fold.open = true;
    if (fold) fold.querySelector("select, textarea")?.focus();
    else button.click();
    return true;
  }

  function showKeys() {
    const dialog = document.querySelector("dialog[data-keys]");
    if (!dialog) return false;
    dialog.showModal();
    return true;
  }

  function find() {
    const box = document.querySelector("[data-search]");
    box?.focus();
    return Boolean(box);
  }

  const KEYS = {
    j: () => { step(1); return true; },
    k: () => { step(-1); return true; },
    x: () => { const box = boxHere(); box?.click(); return Boolean(box); },
    t: () => act("t"),
    a: () => act("a"),
    c: () => act("c"),
    n: () => act("n"),
    "/": find,
    "?": showKeys,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keysAreOff()) return;
    if (event.target.closest("select, textarea, dialog, [contenteditable], input:not([type='checkbox'])")) return;
    if (Object.hasOwn(KEYS, event.key) && KEYS[event.key]()) event.preventDefault();
  });

  // A row opens beside the list where there is room; elsewhere, and with Ctrl or Shift, its link is a link.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open][hx-get]");
    if (!link) return;
    if (!wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) {
      event.stopPropagation();
      return;
    }
    rows().forEach((row) => row.classList.toggle("t-table__open", row.contains(link)));
  }, true);

  // Menus fold when one looks elsewhere.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // On paper a report is whole, whatever is folded on the screen.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details.v-fold").forEach((fold) => { fold.open = true; });
  });

  // When an answer does not come, say what happened and what to do.
  function say(what) {
    const region = document.getElementById("meldingen");
    if (!region) return;
    const text = region.dataset[what];
    const box = document.createElement("div");
    box.className = "t-callout t-callout--dringend";
    box.append(Object.assign(document.createElement("p"), { textContent: text }));
    region.replaceChildren(box);
  }
  document.addEventListener("htmx:sendError", () => say("noConnection"));
  document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status === 403 ? "forbidden" : "fault"));
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.detail.elt));
  prepare(document);
})();
