// A reply that was sent waits for some seconds: counts down, sends at the end, and takes it back.
// When the page is gone, a worker sends it.

import { register } from "./keys.js";

const AGAIN_AFTER = 3_000;
const place = () => document.getElementById("held");
const ends = new WeakMap();

function look() {
  for (const strip of place().querySelectorAll("[data-left]")) {
    if (!ends.has(strip)) ends.set(strip, performance.now() + 1000 * Number(strip.dataset.left));
    const left = ends.get(strip) - performance.now();
    const going = strip.querySelector("[data-going]");
    if (left > 0) {
      const seconds = String(Math.ceil(left / 1000));
      const count = going.querySelector("[data-count]");
      if (count.textContent !== seconds) count.textContent = seconds;
    } else if (!strip.dataset.asked) {
      strip.dataset.asked = "1";
      going.textContent = going.dataset.now;
      strip.querySelector("[data-undo]").disabled = true;
      strip.querySelector("[data-release]").requestSubmit();
    }
  }
}

look();
setInterval(look, 200);
document.addEventListener("htmx:afterSettle", look);

// Lost on the way: once more, until the server says what became of it.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("[data-release]");
  if (!form?.isConnected || event.detail.successful) return;
  const status = event.detail.xhr?.status ?? 0;
  if (status && status < 500) return;
  setTimeout(() => form.isConnected && form.requestSubmit(), AGAIN_AFTER);
});

function undo(event) {
  const button = place().querySelector("[data-undo]:not(:disabled)");
  // What is typed since is undone by the browser, as everywhere.
  if (!button || event.target.closest("textarea")?.value) return false;
  button.form.requestSubmit(button);
}

register("z", "undo", undo);
register("mod+z", "undo", undo, "#reply-form");

document.addEventListener("htmx:afterSettle", (event) => {
  const form = event.detail.elt.closest?.("#reply-form");
  // What is asked for elsewhere changes the form too, but nobody writes because of it.
  const asked = event.detail.requestConfig?.elt.closest?.("#held, #reply-form");
  if (form && asked && event.detail.requestConfig.elt.querySelector("[data-undo], .btn--main")) {
    form.elements.body.focus();
  }
});
