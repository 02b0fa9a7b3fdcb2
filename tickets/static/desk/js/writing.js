// The composer: whom it writes to, by key as well, and what of the conversation was read.

import { register } from "./keys.js";

const READ_AFTER = 1_500;
const ENOUGH = 120;

const composer = document.querySelector(".composer");
const told = document.getElementById("mode-told");
const reply = () => document.getElementById("reply-form");

// --- Reply or note --------------------------------------------------------------------------------

function write(mode) {
  const choice = document.getElementById(`mode-${mode}`);
  const changed = !choice.checked;
  choice.checked = true;
  if (changed) tell(mode);
  document.getElementById(`${mode}-body`).focus();
}

function tell(mode) {
  told.textContent = told.dataset[mode];
}

for (const choice of composer.querySelectorAll("[name=mode]")) {
  choice.addEventListener("change", () => tell(choice.value));
}

register("r", "reply", () => write("reply"));
register("n", "note", () => write("note"));

// --- What was read --------------------------------------------------------------------------------

// What stood in sight for a moment was read: a reply that is sent then has not crossed it.
let watching;

function watch() {
  watching?.disconnect();
  const said = [...document.querySelectorAll('#thread .entry[id^="message-"]')].at(-1);
  const field = reply().elements.seen;
  if (!said || field.value === said.id.slice(8)) return;
  const covered = getComputedStyle(composer).position === "sticky" ? composer.offsetHeight : 0;
  let timer;
  watching = new IntersectionObserver(
    ([{ intersectionRatio, intersectionRect }]) => {
      clearTimeout(timer);
      if (intersectionRatio < 0.6 && intersectionRect.height < ENOUGH) return;
      timer = setTimeout(() => {
        if (document.hidden) return;
        reply().elements.seen.value = said.id.slice(8);
        watching.disconnect();
      }, READ_AFTER);
    },
    { rootMargin: `0px 0px -${covered}px 0px`, threshold: [0, 0.2, 0.4, 0.6, 0.8, 1] },
  );
  watching.observe(said);
}

document.addEventListener("htmx:afterSettle", watch);
document.addEventListener("visibilitychange", () => document.hidden || watch());

// --- The form -------------------------------------------------------------------------------------

// What is typed while a text is on its way would go with the form.
function hold(event, on) {
  const field = event.target.closest?.("form.write")?.elements.body;
  if (field) field.readOnly = on;
}
document.addEventListener("htmx:beforeRequest", (event) => hold(event, true));
document.addEventListener("htmx:afterRequest", (event) => hold(event, false));

function begin(form) {
  for (const button of form.querySelectorAll("[data-opens-picker], [data-keep-writing]")) button.hidden = false;
  const body = form.elements.body;
  const gap = body.value.search(/\[\[[^[\]\n]{1,60}\]\]/);
  if (form.querySelector("[data-news]")) form.querySelector("[data-news]").focus();
  else if (form.querySelector(".refusal") && gap >= 0) {
    body.focus();
    body.setSelectionRange(gap, body.value.indexOf("]]", gap) + 2);
  }
}

composer.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keep-writing]")) return;
  reply().querySelector("[data-news]").remove();
  reply().querySelector(".refusal")?.remove();
  reply().elements.body.focus();
});

begin(reply());
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt.id === "reply-form") begin(event.detail.elt);
});
