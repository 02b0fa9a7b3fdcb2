// Shows the customer's form while it is built: rendered by the site, in a frame that runs nothing.

import { described } from "./builder.js";

const preview = document.querySelector("[data-preview]");
const form = preview.closest("form");
const frame = preview.querySelector("[data-frame]");
const trouble = preview.querySelector("[data-trouble]");
let language = preview.closest("html").lang.startsWith("zh") ? "zh-hans" : "en";
let waiting = 0;
let asked = 0;
let shown = "";

async function show() {
  const number = ++asked;
  const body = JSON.stringify({ ...described(), language });
  if (body === shown) return;
  try {
    const answer = await fetch(preview.dataset.preview, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body,
    });
    if (number !== asked) return;
    if (!answer.ok) throw new Error(answer.status);
    frame.srcdoc = await answer.text();
    shown = body;
    trouble.hidden = true;
  } catch {
    trouble.textContent = preview.dataset.failed;
    trouble.hidden = false;
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(show, 300);
}

function press(name, value) {
  for (const button of preview.querySelectorAll(`[data-${name}]`)) {
    button.setAttribute("aria-pressed", String(button.dataset[name] === value));
  }
}

preview.addEventListener("click", (event) => {
  const { language: chosen, width } = event.target.closest("button")?.dataset ?? {};
  if (chosen) {
    language = chosen;
    press("language", chosen);
    show();
  }
  if (width) {
    press("width", width);
    frame.parentElement.classList.toggle("preview__frame--phone", width === "phone");
  }
});

press("language", language);
form.addEventListener("input", soon);
form.addEventListener("change", soon);
show();
