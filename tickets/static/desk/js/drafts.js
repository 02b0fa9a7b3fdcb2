// Keeps what is typed in the composer on the server, as it is typed: for its writer alone, here and
// on any other machine. What another window kept is never overwritten without a question.

import { cookie } from "./forms.js";

const PAUSE = 700;
const AGAIN_AFTER = 4_000;
const states = new WeakMap();

function stateOf(form) {
  if (!states.has(form)) states.set(form, { timer: 0, sending: null, dirty: false, asks: false });
  return states.get(form);
}

function say(form, what) {
  const line = form.querySelector("[data-draft-state]");
  const words = line.dataset[what] ?? "";
  if (line.textContent !== words) line.textContent = words;
}

function later(form, time) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), time);
}

function contentOf(form) {
  const sent = new FormData(form);
  return { body: sent.get("body"), files: sent.getAll("files").filter((one) => typeof one === "string") };
}

function save(form, { leaving = false } = {}) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (!form.isConnected || !state.dirty || state.asks || (state.sending && !leaving)) return;
  state.dirty = false;
  state.sending = send(form, leaving).finally(() => {
    state.sending = null;
    if (state.dirty && !state.asks) later(form, state.wait ?? PAUSE);
  });
}

async function send(form, leaving) {
  const state = stateOf(form);
  const content = contentOf(form);
  const nothing = !content.body.trim() && !content.files.length;
  const { since, reader } = form.dataset;
  if (nothing && !since) return say(form, "nothing");
  if (!nothing || since) remember(form, content.body);
  const again = (what) => {
    state.dirty = true;
    state.wait = AGAIN_AFTER;
    say(form, what);
  };
  let response;
  try {
    response = await fetch(form.dataset.keeps, {
      method: nothing ? "DELETE" : "PUT",
      // A login that ended is told as such.
      headers: { "X-CSRFToken": cookie("csrftoken") ?? "", "Content-Type": "application/json", "HX-Request": "true" },
      body: nothing ? undefined : JSON.stringify({ ...content, since, reader }),
      keepalive: leaving,
    });
  } catch {
    return again("offline");
  }
  const told = await response.json().catch(() => ({}));
  state.wait = PAUSE;
  if (response.ok) {
    form.dataset.since = told.at ?? "";
    // What is kept need not be asked about when the page is left.
    form.elements.body.kept = content.body;
    if (underway(form)?.said.at(-1) === content.body) forget(form);
    say(form, nothing ? "nothing" : "saved");
  } else if (response.status === 409 && underway(form)?.said.includes(told.body)) {
    // What this window sent itself came in after the page was made that it shows now.
    form.dataset.since = told.at;
    state.dirty = true;
  } else if (response.status === 409 && told.at) {
    ask(form, told);
  } else if (response.status === 409) {
    form.dataset.since = "";
    say(form, "sent");
  } else if (response.status === 422) {
    say(form, "toolong");
  } else if (response.status >= 500) {
    again("offline");
  } else {
    say(form, "ended");
  }
}

// --- What was on its way when the page went ---------------------------------------------------------

// A page that is loaded again may have been made before the last of what was typed came in. Until the
// server says that it has it, this window remembers what it sent, and after which draft.
const MOST_SAID = 5;
const place = (form) => `draft ${form.dataset.reader} ${form.dataset.keeps}`;

function underway(form) {
  try {
    return JSON.parse(sessionStorage.getItem(place(form)));
  } catch {
    return null;
  }
}

function remember(form, body) {
  const before = underway(form);
  const since = before ? before.since : form.dataset.since;
  const said = [...(before?.said ?? []), body].slice(-MOST_SAID);
  try {
    sessionStorage.setItem(place(form), JSON.stringify({ since, said }));
  } catch {
    // Without storage the server's draft is all there is.
  }
}

function forget(form) {
  try {
    sessionStorage.removeItem(place(form));
  } catch {
    // As above.
  }
}

function recall(form) {
  const left = underway(form);
  if (!left) return;
  const field = form.elements.body;
  const last = left.said.at(-1);
  const isOlder = form.dataset.since === left.since || left.said.includes(field.value);
  if (!isOlder) return forget(form);
  field.value = last;
  stateOf(form).dirty = true;
  later(form, 0);
}

// --- Two windows of one writer --------------------------------------------------------------------

function ask(form, newer) {
  const state = stateOf(form);
  const box = form.querySelector("[data-newer]");
  state.asks = true;
  box.querySelector("[data-newer-text]").textContent = newer.body;
  box.hidden = false;
  const decide = (body) => {
    box.hidden = true;
    state.asks = false;
    form.dataset.since = newer.at;
    if (body !== null) form.elements.body.value = body;
    form.elements.body.focus();
    state.dirty = true;
    later(form, 0);
  };
  box.querySelector("[data-take-newer]").onclick = () => decide(newer.body);
  box.querySelector("[data-keep-mine]").onclick = () => decide(null);
}

// --- When -----------------------------------------------------------------------------------------

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.("form[data-keeps]");
    if (!form) return;
    stateOf(form).dirty = true;
    later(form, PAUSE);
  });
}

// A draft that arrives after its text was sent would come back from the dead.
document.addEventListener("htmx:confirm", (event) => {
  const form = event.target.closest?.("form[data-keeps]");
  const state = form && stateOf(form);
  if (!state) return;
  clearTimeout(state.timer);
  forget(form);
  if (!state.sending) return;
  event.preventDefault();
  state.sending.finally(() => {
    clearTimeout(state.timer);
    forget(form);
    event.detail.issueRequest(true);
  });
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const form of document.querySelectorAll("form[data-keeps]")) save(form, { leaving: true });
});

for (const form of document.querySelectorAll("form[data-keeps]")) recall(form);
