// Sends by keyboard, never loses a text, and says so when something did not go through.

const trouble = document.getElementById("trouble");
let sending = false;

function say(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

export function cookie(name) {
  return document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const field = event.target.closest("[data-send]");
  const button =
    // Where a text of several that belong to one form is open, its own.
    field?.closest("[popover]")?.querySelector("button[form]") ??
    field?.form.querySelector("button[name=then]") ??
    field?.form.querySelector("button:not([type=button])");
  if (!button || button.disabled) return;
  event.preventDefault();
  field.form.requestSubmit(button);
});

for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox]")) form.requestSubmit();
  });
}

// A login in another tab changes the token; the one of the cookie is always the present one.
document.addEventListener("htmx:configRequest", (event) => {
  const token = cookie("csrftoken");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token;
  if (token && event.detail.parameters.csrfmiddlewaretoken) {
    event.detail.parameters.csrfmiddlewaretoken = token;
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  const quiet = event.detail.requestConfig.verb === "get";
  if (event.detail.xhr.getResponseHeader("Desk-Refused")) say(event.detail.xhr.responseText);
  else if (status === 401 || status === 403) say(trouble.dataset.signedOut);
  else if (status === 404) say(trouble.dataset.gone);
  else if (!quiet) say(trouble.dataset.failed);
});

document.addEventListener("htmx:sendError", (event) => {
  if (event.detail.requestConfig.verb !== "get") say(trouble.dataset.failed);
});

document.addEventListener("htmx:afterRequest", (event) => {
  // What the page fetches by itself says nothing of what somebody tried: the words stay.
  if (event.detail.successful && event.detail.requestConfig.verb !== "get") say("");
  const asked = event.detail.elt.closest?.("[popover]");
  // What a question fetches for itself does not answer it.
  if (!asked || event.detail.requestConfig.verb === "get") return;
  asked.hidePopover();
  if (event.detail.successful) asked.reset();
});

// What is asked has the focus, wherever the key was pressed that opened it.
document.addEventListener(
  "toggle",
  ({ target, newState }) => {
    if (newState !== "open" || !target.matches?.("form.ask")) return;
    target.querySelector("[tabindex='0'], input:not([type=hidden]), select, textarea")?.focus();
  },
  true,
);

document.addEventListener("submit", () => {
  sending = true;
  // A form that htmx sends leaves the page where it is.
  setTimeout(() => (sending = false), 1_000);
});

addEventListener("beforeunload", (event) => {
  if (sending) return;
  const typed = [...document.querySelectorAll("[data-typed]")];
  if (typed.some((field) => field.value.trim() && field.value !== (field.kept ?? field.defaultValue))) {
    event.preventDefault();
  }
});
