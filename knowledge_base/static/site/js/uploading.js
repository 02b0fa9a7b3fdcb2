// Sends one file in parts by tus 1.0, and goes on where it was broken off. Knows nothing of pages.

const VERSION = "1.0.0";
const LEAST_PART = 128 * 1024;
const LONGEST_WAIT = 30_000;

// What went wrong for good; the message is for the reader.
export class Refused extends Error {}

// The server does not take our word any more: signed out, or a page of long ago.
export class Forbidden extends Error {}

class Unreachable extends Error {
  constructor(seconds = 0) {
    super();
    this.seconds = seconds;
  }
}

async function call(method, url, { token, signal, headers = {}, body }) {
  let response;
  try {
    response = await fetch(url, {
      method,
      signal,
      body,
      headers: { "Tus-Resumable": VERSION, "X-CSRFToken": token, ...headers },
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable();
  }
  if (response.status >= 500 || response.status === 429) {
    throw new Unreachable(Number(response.headers.get("Retry-After")) || 0);
  }
  if (response.status === 403) throw new Forbidden();
  const told = await response.json().catch(() => ({}));
  return { status: response.status, told, headers: response.headers };
}

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener("online", done);
    signal.addEventListener("abort", () => reject(new DOMException("", "AbortError")), { once: true });
  });
}

// What the server has of an upload; null when it keeps none.
export async function look(url, id, token) {
  const { status, told } = await call("GET", `${url}${id}/`, { token });
  return status === 200 ? told : null;
}

export function forget(url, id, token) {
  return call("DELETE", `${url}${id}/`, { token }).catch(() => {});
}

// Sends `file` and returns what the server made of it. `upload` has the id of one that was begun
// before, and gets that of one begun now. Tells `on.begun(id)`, `on.progress(bytes)`, `on.broken()`.
// Throws Refused, Forbidden, and AbortError when `signal` says so.
export async function send(file, upload, { url, token, part, signal, on }) {
  let waited = 500;
  let size = LEAST_PART;
  for (;;) {
    try {
      if (!upload.id) {
        await begin();
      }
      let { told, offset } = await state();
      while (told && told.state === "receiving") {
        const started = performance.now();
        ({ told, offset } = await add(offset));
        waited = 500;
        // Parts as large as a second takes: a slow line shows progress, a fast one is not held up.
        size = performance.now() - started < 1000 ? Math.min(part, size * 2) : Math.max(LEAST_PART, size / 2);
        on.progress(offset);
      }
      if (told) return told;
      // Purged meanwhile: from the beginning.
      upload.id = null;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      on.broken();
      await pause(Math.max(error.seconds * 1000, waited), signal);
      waited = Math.min(LONGEST_WAIT, waited * 2);
    }
  }

  async function begin() {
    const { status, told } = await call("POST", url, {
      token,
      signal,
      headers: { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${base64(file.name)}` },
    });
    if (status !== 201) throw new Refused(told.detail ?? "");
    upload.id = told.id;
    on.begun(told.id);
  }

  async function state() {
    const { status, told, headers } = await call("GET", `${url}${upload.id}/`, { token, signal });
    return read(status, told, headers);
  }

  async function add(offset) {
    const { status, told, headers } = await call("PATCH", `${url}${upload.id}/`, {
      token,
      signal,
      body: file.slice(offset, offset + size),
      headers: { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) },
    });
    return read(status, told, headers);
  }

  function read(status, told, headers) {
    const offset = Number(headers.get("Upload-Offset"));
    if (status === 200) return { told, offset };
    // Somebody else, or a part whose answer was lost, went further.
    if (status === 409) return { told: { state: "receiving" }, offset };
    if (status === 404) return { told: null, offset: 0 };
    throw new Refused(told.detail ?? "");
  }
}
