// The two modes of the composer, by key: a reply to the customer, a note for the staff.

import { register } from "./keys.js";

function write(mode) {
  document.getElementById(`mode-${mode}`).checked = true;
  document.getElementById(`${mode}-body`).focus();
}

register("r", "reply", () => write("reply"));
register("n", "note", () => write("note"));
