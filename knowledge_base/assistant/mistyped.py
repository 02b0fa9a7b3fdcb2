"""Words as they were meant, where somebody mistyped one that the assistant listens for. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from knowledge_base.assistant import alike, phrases
from knowledge_base.language.spelling import SHORTEST, Speller
from knowledge_base.language.stopwords import ENGLISH_STOP

_WORD = re.compile(r"[a-z]+")
_LITERAL = re.compile(r"(?<![\\(?])\b[a-z]{4,}\b")


def mended(text: str) -> str:
    """Return ``text``, which is normalised, with known words for those that come near to one.

    >>> mended("tlak to a reprsentative")
    'talk to a representative'
    """
    return _WORD.sub(lambda found: _meant(found[0]), text)


def _meant(word: str) -> str:
    speller, short = _known()
    if len(word) < SHORTEST:
        return short.get(word, word)
    return speller.meant_by(word) or word


@cache
def _known() -> tuple[Speller, dict[str, str]]:
    """Return a speller of all words that are listened for, and short slips with what is meant."""
    words = Counter(_words())
    ordered = [word for word, _times in words.most_common()]
    slips: dict[str, str] = {}
    for word in ordered:
        for slip in _slips(word):
            if slip not in words and slip not in ENGLISH_STOP:
                slips.setdefault(slip, word)
    return Speller([*ordered, *ENGLISH_STOP]), slips


def _words() -> Iterator[str]:
    for one in alike.said("en"):
        yield from _WORD.findall(one.text)
    for path in sorted(phrases.FOLDER.glob("*.en.txt")):
        yield from _LITERAL.findall(path.read_text(encoding="utf-8"))


def _slips(word: str) -> Iterator[str]:
    """Yield what becomes of a short word: two letters that changed places, one left out."""
    if len(word) == SHORTEST - 1:
        for at in range(len(word) - 1):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if len(word) == SHORTEST:
        for at in range(1, len(word)):
            yield word[:at] + word[at + 1 :]
