// A menu that opens below its button: closed by a click anywhere, and by Escape.

const opened = () => document.querySelectorAll(".more-moves[open]");

document.addEventListener("click", (event) => {
  for (const menu of opened()) {
    if (!menu.querySelector("summary").contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
