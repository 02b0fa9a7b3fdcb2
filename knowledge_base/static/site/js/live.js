// Keeps an open request true. The server says that something changed; the page is fetched again,
// and what stands in [data-fresh] is taken over. What the reader types is never touched, and what
// the reader is busy with waits for the next change.

const POLL = 30_000;

const place = document.querySelector("[data-live]");

function takeOver(part, fresh) {
  if (part.dataset.fresh === "added") {
    for (const entry of fresh.children) if (!document.getElementById(entry.id)) part.append(entry.cloneNode(true));
  } else if (!part.contains(document.activeElement) && !part.querySelector("details[open]")) {
    part.replaceChildren(...fresh.cloneNode(true).childNodes);
  }
}

// What becomes of a message is said above the form; what is sent says the same.
function sayTheSame(form, fresh) {
  if (!form || !fresh) return;
  form.elements.intent.value = fresh.elements.intent.value;
  const button = ".actions button";
  form.querySelector(button).textContent = fresh.querySelector(button).textContent;
}

async function refresh() {
  const headers = { Accept: "text/html", "X-Known": place.dataset.version };
  // Nobody looks at it: it does not count as read.
  if (document.hidden) headers["X-Hidden"] = "1";
  const response = await fetch(place.dataset.page, { headers });
  // 204: this page shows it as it is.
  if (response.status !== 200 || response.redirected) return;
  const now = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = now.getElementById(part.id);
    if (fresh) takeOver(part, fresh);
  }
  sayTheSame(document.getElementById("reply"), now.getElementById("reply"));
  place.dataset.version = now.querySelector("[data-live]")?.dataset.version ?? "";
  document.dispatchEvent(new CustomEvent("site:changed"));
}

// One fetch at a time; changes that come meanwhile share the next one.
let wanted = false;
let fetching = false;

async function changed() {
  wanted = true;
  if (fetching) return;
  fetching = true;
  while (wanted) {
    wanted = false;
    // Away for a moment: the stream comes back by itself, and says so.
    await refresh().catch(() => {});
  }
  fetching = false;
}

const events = new EventSource(place.dataset.live);
events.addEventListener("changed", changed);
events.addEventListener("typing", () => document.dispatchEvent(new CustomEvent("site:typing")));
// Also after a break, when something may have been missed.
events.addEventListener("open", changed);
// Refused, as to who has too many of them open: look now and then instead.
events.addEventListener("error", () => {
  if (events.readyState === EventSource.CLOSED) setInterval(() => document.hidden || changed(), POLL);
});
document.addEventListener("visibilitychange", () => document.hidden || changed());
