// Shows every <time data-time> in the reader's zone and language, and keeps "in 38 minutes" true.

const lang = document.documentElement.lang || "en";
const own = navigator.languages.find((tag) => tag.split("-")[0] === lang.split("-")[0]);
const locale = lang.startsWith("zh") ? lang : own ?? lang;

const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" });
const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function daysFromToday(at) {
  const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  return Math.round((midnight(at) - midnight(Date.now())) / DAY);
}

function day(at) {
  const distance = daysFromToday(at);
  if (Math.abs(distance) <= 1) return relative.format(distance, "day");
  return Math.abs(distance) < 300 ? weekday.format(at) : date.format(at);
}

function when(at) {
  const joint = lang.startsWith("zh") ? " " : ", ";
  return daysFromToday(at) === 0 ? clock.format(at) : day(at) + joint + clock.format(at);
}

function distance(at) {
  const gap = at - Date.now();
  const size = Math.abs(gap);
  if (size < HOUR) return relative.format(Math.round(gap / MINUTE), "minute");
  if (size < DAY) return relative.format(Math.round(gap / HOUR), "hour");
  if (size < 14 * DAY) return relative.format(Math.round(gap / DAY), "day");
  return date.format(at);
}

const styles = {
  clock: (at) => clock.format(at),
  day,
  date: (at) => date.format(at),
  when,
  relative: distance,
  // Beside a time that says the day already.
  soon: (at) => (Math.abs(at - Date.now()) < 20 * HOUR ? distance(at) : ""),
  both: (at) => `${when(at)} · ${distance(at)}`,
};

function show(root) {
  for (const element of root.querySelectorAll("time[data-time]")) {
    const at = new Date(element.dateTime);
    const style = styles[element.dataset.time];
    if (!style || Number.isNaN(at.valueOf())) continue;
    const text = style(at);
    if (element.textContent !== text) element.textContent = text;
    element.title = full.format(at);
  }
}

show(document);
setInterval(() => show(document), 20_000);
document.addEventListener("site:changed", () => show(document));
