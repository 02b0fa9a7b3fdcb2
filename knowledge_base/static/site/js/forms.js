// Help for forms; each works without it.

function focusFirst(target) {
  const control = target.matches("input, select, textarea")
    ? target
    : target.querySelector("input, select, textarea");
  (control ?? target).focus();
  target.scrollIntoView({ block: "center" });
}

// The error summary takes the focus, and its links put it into the field.
function readErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  focusFirst(target);
});

// One press sends once, and the button says that it is on its way ("Saving …" in data-busy). Coming
// back by the Back button frees the form again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post" || event.defaultPrevented) return;
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  const button = event.submitter;
  if (!button?.classList.contains("button")) return;
  button.dataset.pressed = "";
  if (!button.dataset.busy) return;
  button.dataset.idle = button.textContent;
  button.textContent = button.dataset.busy;
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
  for (const button of document.querySelectorAll("[data-pressed]")) {
    if (button.dataset.idle) button.textContent = button.dataset.idle;
    delete button.dataset.pressed;
    delete button.dataset.idle;
  }
});

// "123 characters left" below a text with data-limit.
for (const text of document.querySelectorAll("textarea[data-limit]")) {
  const count = document.getElementById(`${text.id}_count`);
  if (!count) continue;
  const limit = Number(text.dataset.limit);
  const tell = () => {
    const left = limit - text.value.length;
    count.hidden = left > limit / 4;
    count.textContent = (left < 0 ? count.dataset.over : count.dataset.left).replace(
      "{n}",
      Math.abs(left),
    );
  };
  text.addEventListener("input", tell);
  tell();
}

readErrors();
