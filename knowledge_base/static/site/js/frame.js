// The talk in a frame of another site. What the frame was opened with (who it is for) stands behind
// the # of its address, which no server is told, and is sent once. The key of the talk is kept for
// this tab alone.

import { enhance } from "./chat.js";

const KEY = "chat-key";
const main = document.querySelector("[data-talk]");
const identity = new URLSearchParams(location.hash.slice(1)).get("identity") ?? "";
history.replaceState(null, "", location.pathname + location.search);

const kept = {
  get: () => {
    try {
      return sessionStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  },
  set: (key) => {
    try {
      if (key) sessionStorage.setItem(KEY, key);
    } catch {
      // A browser that keeps nothing: the talk lasts as long as its page.
    }
  },
};

async function open() {
  const body = new URLSearchParams({ do: "open", key: kept.get(), identity });
  const response = await fetch(main.dataset.talk, { method: "POST", body, headers: { "X-Part": "chat" } });
  const refused = response.headers.get("X-Refused");
  if (refused) console.warn(`desk chat: the identity was refused (${refused})`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const chat = page.querySelector("[data-chat]");
  main.replaceChildren(chat);
  kept.set(chat.querySelector("[name=key]")?.value);
  enhance(chat, { remember: kept.set });
  chat.querySelector("textarea").focus();
}

addEventListener("keydown", (event) => {
  // Nothing is told but that it is to close, so whoever holds the frame may hear it.
  if (event.key === "Escape") parent.postMessage("desk-chat:close", "*");
});

await open();
