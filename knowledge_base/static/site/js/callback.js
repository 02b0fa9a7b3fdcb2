// Puts the times of a call into the reader's own zone, by the days of their own calendar.

const lang = document.documentElement.lang || "en";
const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(lang, { weekday: "long", day: "numeric", month: "long" });
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function localise(fields) {
  const select = fields.querySelector("select[data-slot]");
  if (!select || !zone) return;
  const length = Number(select.dataset.slot) * 60_000;
  const chosen = select.value;
  const groups = new Map();
  for (const option of select.querySelectorAll("optgroup > option")) {
    const start = new Date(option.value);
    option.textContent = `${clock.format(start)}–${clock.format(new Date(start.getTime() + length))}`;
    const label = day.format(start);
    if (!groups.has(label)) {
      const group = document.createElement("optgroup");
      group.label = label;
      groups.set(label, group);
    }
    groups.get(label).append(option);
  }
  for (const old of select.querySelectorAll("optgroup")) old.remove();
  select.append(...groups.values());
  select.value = chosen;
  const hint = document.getElementById(`${select.id}_helptext`);
  if (hint) {
    const name = document.createElement("bdi");
    name.textContent = zone.replaceAll("_", " ");
    const [before, after] = fields.dataset.zone.split("{zone}");
    hint.replaceChildren(before, name, after);
  }
}

for (const fields of document.querySelectorAll("[data-call-times]")) localise(fields);
