// Files of a form: chosen, dropped or pasted, sent while the reader still writes, shown in rows with
// their progress. What was begun is remembered for the tab: after a reload whole files are there
// again, and half of one goes on when it is chosen again.

// What sends is loaded with the first file: most forms go without one.
const uploading = () => import("./uploading.js");

function size(bytes) {
  const large = bytes >= 1_000_000;
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    unitDisplay: "short",
    maximumFractionDigits: large ? 1 : 0,
  }).format(large ? bytes / 1_000_000 : Math.ceil(bytes / 1000));
}

const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);

class Files {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.input = box.querySelector("input[type=file]");
    this.list = box.querySelector("[data-list]");
    this.blank = box.querySelector("template[data-row]");
    this.words = box.querySelector("[data-words]").dataset;
    this.status = box.querySelector("[data-status]");
    this.memory = `files ${location.pathname} ${box.dataset.name}`;
    this.items = [];
    this.submitter = null;
    box.classList.add("files--scripted");
    for (const part of box.querySelectorAll("[data-scripted]")) part.hidden = false;
    this.listen();
    this.restore();
  }

  get token() {
    // The cookie first: signing in, here or in another tab, changes it.
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    return cookie?.[1] ?? this.form.elements.csrfmiddlewaretoken?.value ?? "";
  }

  get pending() {
    return this.items.some((item) => ["waiting", "sending", "broken"].includes(item.state));
  }

  listen() {
    this.input.addEventListener("change", () => {
      const chosen = [...this.input.files];
      // The form shall carry ids, not the files once more.
      this.input.value = "";
      this.add(chosen);
    });
    // Who comes near may choose one: a connection that is lost meanwhile breaks off nothing then.
    for (const near of ["focusin", "pointerenter", "dragenter"]) {
      this.box.addEventListener(near, () => uploading().catch(() => {}), { once: true });
    }
    const drop = this.box.querySelector("[data-drop]");
    const over = (event) => event.dataTransfer.types.includes("Files");
    this.box.addEventListener("dragover", (event) => {
      if (!over(event)) return;
      event.preventDefault();
      drop.classList.add("files__drop--over");
    });
    this.box.addEventListener("dragleave", () => drop.classList.remove("files__drop--over"));
    this.box.addEventListener("drop", (event) => {
      if (!over(event)) return;
      event.preventDefault();
      drop.classList.remove("files__drop--over");
      this.add([...event.dataTransfer.files]);
    });
    this.form.addEventListener("paste", (event) => {
      const { files, types } = event.clipboardData;
      // Office programs put a picture of the text beside the text.
      if (!files.length || types.includes("text/plain")) return;
      event.preventDefault();
      this.add([...files]);
    });
    this.form.addEventListener("submit", (event) => this.hold(event), { capture: true });
  }

  // The form waits for what is still on its way, and goes by itself when it is there.
  hold(event) {
    const half = this.items.find((item) => item.state === "again");
    if (!this.pending && !half) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (half) {
      this.say(this.words.unfinished);
      half.row.querySelector("[data-remove]").focus();
    } else if (!this.submitter) {
      this.submitter = event.submitter ?? this.form.querySelector("button:not([type=button])");
      this.idle = this.submitter.textContent;
      this.submitter.textContent = this.words.still;
      this.submitter.setAttribute("aria-disabled", "true");
      this.say(this.words.still);
    }
  }

  release() {
    if (!this.submitter || this.pending) return;
    const button = this.submitter;
    this.submitter = null;
    button.textContent = this.idle;
    button.removeAttribute("aria-disabled");
    if (this.items.every((item) => item.state === "ready")) this.form.requestSubmit(button);
  }

  add(files) {
    for (const file of files) {
      const half = this.items.find(
        (item) => item.state === "again" && item.name === file.name && item.size === file.size,
      );
      const item = half ?? this.item({ name: file.name, size: file.size });
      item.file = file;
      const wrong = half ? "" : this.wrong(file);
      if (wrong) this.show(item, "refused", wrong);
      else this.show(item, "waiting", this.words.waiting);
      this.draw(item);
    }
    this.next();
  }

  wrong(file) {
    const taken = this.items.filter((item) => item.state !== "refused").length;
    if (taken > Number(this.box.dataset.most)) return this.words.tooMany;
    if (!file.size) return this.words.empty;
    return file.size > Number(this.box.dataset.maxBytes) ? this.words.tooLarge : "";
  }

  item(facts) {
    const row = this.blank.content.firstElementChild.cloneNode(true);
    const item = { state: "waiting", row, ...facts };
    row.querySelector(".files__name").textContent = item.name;
    row.querySelector("[data-whose]").textContent = ` ${item.name}`;
    row.querySelector("[data-remove]").addEventListener("click", () => this.remove(item));
    row.querySelector("[data-retry]").addEventListener("click", () => {
      this.show(item, "waiting", this.words.waiting);
      this.next();
    });
    this.items.push(item);
    this.list.append(row);
    return item;
  }

  remove(item) {
    item.stop?.abort();
    if (item.id) {
      const { token } = this;
      uploading().then(({ forget }) => forget(this.box.dataset.url, item.id, token), () => {});
    }
    this.items = this.items.filter((other) => other !== item);
    item.row.remove();
    this.remember();
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
    this.say(fill(this.words.gone, item));
    this.input.focus();
    this.release();
  }

  // One file at a time: the first is there soonest.
  async next() {
    const item = this.items.find((one) => one.state === "waiting");
    if (!item || this.busy) {
      this.release();
      return;
    }
    this.busy = true;
    await this.send(item);
    this.busy = false;
    this.next();
  }

  async send(item) {
    item.stop = new AbortController();
    const progress = (bytes) => {
      const facts = { n: size(bytes), size: size(item.size) };
      const words = bytes < item.size ? fill(this.words.sending, facts) : this.words.checking;
      this.show(item, "sending", words, (100 * bytes) / item.size);
    };
    progress(0);
    let how;
    try {
      how = await uploading();
      const told = await how.send(item.file, item, {
        url: this.box.dataset.url,
        part: Number(this.box.dataset.part),
        token: this.token,
        signal: item.stop.signal,
        on: {
          progress,
          begun: () => this.remember(),
          broken: () => this.show(item, "broken", this.words.broken),
        },
      });
      this.ready(item, told);
      this.say(fill(this.words.there, item));
    } catch (error) {
      if (error.name === "AbortError") return;
      const refused = how && error instanceof how.Refused;
      const forbidden = how && error instanceof how.Forbidden;
      const words = forbidden ? this.words.forbidden : (how && error.message) || this.words.failed;
      this.show(item, refused ? "refused" : "failed", words);
      this.say(`${item.name}: ${words}`);
    }
    this.remember();
  }

  ready(item, told) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: this.box.dataset.name, value: told.id });
    item.row.append(input);
    item.id = told.id;
    if (told.preview_url) {
      const picture = document.createElement("img");
      Object.assign(picture, { src: told.preview_url, alt: "" });
      item.row.querySelector(".files__picture").replaceChildren(picture);
    }
    this.show(item, "ready", fill(this.words.ready, { size: size(item.size) }));
    // What keeps drafts takes it for something typed.
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  show(item, state, words, percent) {
    item.state = state;
    item.row.className = `files__row files__row--${state}`;
    item.row.querySelector(".files__note").textContent = words;
    item.row.querySelector("[data-retry]").hidden = state !== "failed";
    const bar = item.row.querySelector("progress");
    bar.hidden = !["waiting", "sending", "broken"].includes(state);
    if (percent !== undefined) bar.value = percent;
  }

  // A small picture before the server has made one. Not every browser can open every kind.
  async draw(item) {
    if (!item.file.type.startsWith("image/")) return;
    const picture = await createImageBitmap(item.file, { resizeHeight: 144 }).catch(() => null);
    const place = item.row.querySelector(".files__picture");
    if (!picture || place.querySelector("img")) return;
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    place.replaceChildren(canvas);
  }

  say(words) {
    this.status.textContent = words;
  }

  remember() {
    const known = this.items
      .filter((item) => item.id && item.state !== "refused")
      .map(({ id, name, size }) => ({ id, name, size }));
    try {
      sessionStorage.setItem(this.memory, JSON.stringify(known));
    } catch {
      // A browser that keeps nothing: after a reload the files are chosen again.
    }
  }

  async restore() {
    let known = [];
    if (!("isAll" in this.box.dataset)) try {
      known = JSON.parse(sessionStorage.getItem(this.memory) ?? "[]");
    } catch {
      known = [];
    }
    for (const row of this.list.querySelectorAll("[data-upload]")) {
      const { upload: id, size: bytes } = row.dataset;
      const before = known.find((one) => one.id === id);
      const name = row.querySelector(".files__name").textContent;
      const src = row.querySelector("img")?.getAttribute("src");
      row.remove();
      const item = this.item({ name: before?.name ?? name, size: before?.size ?? Number(bytes) });
      this.ready(item, { id, preview_url: src });
    }
    for (const { id, name, size: bytes } of known) {
      if (this.items.some((item) => item.id === id)) continue;
      const { url } = this.box.dataset;
      const told = await uploading().then(({ look }) => look(url, id, this.token)).catch(() => null);
      if (told?.state === "ready") {
        this.ready(this.item({ name, size: bytes }), told);
      } else if (told?.state === "receiving") {
        const facts = { n: size(told.offset), size: size(bytes) };
        this.show(this.item({ id, name, size: bytes }), "again", fill(this.words.again, facts));
      }
    }
    this.remember();
  }
}

const begun = new WeakSet();

function begin(root) {
  for (const box of root.querySelectorAll("[data-files]")) {
    if (!begun.has(box)) new Files(box);
    begun.add(box);
  }
}

begin(document);
// A form that comes to an open page. One that says it is all (data-is-all) follows another that was
// sent: what the tab remembers belonged to that.
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
