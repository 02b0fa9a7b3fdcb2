// A ticket by keyboard: from entry to entry, its moves, its panels.

import { register } from "./keys.js";

const MOVES = {
  a: "assign",
  b: "put_back",
  w: "wait_for_customer",
  p: "wait_for_partner",
  u: "resume",
  e: "resolve",
  o: "reopen",
  x: "close",
  h: "hand_over",
  "shift+e": "escalate",
  v: "evidence",
  m: "merge",
  "shift+m": "split",
};

const entries = () => [...document.querySelectorAll("#thread .entry")].filter((entry) => entry.checkVisibility());

function step(by) {
  const all = entries();
  if (!all.length) return false;
  const here = all.indexOf(document.activeElement?.closest(".entry"));
  // From nowhere one begins at the newest.
  const next = all[here < 0 ? all.length - 1 : Math.min(Math.max(here + by, 0), all.length - 1)];
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

register("j", "entry-next", () => step(1));
register("k", "entry-previous", () => step(-1));

for (const [key, move] of Object.entries(MOVES)) {
  register(key, `move-${move}`, () => {
    const button = document.querySelector(`#head [data-move="${move}"]`);
    if (!button || button.disabled) return false;
    button.click();
  });
}

// What is shown of the talk: everything, messages, notes.
register("f", "show", () => {
  const shows = [...document.querySelectorAll("#show input")];
  const next = shows[(shows.findIndex((show) => show.checked) + 1) % shows.length];
  next?.click();
});

function open(id, focus) {
  const panel = document.getElementById(id);
  if (!panel) return false;
  document.getElementById("tab-case").checked = true;
  panel.open = !panel.open;
  if (!panel.open) return;
  panel.scrollIntoView({ block: "nearest" });
  panel.querySelector(focus)?.focus();
}

register("y", "history", () => open("history", "summary"));
register("i", "link", () => open("linker", "input"));
register("s", "case", () => {
  document.getElementById("tab-case").checked = true;
  document.querySelector(".ticket__side").focus();
});
