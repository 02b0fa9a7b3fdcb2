// Keeps what is typed in a <form data-draft="place">: on the server as it is typed, and on this
// device while the server cannot be reached. Signing out forgets what the device holds.

const reader = document.body.dataset.reader ?? "";
const BEGINNING = "draft:";
const PAUSE = 1200;
const SOONEST_RETRY = 4000;
const LATEST_RETRY = 60_000;

// What belongs to one sending and not to what was typed.
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "token", "reader"]);

const clock = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

// A browser may refuse storage; the server still keeps the draft then.
const device = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, content) {
    try {
      localStorage.setItem(key, JSON.stringify(content));
      return true;
    } catch {
      return false;
    }
  },
  forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  },
};

export function csrf() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return cookie?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

export function typed(form) {
  const content = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || NOT_TYPED.has(name)) continue;
    content[name] = name in content ? [content[name], value].flat() : value;
  }
  return content;
}

function isEmpty(form) {
  return [...form.elements].every((control) => {
    if (!control.name || control.type === "hidden" || control.type === "file") return true;
    if (control.type === "radio" || control.type === "checkbox") return true;
    return control.tagName === "BUTTON" || !control.value.trim();
  });
}

function fill(form, content) {
  for (const [name, value] of Object.entries(content)) {
    const values = [value].flat();
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control.type === "file" || control.type === "hidden" || control.type === "submit") continue;
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values.shift() ?? "";
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

function watch(form) {
  const key = `${BEGINNING}${reader}:${form.dataset.draft}`;
  const address = `/drafts/${encodeURIComponent(form.dataset.draft)}/`;
  const line = form.querySelector("[data-draft-state]");
  let pending = 0;
  let dirty = false;
  let sending = null;
  let over = false;
  let wait = SOONEST_RETRY;

  const say = (what, at) => {
    if (!line) return;
    const words = (line.dataset[what] ?? "").replace("{time}", at ? clock.format(at) : "");
    if (line.textContent !== words) line.textContent = words;
    line.dataset.state = what;
  };

  const later = (time) => {
    clearTimeout(pending);
    pending = setTimeout(save, time);
  };

  const retry = () => {
    later(wait);
    wait = Math.min(wait * 2, LATEST_RETRY);
  };

  async function save({ leaving = false } = {}) {
    clearTimeout(pending);
    pending = 0;
    if (over || !dirty || (sending && !leaving)) return;
    const content = typed(form);
    const empty = isEmpty(form);
    dirty = false;
    sending = new AbortController();
    try {
      const response = await fetch(address, {
        method: empty ? "DELETE" : "PUT",
        headers: { "X-CSRFToken": csrf(), "Content-Type": "application/json" },
        body: empty ? undefined : JSON.stringify({ ...content, reader }),
        keepalive: leaving,
        signal: sending.signal,
      });
      sending = null;
      if (over) return;
      if (response.ok) {
        wait = SOONEST_RETRY;
        if (!dirty) device.forget(key);
        say(empty ? "nothing" : "saved", new Date());
      } else if (response.status === 409 || response.status === 403) {
        // Somebody else is signed in here, or nobody: it waits on this device for its writer.
        dirty = true;
        over = true;
        say("ended");
      } else if (response.status === 422) {
        say("toolong");
      } else {
        dirty = true;
        say("offline");
        retry();
      }
    } catch {
      sending = null;
      if (over) return;
      dirty = true;
      say("offline");
      retry();
    }
    if (dirty && !over && !pending) later(PAUSE);
  }

  const changed = () => {
    if (form.dataset.sent) return;
    dirty = true;
    const kept = device.write(key, { at: Date.now(), content: typed(form) });
    if (kept && (over || !navigator.onLine)) say(over ? "ended" : "offline");
    if (!over && navigator.onLine) later(PAUSE);
  };
  form.addEventListener("input", changed);
  // Files come and go without typing.
  form.addEventListener("change", changed);

  // Without a connection nothing is sent and nothing is lost.
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say("offline");
      line?.scrollIntoView({ block: "center" });
      return;
    }
    over = true;
    clearTimeout(pending);
    sending?.abort();
    device.forget(key);
    // Signing in, here or in another tab, changes the token.
    const token = form.querySelector("[name=csrfmiddlewaretoken]");
    if (token) token.value = csrf();
  });

  addEventListener("pageshow", (event) => {
    if (event.persisted) over = false;
  });
  addEventListener("online", () => {
    wait = SOONEST_RETRY;
    save();
  });
  addEventListener("offline", () => dirty && say("offline"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
  });

  const buffered = device.read(key);
  if (form.hasAttribute("data-draft-fresh")) {
    // The server has just sent back what was typed.
    device.forget(key);
  } else if (buffered?.content) {
    fill(form, buffered.content);
    dirty = true;
    later(0);
  }
  if (line?.dataset.keptAt) say("saved", new Date(line.dataset.keptAt));
}

for (const form of document.querySelectorAll("form[data-draft]")) watch(form);
