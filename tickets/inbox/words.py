"""The words of a search, cut into terms: pure, with the place of each in the text.

    watch "never arrived" -refund tier:urgent,high is:late agent:me after:2026-03-01

What stands between blanks is a term. ``key:value`` narrows, a minus before any term leaves out what
fits it, quotes hold words together, commas between values mean "or". Keys and values may be said in
Chinese (``vocabulary.py``). Whether a key or a value means something is not decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 500
"""Characters of a query. Who looks for more than that has pasted something."""
MOST_TERMS = 30

QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』"}
MINUS = "-−–"
# A key is letters alone: "10:30" and "https://" are words.
_KEY = re.compile(r"([^\W\d_]{1,20})[:：](?!//)")


@dataclass(frozen=True, slots=True)
class Term:
    """One term, at ``text[start:end]``.

    ``key`` is empty for plain words. ``values`` are what was said, without quotes; ``phrase`` tells
    that the words of the one value must follow each other. ``unfinished``: it ends the text, so
    somebody may still be typing it.
    """

    start: int
    end: int
    values: tuple[str, ...]
    key: str = ""
    negated: bool = False
    phrase: bool = False
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """The terms of a text in order, and how much of it was left unread because it is too long."""

    text: str
    terms: tuple[Term, ...]
    unread: int = 0


def parse(text: str) -> Parsed:
    """Return ``text`` as terms. Never raises: whatever is typed has some meaning, or says nothing.

    A quote that is not closed reaches to the end. What goes beyond LONGEST characters or MOST_TERMS
    terms is not read, and ``unread`` says how many characters that are.
    """
    read = text[:LONGEST]
    terms = list(_terms(read))
    end = len(read)
    if len(terms) > MOST_TERMS:
        end = terms[MOST_TERMS].start
        terms = terms[:MOST_TERMS]
    return Parsed(text, tuple(terms), unread=len(text) - end)


def _terms(text: str) -> Iterator[Term]:
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] == "\x00":
            at += 1
            continue
        term = _term(text, at)
        yield term
        at = term.end


def _term(text: str, start: int) -> Term:
    at = start
    negated = text[at] in MINUS and at + 1 < len(text) and not text[at + 1].isspace()
    at += negated
    key = ""
    if match := _KEY.match(text, at):
        key, at = match[1], match.end()
    values: list[str] = []
    phrase = False
    while True:
        quoted = at < len(text) and text[at] in QUOTES
        value, at = _quoted(text, at) if quoted else _plain(text, at, listed=bool(key))
        phrase = phrase or quoted
        values.append(value)
        if not (key and at < len(text) and text[at] in ",，"):
            break
        at += 1
    return Term(
        start=start,
        end=at,
        values=tuple(value for value in values if value),
        key=key,
        negated=negated,
        phrase=phrase,
        unfinished=at == len(text) and not phrase,
    )


def _quoted(text: str, at: int) -> tuple[str, int]:
    """Return what stands between the quotes that open at ``at``, and where to go on."""
    close = text.find(QUOTES[text[at]], at + 1)
    inside = text[at + 1 :] if close < 0 else text[at + 1 : close]
    return inside.replace("\x00", " ").strip(), len(text) if close < 0 else close + 1


def _plain(text: str, at: int, *, listed: bool) -> tuple[str, int]:
    """Return the stretch from ``at`` up to a blank, or up to a comma in a list of values."""
    end = at
    while end < len(text) and not text[end].isspace() and text[end] != "\x00":
        if listed and text[end] in ",，":
            break
        end += 1
    return text[at:end], max(end, at)


def written(key: str, *values: str, negated: bool = False) -> str:
    """Return a term as it is typed, quoted where it must be."""
    said = ",".join(f'"{value}"' if _needs_quotes(value) else value for value in values)
    return f"{'-' if negated else ''}{key}:{said}"


def with_term(text: str, key: str, *values: str) -> str:
    """Return ``text`` with ``key`` said once, as ``values``; without it when there are none.

    The place of the first mention is kept, so that what was typed does not move about.
    """
    mine = [term for term in parse(text).terms if term.key == key and not term.negated]
    new = written(key, *values) if values else ""
    if not mine:
        return f"{text.strip()} {new}".strip()
    first = mine[0].start
    for term in reversed(mine):
        put = new if term.start == first else ""
        text = text[: term.start] + put + text[term.end :]
    return " ".join(text.split()) if '"' not in text else text.strip()


def _needs_quotes(value: str) -> bool:
    return not value or any(c.isspace() or c in ',，"“”「」' for c in value)
