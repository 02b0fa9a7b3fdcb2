// Keeps an open request true. The server says that something changed; the page is fetched again,
// and what stands in [data-fresh] is taken over. What the reader types is never touched, and what
// the reader is busy with waits for the next change.

const place = document.querySelector("[data-live]");

function takeOver(part, fresh) {
  if (part.dataset.fresh === "added") {
    for (const entry of fresh.children) if (!document.getElementById(entry.id)) part.append(entry.cloneNode(true));
  } else if (!part.contains(document.activeElement) && !part.querySelector("details[open]")) {
    part.replaceChildren(...fresh.cloneNode(true).childNodes);
  }
}

async function refresh() {
  const response = await fetch(place.dataset.page, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) return;
  const now = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = now.getElementById(part.id);
    if (fresh) takeOver(part, fresh);
  }
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
// Also after a break, when something may have been missed.
events.addEventListener("open", changed);
