"""The addresses of the help pages: one for each language, and one that negotiates.

``/help/en/articles/<slug>/`` shows that language, whatever cookie or browser says; it is what
search engines keep and what readers send to each other. ``/help/articles/<slug>/`` shows the
reader's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from consignment.languages import supported
from knowledge_base.articles.choices import LANGUAGES, Language


class LanguageConverter:
    """The part of an address that names a language of the product."""

    regex = "|".join(Language.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def language_here() -> str:
    """Return the product's language that is active."""
    return supported(get_language())


class Address:
    """Where a help page lies: its view and what fills the blanks of its path."""

    def __init__(self, view: str, *args: str) -> None:
        self.view, self.args = view, args

    def path(self, language: str | None = None) -> str:
        """Return the path of the page in ``language``; without one, of the page that negotiates."""
        return reverse(f"help:{self.view}", args=[language, *self.args] if language else self.args)

    def url(self, language: str | None = None) -> str:
        """Return the same with the name of the site before it."""
        return f"{settings.SITE_URL}{self.path(language)}"


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language that it really exists in."""

    language: str
    hreflang: str
    name: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a help page says of itself to search engines and to the header."""

    address: Address
    language: str
    """The language of the page around the text."""
    languages: Sequence[str]
    """Those the text really exists in."""
    may_be_found: bool = True
    """Whether everybody may read it, so that search engines may keep it."""
    query: str = ""
    """What stands behind the path, with its question mark."""

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may keep this page: not where it only shows another language."""
        return self.may_be_found and self.language in self.languages

    @property
    def canonical(self) -> str:
        """Return the one address of what the page shows."""
        is_own = self.language in self.languages or not self.languages
        return self.address.url(self.language if is_own else self.languages[0])

    @property
    def neutral_path(self) -> str:
        """Return the path that follows the reader's choice of language."""
        return self.address.path() + self.query

    @property
    def default_url(self) -> str:
        return self.address.url()

    @property
    def alternates(self) -> list[Alternate]:
        return [
            Alternate(
                language=language,
                hreflang=LANGUAGES[Language(language)].html_tag,
                name=NAMES[Language(language)],
                path=self.address.path(language) + self.query,
                url=self.address.url(language),
            )
            for language in self.languages
        ]

    @property
    def elsewhere(self) -> list[Alternate]:
        """Return the languages that the reader can change to."""
        return [other for other in self.alternates if other.language != self.language]


# As their readers call them: never translated.
NAMES: dict[Language, str] = {Language.ENGLISH: "English", Language.CHINESE: "简体中文"}


def in_language(html: str, language: str) -> str:
    """Return ``html`` with its links to help pages leading to those in ``language``."""
    home = reverse("help:home")
    links = re.compile(rf'(href="{re.escape(home)})(?=articles/|sections/|")')
    return links.sub(rf"\g<1>{language}/", html)
