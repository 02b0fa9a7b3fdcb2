// Says that this page is open and whether something is written on it, and shows who else is here.
//
// Who is heard of no more is forgotten when their time is over, also while the network is away: the
// server says for how long each of them is believed.

const BEAT = 4_000;
const WRITES_FOR = 6_000;
const REST = 250;

const place = document.querySelector("[data-readers]");
const shown = document.getElementById("readers");

function id() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function cookie(name) {
  return document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

if (place && shown) {
  const page = id();
  let wrote = 0;
  let form = "";
  let told = "";
  let last = 0;
  let beating;
  let leaving = [];
  let gone = false;
  // What stands on the page is seen when somebody looks at it, and what comes to it as it comes.
  let news = true;

  function doing() {
    if (Date.now() - wrote > WRITES_FOR) return "reading";
    return form === "note-form" ? "noting" : "replying";
  }

  function body(what) {
    const data = new FormData();
    data.set("page", page);
    data.set("doing", what);
    if (news) data.set("seen", "1");
    data.set("csrfmiddlewaretoken", cookie("csrftoken") ?? "");
    return data;
  }

  function show(others) {
    leaving.forEach(clearTimeout);
    shown.replaceChildren(
      ...others.map(({ words, writes }) => {
        const one = document.createElement("span");
        one.className = writes ? "reader reader--writes" : "reader";
        one.textContent = words;
        return one;
      }),
    );
    leaving = others.map(({ left }, index) => {
      const one = shown.children[index];
      return setTimeout(() => one.remove(), left);
    });
  }

  async function beat() {
    clearTimeout(beating);
    if (gone) return;
    beating = setTimeout(beat, BEAT);
    if (document.hidden) return;
    last = Date.now();
    told = doing();
    try {
      const answer = await fetch(place.dataset.readers, { method: "POST", body: body(told) });
      news = false;
      if (answer.ok) show((await answer.json()).others);
      // The ticket is not there any more for this reader, or the login is over.
      else if ([401, 403, 404].includes(answer.status) || answer.redirected) {
        gone = true;
        show([]);
      }
    } catch {
      // The network is away: the next beat tries again.
    }
  }

  // At once, but not for every one of many who come together.
  function soon() {
    clearTimeout(beating);
    beating = setTimeout(beat, Math.max(0, last + REST - Date.now()));
  }

  document.addEventListener("input", (event) => {
    const written = event.target.closest("#reply-form, #note-form");
    if (!written || !event.target.value?.trim()) return;
    wrote = Date.now();
    form = written.id;
    if (told !== doing()) soon();
  });
  document.body.addEventListener("desk:readers", soon);
  document.body.addEventListener("desk:changed", () => (news = true));
  document.addEventListener("visibilitychange", () => !document.hidden && soon());
  addEventListener("pagehide", () => {
    gone = true;
    navigator.sendBeacon(place.dataset.readers, body("left"));
  });
  beat();
}
