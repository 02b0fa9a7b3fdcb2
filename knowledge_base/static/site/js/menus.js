// Menus are <details>: Escape and a press outside close them. The theme is kept in a cookie, so
// that the server writes it into the page and nothing flashes.

const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const themes = document.querySelector("[data-themes]");
if (themes) {
  const root = document.documentElement;
  themes.hidden = false;
  themes.value = root.dataset.theme ?? "system";
  themes.addEventListener("change", () => {
    const chosen = themes.value === "system" ? "" : themes.value;
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    document.cookie = `theme=${chosen}; path=/; max-age=${chosen ? 31_536_000 : 0}; samesite=lax`;
  });
}

// Whoever signs out leaves no words on this device.
document.addEventListener("submit", (event) => {
  if (!event.target.action?.endsWith("/logout/")) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  } catch {
    // A browser that refuses storage has kept nothing.
  }
});
