// Rows of a form that are added and removed: what is removed goes when the page is saved.
// A section says data-rows="prefix"; it holds a list, a template of an empty row and a button.

export function addRow(section) {
  const total = section.querySelector("input[name$=-TOTAL_FORMS]");
  const html = section.querySelector(":scope template").innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const list = section.querySelector("[data-list]");
  list.insertAdjacentHTML("beforeend", html);
  section.querySelector("[data-none]")?.remove();
  const row = list.lastElementChild;
  row.dispatchEvent(new CustomEvent("row:added", { bubbles: true }));
  return row;
}

export function isGone(row) {
  return Boolean(row.querySelector("input[name$=-DELETE]")?.checked);
}

export function removeRow(row, gone = true) {
  const box = row.querySelector("input[name$=-DELETE]");
  if (!box) return;
  box.checked = gone;
  row.classList.toggle("is-gone", gone);
  row.querySelector(".row__gone").hidden = !gone;
  const words = row.querySelector("[data-remove] span:last-child");
  const button = row.querySelector("[data-remove]");
  [words.textContent, button.dataset.again] = [button.dataset.again, words.textContent];
  row.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (add) {
    const row = addRow(add.closest("[data-rows]"));
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    return;
  }
  const remove = event.target.closest("[data-remove]");
  if (!remove) return;
  const row = remove.closest("[data-row]");
  const ask = new CustomEvent("row:remove", { bubbles: true, cancelable: true });
  if (isGone(row) || row.dispatchEvent(ask)) removeRow(row, !isGone(row));
});

// What came back with an error and was removed stays so.
for (const row of document.querySelectorAll("[data-row]")) {
  if (isGone(row)) {
    row.querySelector("input[name$=-DELETE]").checked = false;
    removeRow(row);
  }
}
