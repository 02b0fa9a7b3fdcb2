// Help for reading and writing on a request; all of it works without.

import { csrf } from "./drafts.js";

const TYPING_EVERY = 3_000;
const TYPING_SHOWN = 6_000;
const READ_AFTER = 2_000;
const NEAR = 48;

const thread = document.getElementById("thread");
const form = document.getElementById("reply");
const pill = document.getElementById("see-new");
const typing = document.getElementById("typing");
const follows = "fresh" in thread.dataset;

// The newest message: what the system notes below it, such as a solution, nobody has to read.
const newest = () => [...thread.querySelectorAll('.bubble[id^="m-"]')].at(-1);
const ours = () => thread.querySelectorAll(".bubble--agent").length;
const isInSight = (entry) => entry.getBoundingClientRect().bottom <= innerHeight + NEAR;

// --- New messages ---------------------------------------------------------------------------------

let known = ours();
let unseen = 0;
const title = document.title;

function tellTitle() {
  document.title = unseen ? `(${unseen}) ${title}` : title;
}

// What stood in sight for a moment was read: a message that is sent then has not crossed it.
const reading = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(target.reading);
    if (isIntersecting) target.reading = setTimeout(() => wasRead(target), READ_AFTER);
  }
});

function wasRead(entry) {
  if (document.hidden || !entry.id.startsWith("m-")) return;
  reading.unobserve(entry);
  if (form && entry === newest()) form.elements.seen.value = entry.id.slice(2);
}

document.addEventListener("site:changed", () => {
  const more = ours() - known;
  known = ours();
  if (more <= 0 || !follows) return;
  typing.hidden = true;
  reading.observe(newest());
  if (document.hidden) {
    unseen += more;
    tellTitle();
  }
  pill.hidden = isInSight(newest());
});

pill.addEventListener("click", () => {
  pill.hidden = true;
  newest().scrollIntoView({ block: "center" });
});

addEventListener("scroll", () => (pill.hidden ||= isInSight(newest())), { passive: true });

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unseen = 0;
  tellTitle();
});

// --- Typing ---------------------------------------------------------------------------------------

let hiding;

document.addEventListener("site:typing", () => {
  typing.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => (typing.hidden = true), TYPING_SHOWN);
});

let said = 0;

form?.elements.body.addEventListener("input", ({ target }) => {
  if (!target.value.trim() || Date.now() - said < TYPING_EVERY) return;
  said = Date.now();
  const headers = { "X-CSRFToken": csrf() };
  fetch(form.dataset.typing, { method: "POST", headers, keepalive: true }).catch(() => {});
});

// --- Sending --------------------------------------------------------------------------------------

if (form) {
  const button = form.querySelector(".actions button");
  form.querySelector(".keys").hidden = matchMedia("(pointer: coarse)").matches;

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
  document.getElementById("reply-notice")?.focus();
}

// --- Earlier messages -----------------------------------------------------------------------------

async function loadEarlier(link) {
  const response = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) throw new Error("not there");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const earlier = [...page.getElementById("thread").children];
  // A day that began earlier has its mark there.
  for (const entry of earlier) document.getElementById(entry.id)?.remove();
  const height = document.documentElement.scrollHeight;
  thread.prepend(...earlier);
  known = ours();
  const next = page.querySelector("[data-earlier]");
  if (next) {
    link.href = next.getAttribute("href");
    link.textContent = next.textContent;
  } else {
    link.parentElement.remove();
    earlier[0].tabIndex = -1;
    earlier[0].focus({ preventScroll: true });
  }
  // What was read stays where it was.
  scrollBy({ top: document.documentElement.scrollHeight - height, behavior: "instant" });
  document.dispatchEvent(new CustomEvent("site:changed"));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-earlier]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.ariaBusy === "true") return;
  link.ariaBusy = "true";
  const words = link.textContent;
  link.textContent = link.dataset.busy;
  loadEarlier(link)
    .catch(() => {
      link.textContent = words;
      location.assign(link.href);
    })
    .finally(() => (link.ariaBusy = "false"));
});
