// The opening hours of a week as bars. The typed rows below are the truth; bars are drawn from them
// and write into them. What it all means now is asked of the server.

import { addRow, isGone, removeRow } from "./rows.js";

const DAY = 1440;
const STEP = 15;

const week = document.querySelector("[data-week]");
const section = week.closest("[data-rows]");
const form = week.closest("form");
const says = document.querySelector("[data-calendar-check]");
const days = week.dataset.days.split(",");
const locked = section.querySelector("fieldset").disabled;

const minutes = (text) => {
  const match = /^(\d{1,2}):(\d{2})/.exec(text);
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
};
const clock = (total) => {
  const at = ((total % DAY) + DAY) % DAY;
  return `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
const snap = (value) => Math.round(value / STEP) * STEP;

const field = (row, name) => row.querySelector(`[name$="-${name}"]`);

function windows() {
  return [...section.querySelectorAll("[data-list] [data-row]")].flatMap((row) => {
    const [day, start, end] = ["weekday", "start", "end"].map((name) => field(row, name).value);
    if (isGone(row) || day === "" || minutes(start) === null || minutes(end) === null) return [];
    const from = minutes(start);
    const to = minutes(end) <= from ? minutes(end) + DAY : minutes(end);
    return [{ row, day: Number(day), from, to }];
  });
}

function clashes(one, all) {
  const a = [one.day * DAY + one.from, one.day * DAY + one.to];
  return all.some((other) => {
    if (other === one) return false;
    const b = [other.day * DAY + other.from, other.day * DAY + other.to];
    return [-7 * DAY, 0, 7 * DAY].some((shift) => a[0] < b[1] + shift && b[0] + shift < a[1]);
  });
}

function words(one) {
  const text = one.to > DAY ? week.dataset.next : week.dataset.bar;
  return fill(text, { day: days[one.day], start: clock(one.from), end: clock(one.to) });
}

function piece(tag, from, to) {
  const element = document.createElement(tag);
  element.style.left = `${(from / DAY) * 100}%`;
  element.style.width = `${((to - from) / DAY) * 100}%`;
  return element;
}

function draw(focused) {
  const all = windows();
  const lanes = days.map((name, day) => {
    const line = document.createElement("div");
    line.className = "week__day";
    const label = document.createElement("span");
    label.className = "week__name";
    label.textContent = name;
    const lane = document.createElement("div");
    lane.className = "week__lane";
    lane.dataset.day = day;
    line.append(label, lane);
    return { line, lane };
  });
  for (const one of all) {
    const bar = piece("button", one.from, Math.min(one.to, DAY));
    bar.type = "button";
    bar.className = "week__bar";
    bar.disabled = locked;
    bar.textContent = `${clock(one.from)}–${clock(one.to)}`;
    const clash = clashes(one, all);
    bar.classList.toggle("is-clash", clash);
    bar.setAttribute("aria-label", clash ? `${words(one)}: ${week.dataset.clash}` : words(one));
    bar.addEventListener("keydown", (event) => press(event, one));
    bar.addEventListener("pointerdown", (event) => drag(event, bar, one));
    lanes[one.day].lane.append(bar);
    if (one.to > DAY) {
      const rest = piece("span", 0, one.to - DAY);
      rest.className = "week__rest";
      rest.textContent = fill(week.dataset.until, { end: clock(one.to) });
      rest.setAttribute("aria-hidden", "true");
      lanes[(one.day + 1) % 7].lane.append(rest);
    }
    if (focused === one.row) setTimeout(() => bar.focus());
  }
  const hours = document.createElement("div");
  hours.className = "week__hours";
  hours.setAttribute("aria-hidden", "true");
  for (const hour of [0, 6, 12, 18, 24]) {
    const mark = document.createElement("span");
    mark.textContent = hour;
    mark.style.left = `${(hour / 24) * 100}%`;
    hours.append(mark);
  }
  week.replaceChildren(hours, ...lanes.map(({ line }) => line));
}

function write(one, { day = one.day, from = one.from, to = one.to }) {
  const length = Math.max(STEP, Math.min(to - from, DAY));
  const start = Math.max(0, Math.min(from, DAY - STEP));
  field(one.row, "weekday").value = String((day + 7) % 7);
  field(one.row, "start").value = clock(start);
  field(one.row, "end").value = clock(start + length);
  form.dispatchEvent(new Event("change", { bubbles: true }));
  draw(one.row);
  ask();
}

function press(event, one) {
  const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
  const days_on = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (by && event.shiftKey) write(one, { to: one.to + by });
  else if (by) write(one, { from: one.from + by, to: one.to + by });
  else if (days_on) write(one, { day: one.day + days_on });
  else if (event.key === "Delete" || event.key === "Backspace") removeRow(one.row);
  else return;
  event.preventDefault();
}

function drag(event, bar, one) {
  if (locked || event.button) return;
  event.stopPropagation();
  const lane = bar.closest(".week__lane");
  const box = lane.getBoundingClientRect();
  const at = bar.getBoundingClientRect();
  const edge = Math.min(12, at.width / 4);
  const what = event.clientX - at.left < edge ? "from" : at.right - event.clientX < edge ? "to" : "all";
  const begin = event.clientX;
  let moved = null;
  const move = (now) => {
    const by = snap(((now.clientX - begin) / box.width) * DAY);
    const over = document.elementsFromPoint(now.clientX, now.clientY).find((e) => e.dataset?.day);
    moved = {
      all: { from: one.from + by, to: one.to + by, day: over ? Number(over.dataset.day) : one.day },
      from: { from: Math.min(one.from + by, one.to - STEP) },
      to: { to: Math.max(one.to + by, one.from + STEP) },
    }[what];
    const from = moved.from ?? one.from;
    bar.style.left = `${(from / DAY) * 100}%`;
    bar.style.width = `${((Math.min(moved.to ?? one.to, DAY) - from) / DAY) * 100}%`;
  };
  const end = () => {
    bar.removeEventListener("pointermove", move);
    if (moved) write(one, moved);
  };
  bar.setPointerCapture(event.pointerId);
  bar.addEventListener("pointermove", move);
  bar.addEventListener("pointerup", end, { once: true });
  bar.addEventListener("pointercancel", () => draw(), { once: true });
}

week.addEventListener("pointerdown", (event) => {
  const lane = event.target.closest(".week__lane");
  if (!lane || locked || event.button || event.pointerType === "touch") return;
  const box = lane.getBoundingClientRect();
  const place = (e) => Math.max(0, Math.min(DAY, snap(((e.clientX - box.left) / box.width) * DAY)));
  const begin = place(event);
  const ghost = piece("span", begin, begin);
  ghost.className = "week__ghost";
  lane.append(ghost);
  const move = (e) => {
    const [from, to] = [begin, place(e)].sort((a, b) => a - b);
    ghost.style.left = `${(from / DAY) * 100}%`;
    ghost.style.width = `${((to - from) / DAY) * 100}%`;
  };
  const end = (e) => {
    removeEventListener("pointermove", move);
    const [from, to] = [begin, place(e)].sort((a, b) => a - b);
    ghost.remove();
    if (to - from < STEP) return;
    write({ row: addRow(section), day: Number(lane.dataset.day), from, to }, {});
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end, { once: true });
});

let waiting = 0;
let asked = 0;

function ask() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const number = ++asked;
    try {
      const answer = await fetch(says.dataset.calendarCheck, { method: "POST", body: new FormData(form) });
      if (answer.ok && number === asked) {
        says.querySelector("[data-calendar-says]").innerHTML = await answer.text();
      }
    } catch {
      // The page works without: the same is asked again when something changes.
    }
  }, 250);
}

form.addEventListener("input", () => {
  draw();
  ask();
});
form.addEventListener("change", (event) => {
  if (event.target === form) return;
  draw();
  ask();
});
draw();
ask();
