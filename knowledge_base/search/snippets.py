"""The passage of a text that answers a question best, with the question's words marked. Pure.

A mark is ``<mark>``; all else is escaped, so that the result is safe to show.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knowledge_base.language.segmenting import HAN, has_han

ELLIPSIS = "…"
BETWEEN_BLOCKS = " · "
SENTENCE_ENDS = ".!?。！？·"
LENGTH = 180
LENGTH_HAN = 80
# A stem of PostgreSQL is the beginning of its words, but for a last y that became an i.
_STEM_END = re.compile(r"(?<=..)[iy]$")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a term stands in a text."""

    start: int
    end: int
    term: str = ""


def snippet(plain: str, terms: Iterable[str], *, otherwise: str) -> SafeString:
    """Return the part of ``plain`` with the most different ``terms``, about two lines long.

    ``otherwise`` is returned, with what it has of them, when none of them stands in it.
    """
    text, terms = BETWEEN_BLOCKS.join(plain.splitlines()), tuple(terms)
    places = _places(text, terms)
    if not places:
        marked = _marked(otherwise, _places(otherwise, terms), 0, len(otherwise))
        return mark_safe(marked)  # noqa: S308 (escaped piece by piece)
    start, end = _window(text, places, LENGTH_HAN if has_han(text) else LENGTH)
    return mark_safe(_marked(text, places, start, end))  # noqa: S308 (escaped piece by piece)


def _places(text: str, terms: Iterable[str]) -> list[Place]:
    return sorted(
        Place(match.start(), match.end(), term)
        for term in terms
        for match in re.finditer(_pattern(term), text, re.IGNORECASE)
    )


def _pattern(term: str) -> str:
    if has_han(term):
        return re.escape(term)
    letter = rf"[^\W{HAN}]"
    return rf"(?<!{letter}){re.escape(_STEM_END.sub('', term))}{letter}*"


def _window(text: str, places: list[Place], length: int) -> tuple[int, int]:
    """Return the start and end of the passage, at the borders of words or sentences."""

    def different_terms(first: Place) -> int:
        limit = first.start + length
        return len({place.term for place in places if first.start <= place.start < limit})

    first = max(places, key=lambda place: (different_terms(place), -place.start))
    # A third of the passage stands before the first word; less where a sentence begins.
    start = max(0, first.start - length // 3)
    sentence = max(text.rfind(mark, start, first.start) for mark in SENTENCE_ENDS)
    if sentence >= 0:
        start = sentence + 1
    elif start > 0 and not has_han(text[start]):
        start = text.find(" ", start, first.start) + 1 or first.start
    end = min(len(text), start + length)
    if end < len(text) and not has_han(text[end]):
        end = max(text.rfind(" ", start, end), first.end)
    return start, end


def _marked(text: str, places: list[Place], start: int, end: int) -> str:
    begins_a_sentence = start == 0 or text[start - 1] in SENTENCE_ENDS
    pieces = [] if begins_a_sentence else [ELLIPSIS]
    done = start
    for place in _merged(places):
        if place.start >= done and place.end <= end:
            marked = escape(text[place.start : place.end])
            pieces += [escape(text[done : place.start]), f"<mark>{marked}</mark>"]
            done = place.end
    pieces.append(escape(text[done:end].rstrip(f" {BETWEEN_BLOCKS}")))
    if end < len(text):
        pieces.append(ELLIPSIS)
    return "".join(pieces).strip()


def _merged(places: list[Place]) -> list[Place]:
    """Return the places with those that touch made one: 订单 and 单号 mark 订单号."""
    merged: list[Place] = []
    for place in places:
        if merged and place.start <= merged[-1].end:
            merged[-1] = Place(merged[-1].start, max(place.end, merged[-1].end))
        else:
            merged.append(place)
    return merged
