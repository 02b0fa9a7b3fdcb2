// While a request is being written: what may answer it, fetched as a piece of the page.

import { csrf } from "./drafts.js";

const PAUSE = 700;

const form = document.querySelector("form[data-advice]");
const place = form?.querySelector("[data-advice-place]");
const text = form?.elements.body;

let pending = 0;
let asked = text?.value.trim();
let fetching = null;

// What the reader is busy with waits: a link under the pointer or the focus is never swapped.
function busy() {
  return place.contains(document.activeElement) || place.matches(":hover");
}

async function ask() {
  const words = text.value.trim();
  if (words === asked || !navigator.onLine) return;
  asked = words;
  fetching?.abort();
  fetching = new AbortController();
  const sent = new FormData();
  sent.set("body", words);
  try {
    const response = await fetch(form.dataset.advice, {
      method: "POST",
      headers: { "X-CSRFToken": csrf() },
      body: sent,
      signal: fetching.signal,
    });
    if (!response.ok || busy()) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").body;
    // Said again only when it changed.
    if (fresh.textContent.trim() !== place.textContent.trim()) {
      place.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // Stale, or away for a moment: the next words ask again.
  }
}

text?.addEventListener("input", () => {
  clearTimeout(pending);
  pending = setTimeout(ask, PAUSE);
});

// To type a number is to choose "another one".
for (const line of form?.querySelectorAll("[data-another]") ?? []) {
  line.addEventListener("input", () => {
    const choice = line.closest(".choices").querySelector('[value="another"]');
    if (choice && line.value) choice.checked = true;
  });
}
