// Suggests articles below a search field while one types: a combobox with a list, as the ARIA
// Authoring Practices have it. Without this the form searches, which it does with it too.

const PAUSE = 180;
const SHORTEST = 2;

function combobox(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-suggest-status]");
  let timer = 0;
  let asking = null;
  let at = -1;

  const options = () => [...list.children];

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (index) => {
    at = index;
    for (const [place, option] of options().entries()) {
      option.setAttribute("aria-selected", String(place === at));
      if (place === at) option.scrollIntoView({ block: "nearest" });
    }
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options()[at].id);
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ title, url, lang }, place) => {
        const option = document.createElement("li");
        option.className = "suggest__option";
        option.id = `${list.id}-${place}`;
        option.role = "option";
        option.lang = lang;
        option.dataset.url = url;
        option.textContent = title;
        option.setAttribute("aria-selected", "false");
        return option;
      }),
    );
    status.textContent = form.dataset.found.replace("{n}", suggestions.length);
    at = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    asking?.abort();
    const words = input.value.trim();
    // One Han character may be a word.
    if (words.length < SHORTEST && !/\p{Script=Han}/u.test(words)) {
      close();
      return;
    }
    asking = new AbortController();
    const query = new URLSearchParams({ q: words });
    try {
      const response = await fetch(`${form.dataset.suggest}?${query}`, { signal: asking.signal });
      if (response.ok && document.activeElement === input) show((await response.json()).suggestions);
    } catch {
      // Typed on, or away for a moment: the form still searches.
    }
  };

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    // While Chinese is composed, the letters are not yet words.
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asking?.abort();
    close();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Past either end stands the field itself.
      choose(((at + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && at >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(options()[at].dataset.url);
    }
  });

  // Before the field loses the focus, which closes the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

for (const form of document.querySelectorAll("form[data-suggest]")) combobox(form);
