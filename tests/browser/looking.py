"""What can be read off a page as it stands in the browser."""

import re
from dataclasses import dataclass
from typing import Any, Literal, Self

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Error, Page

# How Chromium is started: it asks nobody for anything.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

MOST_BYTES = 100_000
SMALLEST_TARGET = 44
GRAVE = {"serious", "critical"}


@dataclass(frozen=True)
class View:
    """A way to look at a page."""

    width: str
    theme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}"

    @property
    def is_phone(self) -> bool:
        return self.width == "phone"

    def take(self, page: Page) -> None:
        """Look at ``page`` in this way."""
        width, height = (360, 780) if self.is_phone else (1280, 860)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=self.theme)


# Two of any three things, width, theme and language, meet in one of these.
VIEWS = {
    "en": [View("desk", "light"), View("phone", "dark")],
    "zh-hans": [View("desk", "dark"), View("phone", "light")],
}


def browser_of(language: str) -> dict[str, Any]:
    """Return what a browser context is made with, for a reader of ``language``."""
    locale = "zh-CN" if language == "zh-hans" else "en-GB"
    return {"locale": locale, "timezone_id": "Europe/Stockholm"}


class Complaints(list[str]):
    """What the browser complains of meanwhile, but for the statuses of the pages themselves."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def __enter__(self) -> Self:
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._note)
        return self

    def __exit__(self, *args: object) -> None:
        self.page.remove_listener("console", self._hear)
        self.page.remove_listener("pageerror", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        about_status = "the server responded with" in message.text
        if message.type in {"error", "warning"} and not about_status:
            self.append(message.text)

    def _note(self, error: Error) -> None:
        self.append(str(error))


def grave_faults(page: Page) -> list[str]:
    """Return the serious and critical faults that axe finds, each with where it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def bytes_without_pictures(page: Page) -> dict[str, int]:
    """Return what the page took, unpacked, by address; icons are pictures too."""
    taken: dict[str, int] = page.evaluate(
        """() => Object.fromEntries(
          ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind))
            .map((entry) => [new URL(entry.name).pathname, entry])
            .filter(([path, entry]) => entry.initiatorType !== "img" && !path.endsWith(".svg"))
            .map(([path, entry]) => [path, entry.decodedBodySize]))"""
    )
    return taken


def overhang(page: Page) -> list[str]:
    """Return what sticks out of the window's side, so that the page scrolls sideways."""
    sticking: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((one) => one.getBoundingClientRect().right > wide + 1)
            .map((one) => one.outerHTML.slice(0, 120));
        }"""
    )
    return sticking


def small_targets(page: Page) -> list[str]:
    """Return what a thumb would miss: controls lower than 44 px. Links within a text are no targets
    of their own (WCAG 2.5.8), nor is a box whose label answers for it, nor what a picture has
    beside the words that say and do the same. A link that is laid over its whole row by its
    ``::after`` is as large as the row.
    """
    small: list[str] = page.evaluate(
        """(least) =>
          [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
          .filter((one) => one.checkVisibility() && one.type !== "hidden")
          .filter((one) => !one.closest(".visually-hidden, .skip, .prose, p, dd, svg[aria-hidden]"))
          .filter((one) => getComputedStyle(one, "::after").position !== "absolute")
          .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
          .filter(([one]) => !["checkbox", "radio"].includes(one.type) || one.closest("label"))
          .filter(([, box]) => box.width > 1 && box.height < least - 0.5)
          .map(([one, box]) => `${Math.round(box.height)} px: ${one.outerHTML.slice(0, 120)}`)""",
        SMALLEST_TARGET,
    )
    return small


LATIN_WORDS = re.compile(r"[A-Za-z]{3,}(?:[ '’][A-Za-z]+)*")


def latin_words(page: Page) -> list[str]:
    """Return the runs of Latin words that can be seen or heard, but for those marked as of another
    language, code, what people wrote, and what is chosen from.
    """
    texts: list[str] = page.evaluate(
        """() => {
          const theirs = "[lang]:not(html, [lang^=zh]), code, bdi, option, .bubble__body, .prose, "
            + ".material-symbols-outlined";
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const seen = [];
          while (walk.nextNode()) {
            const within = walk.currentNode.parentElement;
            if (within.closest(theirs) || within.closest("script, style")) continue;
            if (within.checkVisibility()) seen.push(walk.currentNode.textContent);
          }
          for (const one of document.querySelectorAll("[aria-label], [placeholder], [alt]"))
            if (!one.closest(theirs))
              seen.push(one.ariaLabel ?? "", one.placeholder ?? "", one.alt ?? "");
          return [document.title, ...seen];
        }"""
    )
    return [words for text in texts for words in LATIN_WORDS.findall(text)]
