// Opens the chat in a panel of the page. Without scripts the same button leads to its own page. What
// the panel needs is fetched when it is opened first.

const launcher = document.querySelector("[data-launcher]");

launcher.role = "button";
launcher.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const { open } = await import(launcher.dataset.panel);
    await open(launcher);
  } catch {
    location.assign(launcher.href);
  }
});
launcher.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  launcher.click();
});
