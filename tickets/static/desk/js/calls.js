// The calls by keyboard: rows, take, outcome. What each key does, ? tells (keys.js).

import { register } from "./keys.js";

const rows = [...document.querySelectorAll(".call-row")];
let here = Math.max(0, rows.findIndex((row) => `#${row.id}` === location.hash));

function go(to, { focus = true } = {}) {
  if (!rows.length) return;
  rows[here]?.classList.remove("is-here");
  here = Math.min(Math.max(to, 0), rows.length - 1);
  rows[here].classList.add("is-here");
  if (focus) rows[here].focus({ preventScroll: true });
  rows[here].scrollIntoView({ block: "nearest" });
}

function press(selector) {
  const button = rows[here]?.querySelector(selector);
  if (!button) return false;
  button.click();
  return true;
}

register(["j", "ArrowDown"], "call-down", () => go(here + 1));
register(["k", "ArrowUp"], "call-up", () => go(here - 1));
register("o", "call-open", () => press(".call-row__what a[href*='/tickets/']"));
register("c", "call-take", () => press("[data-take]"));
for (const row of document.querySelectorAll("[data-shortcut][data-key]")) {
  const outcome = row.dataset.shortcut.slice("call-".length);
  register(row.dataset.key, row.dataset.shortcut, () => press(`[data-outcome="${outcome}"]`));
}

document.querySelector(".calls")?.addEventListener("focusin", (event) => {
  const row = rows.indexOf(event.target.closest(".call-row"));
  if (row >= 0 && row !== here) go(row, { focus: false });
});

go(here, { focus: Boolean(location.hash) });
