// Keeps "in 12 min" true while a page is open. The words come from the server (tickets/words.py).

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 30 * MINUTE;
const ICONS = { calm: "schedule", soon: "hourglass_bottom", late: "alarm" };

const words = JSON.parse(document.getElementById("desk-words").textContent);

function part(unit, count) {
  return words[unit].replace("%(n)d", String(count));
}

function two(unit, count, smaller, rest) {
  return rest ? `${part(unit, count)} ${part(smaller, rest)}` : part(unit, count);
}

function span(seconds) {
  const total = Math.floor(seconds);
  if (total < MINUTE) return part("seconds", total);
  if (total < HOUR) return part("minutes", Math.floor(total / MINUTE));
  if (total < DAY) return two("hours", Math.floor(total / HOUR), "minutes", Math.floor((total % HOUR) / MINUTE));
  if (total < 7 * DAY) return two("days", Math.floor(total / DAY), "hours", Math.floor((total % DAY) / HOUR));
  return part("days", Math.floor(total / DAY));
}

function show() {
  for (const time of document.querySelectorAll("time[data-due]")) {
    const left = (new Date(time.dateTime) - Date.now()) / 1000;
    const tone = left < 0 ? "late" : left <= SOON ? "soon" : "calm";
    const text = words[left < 0 ? "late" : "ahead"].replace("%(span)s", span(Math.abs(left)));
    if (time.textContent !== text) time.textContent = text;
    const due = time.closest(".due");
    if (due.dataset.tone !== tone) {
      due.dataset.tone = tone;
      due.querySelector(".material-symbols-outlined").textContent = ICONS[tone];
    }
  }
}

show();
setInterval(show, 5_000);
document.addEventListener("htmx:afterSettle", show);
