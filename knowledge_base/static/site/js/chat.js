// The talk with the assistant, without leaving the page. All of it works by plain forms too. Here
// they are sent beside, and what is new is taken over: what was read is not read out again.

const POLL = 5_000;
const STREAMED_POLL = 30_000;
const NEAR = 48;

// As the server wrote it: what times.js makes of a moment differs by the minute.
function bare(element) {
  const copy = element.cloneNode(true);
  for (const time of copy.querySelectorAll("time")) time.textContent = "";
  return copy.innerHTML;
}

const find = (within, id) => within.querySelector(`#${CSS.escape(id)}`);

function takeOver(chat, fresh, sent) {
  const thread = chat.querySelector(".thread");
  const entries = [...fresh.querySelectorAll(".thread > li")];
  const stay = new Set(entries.map((entry) => entry.id));
  for (const entry of [...thread.children]) if (!stay.has(entry.id)) entry.remove();
  for (const entry of entries) {
    const known = find(thread, entry.id);
    if (!known) thread.append(entry);
    else if (bare(known) !== bare(entry)) known.replaceChildren(...entry.childNodes);
  }
  for (const part of chat.querySelectorAll("[data-fresh]")) {
    const now = find(fresh, part.id);
    // Whoever is typing an address there goes on typing; what was sent is answered.
    const busy = !part.contains(sent) && part.contains(document.activeElement) && chat.dataset.stage === fresh.dataset.stage;
    if (now && !busy && bare(part) !== bare(now)) part.replaceChildren(...now.childNodes);
  }
  for (const name of ["version", "stage", "live"]) {
    if (name in fresh.dataset) chat.dataset[name] = fresh.dataset[name];
    else delete chat.dataset[name];
  }
  const key = fresh.querySelector("[name=key]");
  for (const field of chat.querySelectorAll("[name=key]")) field.value = key?.value ?? field.value;
}

// Make the talk in `chat` (the section) live. `remember` is told the key of each answer.
export function enhance(chat, { remember = () => {} } = {}) {
  const form = chat.querySelector(".chat__write");
  const text = form.elements.text;
  const log = chat.querySelector(".chat__log");
  const send = form.querySelector("[data-busy]");
  const words = send.textContent;
  let stream;
  let busy = false;

  const toEnd = () => log.scrollTo({ top: log.scrollHeight });
  // What is shown below takes room from it: whoever reads the end goes on reading the end.
  let atEnd = true;
  log.addEventListener("scroll", () => (atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR), { passive: true });
  new ResizeObserver(() => atEnd && toEnd()).observe(log);

  async function show(response, sent = null) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-chat]");
    if (!fresh) throw new Error("no talk");
    const before = log.scrollHeight;
    takeOver(chat, fresh, sent);
    document.dispatchEvent(new CustomEvent("site:changed"));
    remember(form.elements.key?.value);
    if (log.scrollHeight !== before) toEnd();
    listen();
    return fresh.querySelector("textarea").value;
  }

  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const sent = event.target;
    const data = new FormData(sent, event.submitter);
    chat.ariaBusy = "true";
    send.textContent = send.dataset.busy;
    try {
      const response = await fetch(chat.dataset.url, { method: "POST", body: data, headers: { "X-Part": "chat" } });
      if (response.redirected || response.status >= 500) throw new Error("not taken");
      const kept = await show(response, sent);
      // What was typed while it was sent is the reader's.
      if (sent === form && !event.submitter?.name) if (text.value === data.get("text")) text.value = kept;
      const wrong = chat.querySelector("#chat-state [aria-invalid=true]");
      if (wrong) wrong.focus();
      else if (sent === form || !chat.contains(document.activeElement)) text.focus({ preventScroll: true });
    } catch {
      // Without the talk's own way, the page's: nothing is lost, and the reason is shown.
      chat.removeEventListener("submit", submit);
      sent.requestSubmit(event.submitter);
    } finally {
      busy = false;
      chat.ariaBusy = null;
      send.textContent = words;
    }
  }

  async function refresh() {
    if (busy || document.hidden || !chat.dataset.version || !chat.checkVisibility()) return;
    const headers = { "X-Part": "chat", "X-Known": chat.dataset.version };
    const key = form.elements.key?.value;
    const options = key === undefined ? { headers } : { method: "POST", headers, body: new URLSearchParams({ key, do: "read" }) };
    const response = await fetch(chat.dataset.url, options);
    if (response.status === 200 && !response.redirected) await show(response);
  }

  const look = () => refresh().catch(() => {});

  // Where a person has it, the server says that something is new.
  function listen() {
    const live = chat.dataset.live;
    if (stream?.address === live) return;
    stream?.close();
    stream = live ? new EventSource(live) : undefined;
    if (!stream) return;
    stream.address = live;
    stream.addEventListener("changed", look);
    stream.addEventListener("open", look);
  }

  const waits = () => ["waiting", "person"].includes(chat.dataset.stage);
  let quiet = 0;
  setInterval(() => {
    quiet += POLL;
    if (!waits() || (stream && quiet < STREAMED_POLL)) return;
    quiet = 0;
    look();
  }, POLL);

  chat.addEventListener("submit", submit);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    form.requestSubmit(send);
  });
  document.addEventListener("visibilitychange", look);
  listen();
  toEnd();
}

for (const chat of document.querySelectorAll("main [data-chat]")) enhance(chat);
