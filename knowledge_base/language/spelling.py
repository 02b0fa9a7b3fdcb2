"""Find the known word that a misspelt one was meant to be. Pure.

Every known word is filed under itself and under itself without one letter; a misspelt word is
looked up the same way. What meets differs by one letter too few, too many, wrong, or two that
changed places (W. Garbe, "1000x faster spelling correction", 2012: symmetric deletion). The cost is
one look-up a letter, however many words are known.
"""

import re
from collections.abc import Iterable

SPELT = re.compile(r"[A-Za-z]+")
"""A word that may be misspelt."""
SHORTEST = 5
"""In shorter words one letter makes another word: "sent", "rent"."""


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


def _forms(word: str) -> list[str]:
    """Return ``word`` and what it is without any one of its letters but the first."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))]
