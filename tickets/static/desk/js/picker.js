// Lists to pick from, and what is picked put where the cursor stands: canned replies, articles.

import { cookie } from "./forms.js";
import { register } from "./keys.js";

const GAP = /\[\[[^[\]\n]{1,60}\]\]/;
const body = () => document.getElementById("reply-body");
// Where the cursor stood when a list opened: not every browser remembers it for a field behind.
let cursor = [0, 0];

function open(kind) {
  const dialog = document.getElementById(`pick-${kind}`);
  if (!document.querySelector(".picker:modal")) cursor = whereIn(body());
  document.getElementById("mode-reply").checked = true;
  const field = dialog.querySelector("[role=combobox]");
  dialog.querySelector("[data-trouble]").hidden = true;
  document.querySelector(".picker:modal")?.close();
  dialog.showModal();
  field.select();
  field.dispatchEvent(new CustomEvent("picker:opened"));
}

function whereIn(field) {
  const untouched = document.activeElement !== field && field.selectionEnd === 0;
  const end = field.value.length;
  return untouched ? [end, end] : [field.selectionStart, field.selectionEnd];
}

function choices(dialog) {
  return [...dialog.querySelectorAll("[role=option]")];
}

function choose(dialog, option) {
  for (const other of choices(dialog)) other.setAttribute("aria-selected", String(other === option));
  const field = dialog.querySelector("[role=combobox]");
  const preview = dialog.querySelector("[data-preview]");
  if (!option) {
    field.removeAttribute("aria-activedescendant");
    preview.replaceChildren();
    return;
  }
  field.setAttribute("aria-activedescendant", option.id);
  preview.replaceChildren(option.querySelector("template").content.cloneNode(true));
  option.scrollIntoView({ block: "nearest" });
}

function step(dialog, by) {
  const all = choices(dialog);
  const now = all.findIndex((option) => option.ariaSelected === "true");
  choose(dialog, all[(now + by + all.length) % all.length]);
}

async function pick(dialog, option) {
  const trouble = dialog.querySelector("[data-trouble]");
  const method = dialog.id === "pick-canned" ? "POST" : "GET";
  const headers = { "X-CSRFToken": cookie("csrftoken") ?? "", "HX-Request": "true" };
  const response = await fetch(option.dataset.url, { method, headers }).catch(() => null);
  if (!response?.ok) {
    trouble.textContent = response?.status === 404 ? dialog.dataset.gone : dialog.dataset.failed;
    trouble.hidden = false;
    return;
  }
  const { text } = await response.json();
  dialog.close();
  insert(apart(text));
}

// What has several lines begins on one of its own.
function apart(text) {
  const before = body().value.slice(0, cursor[0]);
  return text.includes("\n") && /\S$/.test(before) ? `\n\n${text}` : text;
}

function insert(text) {
  const field = body();
  field.focus();
  field.setSelectionRange(...cursor);
  const [start] = cursor;
  // As if it were typed, so that the browser can undo it.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, start, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const gap = text.match(GAP);
  if (gap) field.setSelectionRange(start + gap.index, start + gap.index + gap[0].length);
}

for (const dialog of document.querySelectorAll(".picker")) {
  const field = dialog.querySelector("[role=combobox]");
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") step(dialog, 1);
    else if (event.key === "ArrowUp") step(dialog, -1);
    else if (event.key === "Enter") {
      const chosen = choices(dialog).find((option) => option.ariaSelected === "true");
      if (chosen) pick(dialog, chosen);
    } else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) pick(dialog, option);
    else if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("htmx:afterSwap", () => choose(dialog, choices(dialog)[0]));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-opens-picker]");
  if (button) open(button.dataset.opensPicker);
});

register(["/", "c"], "canned", () => open("canned"));
register("mod+k", "canned", () => open("canned"), ".composer");
register("l", "articles", () => open("articles"));
register("mod+shift+k", "articles", () => open("articles"), ".composer");
