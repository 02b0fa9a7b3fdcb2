// The field of the inbox's search: what is offered while a word is typed, and the controls beside
// it, whose choice becomes a word. The server knows the words (tickets/inbox/completing.py).

const REST = 90;

const form = document.getElementById("filters");
const field = form?.querySelector("#q");
const list = document.getElementById("offers");
let offers = [];
let chosen = -1;
let asked;
let timer;

function close() {
  list.hidden = true;
  chosen = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function show() {
  list.replaceChildren(
    ...offers.map(({ text, label }, index) => {
      const row = document.createElement("li");
      row.id = `offer-${index}`;
      row.role = "option";
      row.ariaSelected = String(index === chosen);
      const word = document.createElement("code");
      word.textContent = text;
      const what = document.createElement("span");
      what.textContent = label;
      row.append(word, what);
      return row;
    }),
  );
  list.hidden = !offers.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  if (chosen >= 0) {
    field.setAttribute("aria-activedescendant", `offer-${chosen}`);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const about = new URLSearchParams({ q: field.value, at: field.selectionStart ?? field.value.length });
  try {
    const answer = await fetch(`${form.dataset.words}?${about}`, { signal: asked.signal });
    if (!answer.ok) return;
    offers = (await answer.json()).offers;
  } catch {
    return;
  }
  chosen = -1;
  if (document.activeElement === field) show();
}

function take({ text, start, end }) {
  const whole = !text.endsWith(":");
  field.setRangeText(whole ? `${text} ` : text, start, end, "end");
  close();
  field.focus();
  if (!whole) ask();
}

// A choice beside the field: its word replaced where it stands, added at the end, or taken away.
function say(key, value) {
  const quoted = /[\s,，"“”]/.test(value) ? `"${value.replaceAll('"', "")}"` : value;
  const word = new RegExp(`(^|\\s)${key}[:：](?:"[^"]*"?|[^\\s"])*`, "iu");
  const put = value ? `${key}:${quoted}` : "";
  const before = field.value;
  const found = word.test(before);
  field.value = (found ? before.replace(word, (_, blank) => (put ? blank + put : blank)) : `${before} ${put}`).trim();
}

if (field) {
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, REST);
  });
  field.addEventListener("focus", () => {
    if (!field.value) ask();
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      if (list.hidden) field.blur();
      else close();
      event.preventDefault();
    } else if (list.hidden) {
      if (event.key === "ArrowDown") ask();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      chosen = (chosen + step + offers.length + (chosen < 0 && step < 0 ? 1 : 0)) % offers.length;
      show();
      event.preventDefault();
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      take(offers[chosen]);
      event.preventDefault();
    } else if (event.key === "Enter") close();
  });
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("li");
    if (row) take(offers[[...list.children].indexOf(row)]);
    event.preventDefault();
  });
  for (const control of form.querySelectorAll("[data-word]")) {
    control.addEventListener("change", () => {
      say(control.dataset.word, control.value);
      form.requestSubmit();
    });
  }
}
