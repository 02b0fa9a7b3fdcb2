// A cell of the matrix of policies: Escape leaves it as it was, and the focus comes back to it.

function focused(root) {
  const editor = root.querySelector("[data-editor]");
  const wrong = editor?.querySelector("[aria-invalid]");
  const first = wrong ?? editor?.querySelector("input[type=text]");
  if (!first) {
    root.querySelector("#chosen a")?.focus();
    return;
  }
  first.focus();
  first.select();
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "policies" || event.detail.target?.id === "policies") focused(document);
});

document.addEventListener("keydown", (event) => {
  const editor = event.target.closest?.("[data-editor]");
  if (event.key !== "Escape" || !editor) return;
  event.preventDefault();
  editor.querySelector("[data-cancel]").click();
});

if (document.querySelector("[data-editor]")) focused(document);
