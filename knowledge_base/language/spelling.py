"""Find the known word that a misspelt one was meant to be. Pure.

Every known word is filed under itself and under itself without one letter; a misspelt word is
looked up the same way. What meets differs by one letter too few, too many, wrong, or two that
changed places (W. Garbe, "1000x faster spelling correction", 2012: symmetric deletion). The cost is
one look-up a letter, however many words are known.
"""

import difflib
import re
from collections.abc import Collection, Iterable

SPELT = re.compile(r"[A-Za-z]+")
"""A word that may be misspelt."""
SHORTEST = 5
"""In shorter words one letter makes another word: "sent", "rent"."""
ALIKE = 0.8
"""How alike two spellings must be, as difflib has it: "refnud" and "refund" are 0.83."""


class Speller:
    """Knows ``words``; the first of them that comes near wins, so put the commoner before."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known: set[str] = set()
        self._near: dict[str, str] = {}
        self.learn(words)

    def learn(self, words: Iterable[str]) -> None:
        """Know ``words`` as well, after those known before."""
        for word in words:
            if word in self._known:
                continue
            self._known.add(word)
            if len(word) >= SHORTEST:
                for form in _forms(word):
                    self._near.setdefault(form, word)

    def meant_by(self, word: str) -> str | None:
        """Return the known word that ``word`` is or was meant to be; None when none comes near.

        >>> Speller(["received"]).meant_by("recieved")
        'received'
        """
        if word in self._known:
            return word
        if not SHORTEST <= len(word) <= 30:
            return None
        return next((self._near[form] for form in _forms(word) if form in self._near), None)


def words_spelt(text: str) -> set[str]:
    """Return the words of ``text`` that are long enough to be misspelt."""
    return {word for word in SPELT.findall(text.casefold()) if len(word) >= SHORTEST}


def nearest(word: str, known: Collection[str]) -> str:
    """Return the word of ``known`` that is written most like ``word``, or ``word`` where none is.

    Among those that begin with its first letter, which is seldom mistyped, and are about as long.

    >>> nearest("commmision", ["commission", "mission"])
    'commission'
    """
    if len(word) < SHORTEST:
        return word
    # Sorted: of two that are as near, every process takes the same.
    like = sorted(
        one for one in known if one[0] == word[0] and abs(len(one) - len(word)) * 4 <= len(word)
    )
    return next(iter(difflib.get_close_matches(word, like, n=1, cutoff=ALIKE)), word)


def _forms(word: str) -> list[str]:
    """Return ``word`` and what it is without any one of its letters but the first."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))]
