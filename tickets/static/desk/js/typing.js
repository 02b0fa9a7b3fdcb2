// Says that the agent writes to the customer, and shows that the customer writes to the desk.
// Nothing of what is typed leaves the page, and a note is nobody's business but the staff's.

const EVERY = 3_000;
const SHOWN_FOR = 6_000;

const place = document.querySelector("[data-typing]");
const told = document.getElementById("is-typing");
let said = 0;
let hiding;

function cookie(name) {
  return document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("#reply-form") || !event.target.value.trim()) return;
  if (Date.now() - said < EVERY) return;
  said = Date.now();
  const headers = { "X-CSRFToken": cookie("csrftoken") ?? "" };
  fetch(place.dataset.typing, { method: "POST", headers, keepalive: true }).catch(() => {});
});

// Who only reads has no place for it.
function hide() {
  if (told) told.hidden = true;
}

document.body.addEventListener("desk:typing", () => {
  if (!told) return;
  told.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(hide, SHOWN_FOR);
});
// What they wrote is there.
document.body.addEventListener("desk:changed", hide);
