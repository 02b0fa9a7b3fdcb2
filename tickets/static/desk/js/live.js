// Tells the parts of a page that something changed, as the server's event stream says.

const place = document.querySelector("[data-events]");

if (place) {
  const every = Number(place.dataset.every);
  const source = new EventSource(place.dataset.events);
  let opened = false;
  let resting = false;
  let again = false;

  // At once, then at most once in `every` milliseconds, and never without the last one: a change
  // that came while the page was being told of another is told as well.
  function tell() {
    again = resting;
    if (resting) return;
    resting = true;
    document.body.dispatchEvent(new CustomEvent("desk:changed"));
    setTimeout(() => {
      resting = false;
      if (again) tell();
    }, every);
  }

  source.addEventListener("changed", tell);
  source.addEventListener("readers", () => document.body.dispatchEvent(new CustomEvent("desk:readers")));
  source.addEventListener("alert", () => document.body.dispatchEvent(new CustomEvent("desk:alert")));
  source.addEventListener("typing", () => document.body.dispatchEvent(new CustomEvent("desk:typing")));
  source.addEventListener("escalated", () => {
    const told = document.getElementById("told");
    if (told) told.hidden = false;
  });
  source.addEventListener("open", () => {
    // What happened while the stream was away was told to nobody.
    if (opened) tell();
    opened = true;
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}
