"""A reader who goes through the site: what they press, read and write, in their own language."""

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import FilePayload, Locator, Page, expect

from consignment.models import User

MOST_TABS = 200


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press Tab until ``wanted`` has the focus, as those do who use no pointer."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{MOST_TABS} times {key} did not lead to {wanted}.")


@dataclass
class Reader:
    """Words are given as the code says them, and read as the reader's language has them."""

    page: Page
    site: str
    language: str

    def said(self, words: str, *, context: str = "", **blanks: Any) -> str:
        with translation.override(self.language):
            text = pgettext(context, words) if context else gettext(words)
        return text % blanks if blanks else text

    def sign_in(self, user: User) -> None:
        """Sign in beside the login, which a story of its own goes through."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.cookies["sessionid"]
        self.page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": self.site}]
        )
        User.objects.filter(pk=user.pk).update(language=self.language)

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)

    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log")

    def button(self, words: str) -> Locator:
        return self.main().get_by_role("button", name=self.said(words), exact=True)

    def press(self, words: str) -> None:
        self.button(words).click()

    def follow(self, words: str) -> None:
        self.main().get_by_role("link", name=self.said(words), exact=True).first.click()

    def write(self, label: str, text: str) -> None:
        self.main().get_by_label(self.said(label)).first.fill(text)

    def reads(self, text: str) -> None:
        """Read ``text`` in the conversation as it comes. Ours takes a moment: what one writes then
        has not crossed it.
        """
        message = self.log().locator(".bubble", has_text=text)
        expect(message).to_be_visible()
        message.scroll_into_view_if_needed()
        expect(message).to_be_in_viewport()
        if "bubble--agent" in str(message.get_attribute("class")):
            number = str(message.get_attribute("id")).removeprefix("m-")
            expect(self.page.locator("#reply input[name=seen]")).to_have_value(number)

    def gives(self, score: int) -> None:
        """Press one of the five marks below a solved request."""
        self.mark(score).click()

    def mark(self, score: int) -> Locator:
        return self.main().get_by_role("button", name=re.compile(rf"^{score}\b"))

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", name=self.said(words))).to_be_visible()

    def add_file(self, name: str, content: bytes) -> None:
        """Choose a file, and wait until it has arrived."""
        kinds = {"png": "image/png", "jpg": "image/jpeg", "txt": "text/plain"}
        self.main().locator("input[type=file]").set_input_files(
            FilePayload(name=name, mimeType=kinds[name.rpartition(".")[2]], buffer=content)
        )
        row = self.main().locator(".files__row", has_text=name)
        ready = self.said("{size} · will be sent").partition("·")[2].strip()
        expect(row.get_by_text(ready)).to_be_visible()

    def tab_to(self, target: Locator) -> None:
        tab_to(self.page, target)

    def type_into(self, target: Locator, text: str) -> None:
        self.tab_to(target)
        self.page.keyboard.type(text)
