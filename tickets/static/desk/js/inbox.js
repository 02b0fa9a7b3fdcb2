// The inbox by keyboard: rows, views, pages. What each key does, ? tells (keys.js).

import { register } from "./keys.js";

const rows = [...document.querySelectorAll(".tickets tbody tr")];
const KEPT = `desk-row ${location.search}`;
let here = -1;

function go(to, { focus = true } = {}) {
  if (!rows.length) return;
  rows[here]?.classList.remove("is-here");
  here = Math.min(Math.max(to, 0), rows.length - 1);
  rows[here].classList.add("is-here");
  const link = rows[here].querySelector("th a");
  if (focus) link.focus({ preventScroll: true });
  rows[here].scrollIntoView({ block: "nearest" });
  sessionStorage.setItem(KEPT, link.href);
}

export function current() {
  return rows[here];
}

export { go, rows };

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) location.assign(link.href);
  return Boolean(link);
}

register(["j", "ArrowDown"], "down", () => go(here + 1));
register(["k", "ArrowUp"], "up", () => go(here < 0 ? 0 : here - 1));
register(["Enter", "o"], "open", (event) => {
  // Whatever has the focus answers to Enter itself.
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return false;
  return here >= 0 ? follow(".is-here th a") : false;
});
register("/", "search", () => {
  const field = document.getElementById("q");
  field.focus();
  field.select();
});
register("t", "next", () => document.querySelector("[data-takes-next]")?.requestSubmit());
register(".", "refresh", () => location.reload());
for (const [key, view] of [["i", "waiting"], ["m", "mine"], ["u", "unfinished"], ["l", "late"], ["d", "done"]]) {
  register(`g ${key}`, `view-${view}`, () => follow(`[data-view="${view}"]`));
}
register("]", "page-next", () => follow(".pages [rel=next]"));
register("[", "page-before", () => follow(".pages [rel=prev]"));

document.querySelector(".tickets")?.addEventListener("focusin", (event) => {
  const row = rows.indexOf(event.target.closest("tbody tr"));
  if (row >= 0 && row !== here) go(row, { focus: false });
});

// Back from a ticket, one stands where one was.
const last = sessionStorage.getItem(KEPT);
const entry = performance.getEntriesByType("navigation")[0];
if (last && entry?.type === "back_forward") go(rows.findIndex((row) => row.querySelector("th a").href === last));

// Of views that stand in one line, the one that is open is in sight: also when their counts have
// come with a new line. What somebody pushed sideways stays.
let shown;

function showView() {
  const views = document.getElementById("views");
  const open = views?.querySelector("[aria-current]");
  if (!open || views === shown) return;
  shown = views;
  views.scrollLeft = open.offsetLeft - views.offsetLeft - (views.clientWidth - open.offsetWidth) / 2;
}

showView();
document.addEventListener("htmx:afterSettle", showView);
