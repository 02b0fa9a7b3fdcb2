"""Text as what it is searched by: the same function for what is written and what is asked. Pure.

English words are stemmed, Chinese is cut into pairs (``knowledge_base.language``). Numbers of the
trade, ticket numbers and mail addresses stay whole. PostgreSQL's own parser never sees a text: it
is handed finished lexemes with their places, so no configuration, dictionary or locale of a server
decides what is found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from consignment import numbers
from knowledge_base.language.segmenting import bigrams, has_han, normalise, runs
from knowledge_base.language.stemming import stem

LONGEST = 40
"""Bytes of a lexeme; what is longer is no word, and is found by its beginning."""
MOST_WORDS = 5_000
"""Words of one text that are indexed; nobody reads further either."""
MOST_LEXEMES = 15_000
"""Different words in one vector: it may have 1 MB, and none of these is longer than LONGEST."""

_MAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)
FIRST_HAN = "\u3400"


@dataclass(frozen=True, slots=True)
class Part:
    """A text with its weight: A subject, B who and which numbers, C messages, D notes.

    ``whole`` are lexemes that stand beside it as they are.
    """

    text: str
    weight: str = "C"
    whole: tuple[str, ...] = ()


def lexemes(text: str) -> list[str]:
    """Return what ``text`` is found by, in order, without the numbers and addresses in it.

    >>> lexemes("Shipped 我的订单")
    ['ship', '我的', '的订', '订单']
    """
    found: list[str] = []
    for run in runs(text):
        # A run is all Han or not at all, and no other script lies where Han begins.
        if run[0] >= FIRST_HAN and has_han(run[0]):
            found += bigrams(run)
        else:
            found.append(word(run))
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


@lru_cache(maxsize=50_000)
def word(run: str) -> str:
    """Return the lexeme of one word, already normalised."""
    return cut(stem(run.replace("'", "")))


def wholes(text: str) -> Iterator[str]:
    """Yield the numbers of the trade and the mail addresses in ``text``, each as one lexeme."""
    yield from (cut(mention.number.lower()) for mention in numbers.mentions(text))
    for match in _MAIL.finditer(normalise(text)) if "@" in text or "＠" in text else ():
        address = match.group()
        yield cut(address)
        yield cut(address[address.index("@") :])


def cut(word: str) -> str:
    """Return ``word`` no longer than LONGEST bytes, whole characters."""
    if len(word) * 4 <= LONGEST:
        return word
    return word.encode()[:LONGEST].decode(errors="ignore")


def vector(parts: Iterable[Part]) -> str:
    """Return ``parts`` as the text of a tsvector, one after the other, a gap between them."""
    places: dict[str, str] = {}
    place = 0
    for part in parts:
        for lexeme in (*part.whole, *wholes(part.text), "", *lexemes(part.text), ""):
            # A gap, so that no phrase reaches from one text into the next. PostgreSQL itself lets
            # the numbers of places end, and keeps the first 255 of a lexeme.
            place += 1
            if lexeme:
                before = places.get(lexeme)
                here = f"{place}{part.weight}"
                if before:
                    places[lexeme] = f"{before},{here}"
                elif len(places) < MOST_LEXEMES:
                    places[lexeme] = here
    return " ".join([f"{quoted(lexeme)}:{where}" for lexeme, where in places.items()])


def quoted(lexeme: str) -> str:
    """Return ``lexeme`` as PostgreSQL reads it in a tsvector and in a tsquery, whatever is in it.

    >>> quoted("o'neil")
    "'o''neil'"
    """
    if lexeme.isalnum():
        return f"'{lexeme}'"
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
