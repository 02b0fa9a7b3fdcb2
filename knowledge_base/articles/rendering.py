"""Markdown to the HTML that is stored and shown, and to the plain text that is searched."""

import html
import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from urllib.parse import urlsplit

import nh3
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge_base.articles import images

MAX_CHARACTERS = 60_000
"""More than any article needs; checked before the parser sees the text."""

ALLOWED_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td", "img"),
}
ALLOWED_ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title", *images.ATTRIBUTES},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
}
ALLOWED_SCHEMES = {"https", "http", "mailto", "tel"}
HEADING_ID_PREFIX = "about-"
"""Keeps the ids of headings apart from those of the page around them."""
EXTERNAL_REL = "noopener noreferrer nofollow"
_SECOND_LEVEL = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|h2|h3|h4|li|blockquote|pre|tr|th|td)>|<(?:br|hr)>")


class TextTooLongError(ValueError):
    """The Markdown has more than ``MAX_CHARACTERS`` characters."""


@dataclass(frozen=True, slots=True)
class Rendered:
    html: str
    """Sanitised: only ``ALLOWED_TAGS`` and ``ALLOWED_ATTRIBUTES``."""
    plain: str
    """The same words without any mark, one block per line; not escaped."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a table of contents leads to."""

    id: str
    words: str


def headings_of(shown: str) -> list[Heading]:
    """Return the second-level headings of ``shown``, which ``render`` made."""
    return [
        Heading(html.unescape(id_), _plain(content))
        for id_, content in _SECOND_LEVEL.findall(shown)
    ]


def render(markdown: str) -> Rendered:
    """Turn ``markdown`` (CommonMark with tables; no raw HTML) into what is shown and searched.

    Headings get ids; a first-level heading becomes a second-level one, since the title of the page
    is the first. Links that leave the site get ``rel``; of an image that is not shown, its words
    stay. Raises TextTooLongError.
    """
    if len(markdown) > MAX_CHARACTERS:
        raise TextTooLongError(f"{len(markdown)} characters; the limit is {MAX_CHARACTERS}.")
    parser = _parser()
    tokens = parser.parse(markdown)
    images.mark(tokens)
    _mark_headings(tokens)
    _mark_links(tokens)
    shown = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
    )
    return Rendered(html=shown, plain=_plain(shown))


def faults_of_images(markdown: str) -> list[str]:
    """Return what is wrong with the images in ``markdown`` and what to do, each once.

    Of a text that is too long nothing else is said.
    """
    if len(markdown) > MAX_CHARACTERS:
        return []
    found = [image.fault for _token, image in images.images(_parser().parse(markdown))]
    return list(dict.fromkeys(filter(None, found)))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _mark_headings(tokens: list[Token]) -> None:
    seen: dict[str, int] = {}
    for token, content in zip_longest(tokens, tokens[1:]):
        if token.type not in {"heading_open", "heading_close"}:
            continue
        token.tag = f"h{min(max(int(token.tag[1]), 2), 4)}"
        if token.type == "heading_open" and content is not None:
            name = slugify(content.content, allow_unicode=True) or "part"
            seen[name] = seen.get(name, 0) + 1
            number = f"-{seen[name]}" if seen[name] > 1 else ""
            token.attrSet("id", f"{HEADING_ID_PREFIX}{name}{number}")


def _mark_links(tokens: list[Token]) -> None:
    for token in tokens:
        _mark_links(token.children or [])
        if token.type == "link_open" and urlsplit(str(token.attrGet("href"))).netloc:
            token.attrSet("rel", EXTERNAL_REL)


def _plain(shown: str) -> str:
    lines = nh3.clean(_BLOCK_END.sub("\n", shown), tags=set()).splitlines()
    return "\n".join(html.unescape(" ".join(line.split())) for line in lines if line.strip())
