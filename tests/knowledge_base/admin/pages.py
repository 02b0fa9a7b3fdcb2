"""The page of an article as a browser has it: opened, filled in, sent."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from knowledge_base.articles.models import Article


class Fields(HTMLParser):
    """Reads what the form of the page would send."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.is_inside = False
        self.textarea = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.is_inside = given.get("id") == "article_form"
        elif not self.is_inside or given.get("form") == "none":
            return
        elif tag == "input" and name:
            if given.get("type") not in {"checkbox", "radio"}:
                self.sent[name] = given.get("value", "")
            elif "checked" in given:
                self.sent[name] = given.get("value", "on")
        elif tag == "textarea":
            self.textarea, self.sent[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select:
            self.sent[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # Browsers leave out the first line end, and send the others as two characters.
            words = self.sent[self.textarea].removeprefix("\n")
            self.sent[self.textarea] = words.replace("\n", "\r\n")
            self.textarea = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.is_inside = False

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.sent[self.textarea] += data


def page_of(article: Article) -> str:
    return reverse("admin:knowledge_base_article_change", args=[article.pk])


def opened(client: Client, article: Article) -> dict[str, Any]:
    """Return every field of the page with what it shows, as its form would send it."""
    return fields(client.get(page_of(article)))


def fields(response: HttpResponse) -> dict[str, Any]:
    """Return every field of a page that was answered with the form."""
    reader = Fields()
    reader.feed(response.content.decode())
    return dict(reader.sent)


def words_of(html: str) -> str:
    """Return what a reader of ``html`` reads."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
