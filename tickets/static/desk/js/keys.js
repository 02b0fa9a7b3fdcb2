// Shortcuts of the desk in one registry, and the dialog that tells them all (?).
//
// A page tells its shortcuts in rows, in the reader's language, in its block desk_keys:
//   <li data-shortcut="reply">Write a reply</li>
// and a script says what such a row does:
//   register("r", "reply", () => field.focus());
//   register(["/", "mod+k"], "canned", open, ".composer");
// A shortcut whose row is not on the page does not exist there. Keys are those of KeyboardEvent.key,
// small: "r", "?", "Escape", "ArrowDown"; "mod+k" is Ctrl or Cmd, "shift+r", "alt+r"; "g i" is one
// key after the other. Nothing fires while somebody types in a field, composes a character or
// answers a dialog; only with mod or alt, and with a scope (a selector) that holds the focus, does
// one fire in a field as well. A handler that returns false leaves the key to the browser.

const NEXT_WITHIN = 1_200;
const OFF = "desk-single-keys-off";
const FIELD = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]";
const NAMES = { Escape: "Esc", Enter: "↵", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", " ": "Space" };
const mac = /Mac|iP(hone|ad)/.test(navigator.platform);

const dialog = document.getElementById("keys");
const known = [];
let before = [];
let late;

export function register(keys, name, handler, scope = "") {
  const row = dialog?.querySelector(`[data-shortcut="${CSS.escape(name)}"]`);
  if (!row) return;
  for (const key of [keys].flat()) {
    known.push({ strokes: key.split(" "), handler, scope });
    row.append(...shown(key));
  }
  row.hidden = false;
}

function shown(key) {
  const marks = key.split(" ").map((stroke) => {
    const mark = document.createElement("kbd");
    mark.textContent = stroke.split("+").map(word).join(mac ? "" : " + ");
    return mark;
  });
  return marks.flatMap((mark) => [" ", mark]);
}

function word(part) {
  if (part === "mod") return mac ? "⌘" : "Ctrl";
  if (part === "alt") return mac ? "⌥" : "Alt";
  if (part === "shift") return mac ? "⇧" : "Shift";
  return NAMES[part] ?? part.toUpperCase();
}

// What was pressed as it is written above. Shift belongs to the character: "?" has it already.
function pressed(event) {
  const letter = event.key.length === 1;
  const key = letter ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (!letter || /\p{L}/u.test(key));
  const held = [(event.ctrlKey || event.metaKey) && "mod", event.altKey && "alt", shift && "shift"];
  return [...held.filter(Boolean), key].join("+");
}

function fits({ strokes, scope }, given, target) {
  if (!given.every((stroke, index) => strokes[index] === stroke)) return false;
  const inside = scope && target.closest(scope);
  const modal = document.querySelector("dialog:modal, [popover]:popover-open");
  if (modal && !(inside && modal.contains(target))) return false;
  const chord = /(mod|alt)\+/.test(strokes[0]);
  if (target.closest(FIELD)) return Boolean(inside && (chord || strokes[0] === "Escape"));
  if (!chord && strokes[0].length === 1 && localStorage.getItem(OFF)) return strokes[0] === "?";
  return chord ? !scope || Boolean(inside) : true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || /^(Control|Shift|Alt|Meta)$/.test(event.key)) return;
  clearTimeout(late);
  for (const given of [[...before, pressed(event)], [pressed(event)]]) {
    const near = known.filter((shortcut) => fits(shortcut, given, event.target));
    const hit = near.findLast(({ strokes }) => strokes.length === given.length);
    before = [];
    if (hit) {
      if (hit.handler(event) !== false) event.preventDefault();
      return;
    }
    if (near.length) {
      before = given;
      late = setTimeout(() => (before = []), NEXT_WITHIN);
      return;
    }
  }
});

if (dialog) {
  const single = document.getElementById("keys-single");
  single.checked = !localStorage.getItem(OFF);
  single.addEventListener("change", () => {
    if (single.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
  for (const button of document.querySelectorAll("[data-opens-keys]")) {
    button.addEventListener("click", () => dialog.showModal());
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  register("?", "keys", () => dialog.showModal());
}
