// Opens the chat in a panel of the page. Without scripts the same button leads to its own page.
// What the panel needs is fetched when it is opened first.

const launcher = document.querySelector("[data-launcher]");
const panel = document.getElementById("chat-panel");
const body = panel.querySelector(".chat-panel__body");
let fetched;

function style(href) {
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

async function fill() {
  const response = await fetch(launcher.href, { headers: { "X-Part": "chat" } });
  if (!response.ok) throw new Error("not there");
  const [html, { enhance }] = await Promise.all([
    response.text(),
    import(launcher.dataset.script),
    ...launcher.dataset.styles.split(" ").map(style),
  ]);
  const page = new DOMParser().parseFromString(html, "text/html");
  body.replaceChildren(page.querySelector("[data-chat]"));
  enhance(body.firstElementChild);
}

async function open() {
  panel.hidden = false;
  launcher.ariaExpanded = "true";
  launcher.hidden = true;
  fetched ??= fill();
  await fetched;
  body.querySelector("textarea").focus();
}

function close() {
  panel.hidden = true;
  launcher.hidden = false;
  launcher.ariaExpanded = "false";
  launcher.focus();
}

launcher.role = "button";
launcher.ariaExpanded = "false";
launcher.setAttribute("aria-controls", panel.id);
launcher.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open().catch(() => location.assign(launcher.href));
});
launcher.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  launcher.click();
});
panel.querySelector("[data-close]").addEventListener("click", close);
panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
