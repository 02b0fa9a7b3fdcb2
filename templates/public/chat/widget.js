// The chat in your pages, by one tag:
//   <script src="{{ site_url }}/chat/widget.js" data-identity="<token>" async></script>
// data-identity: a token that your server signed, for who is logged in at yours; leave it out for
// guests. data-identity-url: an address of yours that answers with a fresh one, as plain text.
// data-language: en or zh; without it, that of your page. No inline script or style is needed:
// your policy allows this address in script-src and in frame-src.
(() => {
  const script = document.currentScript;
  if (!script || window.deskChat) return;
  const origin = new URL(script.src).origin;
  const tag = (script.dataset.language || document.documentElement.lang || "en").slice(0, 2).toLowerCase();
  const words = {{ words }};
  const said = words[tag] || words.en;
  const style = (element, rules) => Object.assign(element.style, rules);

  const button = document.createElement("button");
  button.type = "button";
  button.textContent = said.open;
  button.setAttribute("aria-expanded", "false");
  style(button, {
    position: "fixed", zIndex: "2147483000", right: "16px", bottom: "16px", minHeight: "48px",
    padding: "8px 24px", border: "0", borderRadius: "999px", background: "#5a2850", color: "#fff",
    font: "600 16px system-ui, sans-serif", cursor: "pointer", boxShadow: "0 6px 20px rgb(0 0 0 / 25%)",
  });
  let frame;

  async function identity() {
    if (!script.dataset.identityUrl) return script.dataset.identity || "";
    const answer = await fetch(script.dataset.identityUrl, { credentials: "same-origin" });
    return answer.ok ? (await answer.text()).trim() : "";
  }

  async function make() {
    frame = document.createElement("iframe");
    frame.title = said.title;
    const language = tag === "zh" ? "zh-hans" : "en";
    const token = await identity().catch(() => "");
    style(frame, {
      position: "fixed", zIndex: "2147483000", right: "16px", bottom: "76px", border: "0",
      width: "min(400px, calc(100vw - 32px))", height: "min(672px, calc(100vh - 92px))",
      borderRadius: "10px", boxShadow: "0 6px 30px rgb(0 0 0 / 30%)", background: "Canvas",
    });
    frame.src = `${origin}{{ frame }}?language=${language}#${new URLSearchParams({ identity: token })}`;
    document.body.append(frame);
  }

  function show(open) {
    if (open && !frame) make();
    else if (frame) frame.hidden = !open;
    if (frame) frame.style.display = open ? "block" : "none";
    button.textContent = open ? said.close : said.open;
    button.setAttribute("aria-expanded", String(open));
    if (open) frame?.focus();
    else button.focus();
  }

  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  addEventListener("message", (event) => {
    if (event.origin === origin && event.source === frame?.contentWindow && event.data === "desk-chat:close") show(false);
  });
  window.deskChat = { open: () => show(true), close: () => show(false) };
  const add = () => document.body.append(button);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
})();
