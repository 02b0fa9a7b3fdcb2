// Shows an article while it is written, as the site will show it: the server renders, a frame that
// runs no scripts shows. Without this the page still saves, and "See it" shows what is saved.

const PAUSE = 300;
const form = document.querySelector("form.editor");

// --- Preview -------------------------------------------------------------------------------------

function previewOf(side) {
  const frame = side.querySelector("[data-preview]");
  const field = (name) => side.querySelector(`[name$="-${name}"]`);
  let timer = 0;
  let asking = null;
  let shown = "";

  const show = (html) => {
    const main = frame.contentDocument?.getElementById("main");
    if (!main) {
      frame.srcdoc = html;
      return;
    }
    // Only the words are replaced, so that the reader's place is kept.
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("main");
    main.replaceChildren(...fresh.childNodes);
  };

  const refresh = async () => {
    if (!frame.offsetParent) return;
    const words = new URLSearchParams({ language: side.dataset.side });
    for (const name of ["title", "summary", "body"]) words.set(name, field(name).value);
    if (words.toString() === shown) return;
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(form.dataset.previewAt, {
        method: "POST",
        body: words,
        signal: asking.signal,
        headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      });
      if (!response.ok && response.status !== 422) return;
      show(await response.text());
      shown = words.toString();
    } catch {
      // Typed on, or away for a moment: the next key asks again.
    }
  };

  side.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  return refresh;
}

// --- What is shown -------------------------------------------------------------------------------

function views(sides) {
  const chooser = form.querySelector("[data-views]");
  const board = form.querySelector(".sides");
  const previews = sides.map(previewOf);
  chooser.hidden = false;

  const show = () => {
    const view = chooser.querySelector("[name=editor-view]:checked").value;
    board.dataset.view = view;
    for (const side of sides) side.classList.toggle("side--shown", side.dataset.side === view);
    for (const refresh of previews) refresh();
  };

  chooser.addEventListener("change", () => {
    board.classList.toggle("sides--phone", chooser.querySelector("[data-phone]").checked);
    show();
  });
  show();
}

// --- Nothing typed is lost by leaving ------------------------------------------------------------

function guard() {
  let isChanged = false;
  form.addEventListener("input", (event) => {
    if (event.target.form === form) isChanged = true;
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

if (form) {
  views([...form.querySelectorAll("[data-side]")]);
  guard();
}
