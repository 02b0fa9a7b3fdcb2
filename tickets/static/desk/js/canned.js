// Shows a canned reply as customers will read it, while it is written.

document.addEventListener("DOMContentLoaded", () => {
  const blanks = document.querySelector("[data-blanks]");
  if (!blanks) return;
  const examples = JSON.parse(blanks.dataset.examples);
  for (const field of document.querySelectorAll("[data-previews]")) {
    const { previews: language } = field.dataset;
    const shown = document.querySelector(`[data-preview="${language}"]`);
    if (!shown) continue;
    const show = () => {
      shown.textContent = field.value.replace(/\{(\w+)\}/g, (all, name) => examples[language][name] ?? `⚠ ${all}`);
    };
    field.addEventListener("input", show);
    show();
  }
});
