// The list one came from goes along to the ticket: back to it, and the one before and after.
//
// Each window remembers its own list, as it stood when it was left: nothing moves while one works
// through it.

import { register } from "./keys.js";

const KEPT = "desk-trail";
const rows = document.querySelectorAll(".tickets__what > a[href*='/desk/tickets/']");
const trail = document.getElementById("trail");

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? null;
  } catch {
    return null;
  }
}

if (rows.length && !trail) {
  const tickets = [...rows].map((row) => new URL(row.href).pathname);
  sessionStorage.setItem(KEPT, JSON.stringify({ list: location.pathname + location.search, tickets }));
}

function lead(link, path) {
  if (path) link.href = path;
  link.classList.toggle("is-none", !path);
  link.toggleAttribute("inert", !path);
}

if (trail) {
  const known = kept();
  const part = (name) => trail.querySelector(`[data-${name}]`);
  const at = known?.tickets.indexOf(location.pathname) ?? -1;
  if (known) part("back").href = known.list;
  lead(part("previous"), at > 0 ? known.tickets[at - 1] : "");
  lead(part("following"), at >= 0 ? known.tickets[at + 1] : "");
  if (at >= 0) part("where").textContent = `${at + 1} / ${known.tickets.length}`;

  const follow = (name) => () => (part(name).classList.contains("is-none") ? false : part(name).click());
  register("[", "previous", follow("previous"));
  register("]", "following", follow("following"));
  register("g i", "back", follow("back"));
}
