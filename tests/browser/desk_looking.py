"""How the pages of the desk are opened and looked at, one after the other in few browsers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.apps import apps
from django.db import models
from playwright.sync_api import Browser, BrowserContext, Page

from consignment.models import User
from tests.browser.looking import (
    VIEWS,
    Complaints,
    View,
    browser_of,
    grave_faults,
    latin_words,
    overhang,
    small_targets,
)
from tests.browser.pages import SitePage
from tests.matrix.table import Caller
from tests.matrix.world import World

SHOTS = os.environ.get("DESK_SHOTS")

# What a page of the desk loads by itself has come.
LOADED = "!document.querySelector('.htmx-request, [hx-trigger~=load]:empty')"


# What is said in Latin letters in Chinese as well, besides what people wrote themselves.
NAMES = "Halden Finch CSV JSON VIP API UTC PDF JPEG MOV Ctrl Shift Esc Enter Delete Tab slow"
# What the table asks for.
ASKED = "zeppelin purple"
# What the frame's scroll bar says of itself, in no language but its own.
SCROLL_BAR = "scrollable content"

# Apps whose texts people write.
OURS = ("consignment", "knowledge_base", "tickets")


@dataclass
class Onlooker:
    """Everybody of a world who looks at pages, each with a browser that stays open."""

    browser: Browser
    world: World
    address: str
    opened: dict[tuple[str, str], BrowserContext] = field(default_factory=dict)

    def page(self, who: str, language: str) -> Page:
        if (who, language) not in self.opened:
            context = self.browser.new_context(**browser_of(language))
            context.set_default_timeout(20_000)
            for cookie in self.world.cookies[Caller(who)].values():
                kept = {"name": cookie.key, "value": cookie.value, "url": self.address}
                context.add_cookies([kept])
            context.new_page()
            self.opened[who, language] = context
        # The language of a person is the person's, whatever their browser asks for.
        User.objects.exclude(language=language).update(language=language)
        return self.opened[who, language].pages[0]

    @cached_property
    def written(self) -> str:
        """What people wrote or are called, in no language of the desk's."""
        return " ".join([NAMES, ASKED, SCROLL_BAR, *_written()])

    def open(self, page: Page, shown: SitePage) -> None:
        """Open ``shown`` with the parts that it loads by itself; press the key of the table."""
        answer = page.goto(self.address + shown.address(self.world.blanks(shown.of)))
        assert answer is not None
        assert answer.status == shown.status, page.url
        page.wait_for_function(LOADED)
        if shown.press:
            page.keyboard.press(shown.press)

    def faults(self, shown: SitePage, language: str) -> dict[str, list[str]]:
        """Return all that is wrong with ``shown``, by what it is and how one looks."""
        page = self.page(shown.who, language)
        faults: dict[str, list[str]] = {}
        with Complaints(page) as complaints:
            for view in VIEWS[language]:
                # The frame asks for light or dark as it opens.
                view.take(page)
                self.open(page, shown)
                faults |= _seen(page, view)
                if SHOTS:
                    name = f"{shown.name}.{language}.{view}.png"
                    page.screenshot(path=Path(SHOTS) / name, full_page=True)
        faults["complaints"] = list(complaints)
        if language == "zh-hans":
            faults["English"] = [one for one in latin_words(page) if one not in self.written]
        return {what: found for what, found in faults.items() if found}


@contextmanager
def looking_on(browser: Browser, world: World, address: str) -> Iterator[Onlooker]:
    onlooker = Onlooker(browser, world, address)
    yield onlooker
    for context in onlooker.opened.values():
        context.close()


def _written() -> Iterator[str]:
    for model in (one for app in OURS for one in apps.get_app_config(app).get_models()):
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and not field.choices
        ]
        for row in model._default_manager.values_list(*texts) if texts else ():
            yield from (str(text) for text in row if text)


def _seen(page: Page, view: View) -> dict[str, list[str]]:
    return {
        f"axe, {view}": grave_faults(page),
        f"sticks out, {view}": overhang(page),
        f"small, {view}": small_targets(page) if view.is_phone else [],
    }
