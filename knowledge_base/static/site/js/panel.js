// The panel of the chat, made from the page of the chat: its words, its styles, its talk.

import { enhance } from "./chat.js";

let panel;

function style(href) {
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

function made(tag, className, ...children) {
  const element = Object.assign(document.createElement(tag), { className });
  element.append(...children);
  return element;
}

function head(launcher, words) {
  const link = made("a", "", words.asPage);
  link.href = launcher.href;
  const close = made("button", "", "×");
  close.type = "button";
  close.ariaLabel = words.close;
  close.addEventListener("click", () => shut(launcher));
  return made("div", "chat-panel__head", made("span", "", words.title), link, close);
}

function shut(launcher) {
  panel.hidden = true;
  launcher.hidden = false;
  launcher.ariaExpanded = "false";
  launcher.focus();
}

async function make(launcher) {
  const response = await fetch(launcher.href, { headers: { "X-Part": "chat" } });
  if (!response.ok) throw new Error("not there");
  const [html] = await Promise.all([response.text(), ...launcher.dataset.styles.split(" ").map(style)]);
  const chat = new DOMParser().parseFromString(html, "text/html").querySelector("[data-chat]");
  const section = made("section", "chat-panel", head(launcher, chat.dataset), made("div", "chat-panel__body", chat));
  section.role = "dialog";
  section.ariaLabel = chat.dataset.title;
  section.addEventListener("keydown", (event) => event.key === "Escape" && shut(launcher));
  launcher.after(section);
  panel = section;
  document.dispatchEvent(new CustomEvent("site:changed"));
  enhance(chat);
}

export async function open(launcher) {
  if (!panel) await make(launcher);
  panel.hidden = false;
  launcher.hidden = true;
  launcher.ariaExpanded = "true";
  panel.querySelector("textarea").focus();
}
