// A talk is opened where it stands now, and follows what comes while its end is in sight.
//
// What comes is added to what is shown: entries that were unfolded stay, nothing that stands moves,
// and of a talk narrowed to notes only notes come.

const NEAR = 32;
const composer = document.querySelector(".composer");
const button = document.getElementById("see-new");
const entries = () => document.querySelectorAll("#thread .entry");
const newest = () => document.querySelector("#thread > :last-child");

// How far the newest entry reaches below the upper edge of the composer, or of the window.
function hidden() {
  const sticks = getComputedStyle(composer).position === "sticky";
  const edge = sticks ? composer.getBoundingClientRect().top : innerHeight;
  return (newest()?.getBoundingClientRect().bottom ?? 0) - edge;
}

function seeNewest() {
  button.hidden = true;
  if (hidden() > 0) scrollBy(0, hidden() + NEAR / 2);
}

// What comes while somebody looks is not marked as new.
function fits(one, show) {
  if (one.id === "unread") return document.hidden && !document.getElementById("unread");
  if (!one.id || one.id === "fold") return false;
  if (show === "all") return true;
  if (!one.classList.contains("entry")) return false;
  return one.classList.contains("entry--note") === (show === "notes");
}

// The newest part of the talk, as the server shows it, goes into the talk that stands here.
function merge(thread, fresh) {
  const show = thread.dataset.show;
  const coming = [...fresh.children].filter((one) => fits(one, show));
  const known = new Set(coming.map((one) => one.id));
  const folded = fresh.querySelector("#fold");
  const newer = (one) => !folded || folded.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const from = coming.find((one) => one.matches(".entry") && newer(one))?.id;
  let last = null;
  for (const one of coming) {
    const mine = thread.querySelector(`#${CSS.escape(one.id)}`);
    if (!mine) {
      if (last) last.after(one);
      else if (!entries().length) thread.append(one);
      else continue;
      last = one;
      continue;
    }
    if (one.matches(".entry") && mine.innerHTML !== one.innerHTML) mine.innerHTML = one.innerHTML;
    last = mine;
  }
  thread.querySelector(".thread__none")?.toggleAttribute("hidden", entries().length > 0);
  // What was taken back goes; what lies before the newest part, nobody has said anything about.
  let seen = false;
  for (const mine of [...entries()]) {
    seen ||= mine.id === from;
    if (seen && !known.has(mine.id)) mine.remove();
  }
}

// A day that was named twice, after what lay before it was unfolded, is named once.
function once() {
  const days = new Set();
  for (const day of document.querySelectorAll("#thread .thread__day")) {
    if (days.has(day.id)) day.remove();
    days.add(day.id);
  }
}

if (composer) {
  const unread = document.getElementById("unread");
  if (getComputedStyle(composer).position === "sticky") seeNewest();
  // Whoever comes back begins at what is new to them, where that reaches further up than the page.
  if (unread && unread.getBoundingClientRect().top < 0) unread.scrollIntoView({ block: "center" });
  let count = entries().length;
  let follows = true;

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    if (target.id !== "thread") return;
    follows = hidden() <= NEAR;
    event.detail.shouldSwap = false;
    const fresh = fragment.querySelector("#thread") ?? fragment.firstElementChild ?? fragment;
    merge(target, fresh);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    once();
    const more = entries().length > count;
    const unfolded = event.detail.elt?.closest?.("#thread");
    count = entries().length;
    if (unfolded) return;
    if (more && follows) seeNewest();
    else if (more && hidden() > 0) button.hidden = false;
  });
  button.addEventListener("click", seeNewest);
  addEventListener("scroll", () => (button.hidden ||= hidden() <= NEAR), { passive: true });
}
