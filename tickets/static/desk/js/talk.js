// A talk is opened where it stands now, and follows what comes while its end is in sight.

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

if (composer) {
  if (getComputedStyle(composer).position === "sticky") seeNewest();
  let known = entries().length;
  let follows = true;

  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id === "thread") follows = hidden() <= NEAR;
  });
  document.addEventListener("htmx:afterSettle", () => {
    const more = entries().length > known;
    known = entries().length;
    if (more && follows) seeNewest();
    else if (more && hidden() > 0) button.hidden = false;
  });
  button.addEventListener("click", seeNewest);
  addEventListener("scroll", () => (button.hidden ||= hidden() <= NEAR), { passive: true });
}
