// Builds the questions of a category: moved by keyboard and by dragging, answers as rows.
// The fields of the form stay the truth; what is drawn here writes into them.

import { isGone } from "./rows.js";

const builder = document.querySelector("[data-builder]");
const list = builder.querySelector("[data-list]");
const says = builder.querySelector("[data-says]");
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

const slug = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);

function changed(element) {
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

function number() {
  [...list.children].forEach((row, index) => {
    field(row, "position").value = (index + 1) * 10;
  });
}

function moved(row) {
  number();
  changed(field(row, "position"));
  const rows = [...list.children].filter((one) => !isGone(one));
  says.textContent = builder.dataset.moved
    .replace("{name}", field(row, "label_en").value)
    .replace("{n}", rows.indexOf(row) + 1)
    .replace("{all}", rows.length);
}

// Answers to choose from -------------------------------------------------------------------------

function answersOf(area) {
  return area.value.split("\n").filter((line) => line.trim()).map((line) => {
    const [value, en = "", zh = ""] = line.split(/[|｜]/).map((part) => part.trim());
    return { value, en, zh };
  });
}

function drawAnswers(row) {
  const place = row.querySelector("[data-choices]");
  const area = field(row, "choices");
  area.closest("label").hidden = true;
  place.hidden = field(row, "kind").value !== "choice";
  place.querySelector("[data-answers]")?.remove();
  const table = document.createElement("div");
  table.dataset.answers = "";
  table.className = "answers";
  const read = () =>
    [...table.querySelectorAll(".answers__row")].map((line) => {
      const [en, zh, value] = [...line.querySelectorAll("input")].map((input) => input.value.trim());
      return { en, zh, value };
    });
  const write = () => {
    area.value = read()
      .filter((one) => one.en || one.zh || one.value)
      .map((one) => [one.value || slug(one.en), one.en, one.zh].join(" | ").replace(/ \| $/, ""))
      .join("\n");
    changed(area);
  };
  const button = (symbol, words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn--plain";
    made.innerHTML = '<span class="material-symbols-outlined" aria-hidden="true"></span><span></span>';
    made.firstChild.textContent = symbol;
    made.lastChild.textContent = words;
    made.addEventListener("click", act);
    return made;
  };
  const add = (one) => {
    const line = document.createElement("div");
    line.className = "answers__row";
    for (const name of ["en", "zh", "value"]) {
      const input = document.createElement("input");
      input.type = "text";
      input.value = one[name] ?? "";
      input.placeholder = place.dataset[name];
      input.setAttribute("aria-label", place.dataset[name]);
      if (name === "zh") input.lang = "zh-Hans";
      input.addEventListener("input", (event) => {
        event.stopPropagation();
        write();
      });
      line.append(input);
    }
    const up = button("arrow_upward", place.dataset.upWords, () => {
      line.previousElementSibling?.before(line);
      write();
      up.focus();
    });
    const gone = button("delete", place.dataset.removeWords, () => {
      (line.nextElementSibling ?? line.previousElementSibling)?.querySelector("input, button")?.focus();
      line.remove();
      write();
    });
    for (const one of [up, gone]) one.lastChild.className = "visually-hidden";
    line.append(up, gone);
    end.before(line);
    return line;
  };
  const end = button("add", place.dataset.addWords, () => add({}).querySelector("input").focus());
  table.append(end);
  answersOf(area).forEach(add);
  place.append(table);
}

function begin(row) {
  drawAnswers(row);
  field(row, "kind").addEventListener("change", () => drawAnswers(row));
  const key = field(row, "key");
  let own = Boolean(key.value);
  key.addEventListener("input", () => (own = true));
  field(row, "label_en").addEventListener("input", (event) => {
    row.querySelector("[data-name]").textContent = event.target.value;
    if (!own) key.value = slug(event.target.value);
  });
}

for (const row of list.children) begin(row);
builder.addEventListener("row:added", (event) => {
  begin(event.target);
  number();
});

builder.addEventListener("row:remove", async (event) => {
  const row = event.target;
  if (!builder.dataset.used || !field(row, "id")?.value) return;
  try {
    const answer = await fetch(`${builder.dataset.used}?key=${encodeURIComponent(field(row, "key").value)}`);
    if (answer.ok) row.querySelector(".row__gone").textContent = await answer.text();
  } catch {
    // The general words stay: it goes when the page is saved.
  }
});

// Moving ---------------------------------------------------------------------------------------------

builder.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  const row = button.closest("[data-row]");
  const by = Number(button.dataset.move);
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  button.focus();
  moved(row);
});

let dragged = null;

builder.addEventListener("pointerdown", (event) => {
  const row = event.target.closest("[data-grip]")?.closest("[data-row]");
  if (row) row.draggable = true;
});
builder.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("[data-row]");
  dragged?.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
});
builder.addEventListener("dragover", (event) => {
  const over = event.target.closest("[data-row]");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(dragged);
  else over.after(dragged);
});
builder.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  dragged.draggable = false;
  moved(dragged);
  dragged = null;
});

export function described() {
  const value = (name) => builder.closest("form").querySelector(`[name="${name}"]`)?.value ?? "";
  return {
    ...Object.fromEntries(["name_en", "name_zh", "hint_en", "hint_zh"].map((name) => [name, value(name)])),
    questions: [...list.children].filter((row) => !isGone(row)).map((row) => ({
      ...Object.fromEntries(
        ["kind", "label_en", "label_zh", "help_en", "help_zh"].map((name) => [name, field(row, name).value]),
      ),
      required: field(row, "required").checked,
      choices: answersOf(field(row, "choices")),
    })),
  };
}
