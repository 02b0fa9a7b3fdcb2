// Selecting rows of the inbox, with the pointer (shift for a stretch) or by keyboard, and what can
// be done with them.

import { register } from "./keys.js";
import { current, rows } from "./inbox.js";

const form = document.getElementById("bulk");
const all = document.getElementById("pick-all");
const boxes = rows.map((row) => row.querySelector("[name=ticket]"));
let from = -1;

function show() {
  const count = boxes.filter((box) => box.checked).length;
  rows.forEach((row, index) => row.classList.toggle("is-picked", boxes[index].checked));
  form.hidden = !count;
  form.querySelector(".bulk__count").textContent =
    count === 1 ? form.dataset.one : form.dataset.many.replace("%n", String(count));
  all.checked = count === boxes.length;
  all.indeterminate = count > 0 && count < boxes.length;
  const every = form.elements.namedItem("all");
  if (every && count < boxes.length) every.checked = false;
}

function pick(index, checked, stretch = false) {
  if (index < 0) return;
  const [first, last] = stretch && from >= 0 ? [Math.min(from, index), Math.max(from, index)] : [index, index];
  for (let place = first; place <= last; place += 1) boxes[place].checked = checked;
  from = index;
  show();
}

function pickAll(checked) {
  for (const box of boxes) box.checked = checked;
  show();
}

if (form && boxes[0]) {
  const place = () => rows.indexOf(current());
  boxes.forEach((box, index) => box.addEventListener("click", (event) => pick(index, box.checked, event.shiftKey)));
  all.addEventListener("change", () => pickAll(all.checked));
  form.querySelector("[data-picks-none]").addEventListener("click", () => pickAll(false));
  form.elements.namedItem("all")?.addEventListener("change", (event) => event.target.checked && pickAll(true));
  // Of the texts that may be asked for, the one is sent that is open.
  for (const ask of document.querySelectorAll("[id^=bulk-][popover]")) {
    const text = ask.querySelector("textarea");
    ask.addEventListener("toggle", (event) => {
      text.disabled = event.newState !== "open";
      if (!text.disabled) text.focus();
    });
  }
  register("x", "pick", () => pick(place(), !boxes[place()]?.checked));
  register("shift+x", "pick-to", () => pick(place(), true, true));
  register("a", "pick-all", () => pickAll(true));
  register("Escape", "pick-none", () => (form.hidden ? false : pickAll(false)));
  const press = (what) => () => {
    if (form.hidden) pick(place(), true);
    if (!form.hidden) form.querySelector(`[data-bulk=${what}]`).click();
  };
  register("shift+t", "bulk-take", press("take"));
  register("e", "bulk-resolve", press("resolve"));
  register("n", "bulk-note", press("note"));
  register("r", "bulk-write", press("write"));
  // A page that the browser kept shows what was selected.
  show();
}
