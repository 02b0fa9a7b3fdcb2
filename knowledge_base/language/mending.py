"""What was mistyped, in the words that the articles have. Pure."""

import re
from collections.abc import Iterable

from knowledge_base.language.concepts import Concepts
from knowledge_base.language.pinyin import Spoken, readings
from knowledge_base.language.shelf import MAX_QUESTION, Shelf
from knowledge_base.language.spelling import SPELT, Speller, nearest
from knowledge_base.language.stemming import stem
from knowledge_base.language.stopwords import is_asking
from knowledge_base.language.wordforms import base_forms

LONG = 8
"""From so many letters on, one letter more or less hardly makes another word that is right: of what
our examples ask with and no article says, "statment" and "commision", but not "larger"."""


class Mending:
    """Knows the words of ``shelf``; makes what it needs when it is first asked."""

    def __init__(self, shelf: Shelf, concepts: Concepts) -> None:
        self._shelf, self._concepts = shelf, concepts
        self._spellers: tuple[Speller, Speller] | None = None
        """Of all words, and of those that are more than asked with."""
        self._spoken: Spoken | None = None

    def forget(self) -> None:
        """Read the words anew at the next question: articles have come."""
        self._spellers = self._spoken = None

    def learn(self, words: Iterable[str]) -> None:
        """Know ``words`` of an example as well."""
        if self._spellers is not None:
            self._spellers[0].learn(words)

    def mended(self, text: str) -> str:
        """Return ``text`` with words that no article has taken for ones that some has."""
        return SPELT.sub(self._meant, text[:MAX_QUESTION])

    def doubted(self, text: str) -> str:
        """Return ``text`` as ``mended`` does, and beside a word with which somebody only asked, who
        may have mistyped it too, the likelier word.
        """
        return SPELT.sub(self._doubted, text[:MAX_QUESTION])

    def guess(self, text: str) -> str:
        """Return ``text`` with the nearest word that is written for each that nobody wrote."""
        return SPELT.sub(self._guessed, text[:MAX_QUESTION])

    def spoken(self, text: str) -> str:
        """Return ``text``, normalised, in Chinese characters if it is pinyin of what the articles
        say; else an empty text.
        """
        if not readings(text):
            return ""
        if self._spoken is None:
            self._spoken = Spoken(self._shelf.pairs())
        return self._spoken.written(text)

    def _known_words(self) -> tuple[Speller, Speller]:
        if self._spellers is None:
            spelt, written = self._shelf.spelt, self._shelf.written
            self._spellers = (
                Speller(word for word, _times in spelt.most_common()),
                Speller(word for word, _times in written.most_common()),
            )
        return self._spellers

    def _meant(self, found: re.Match[str]) -> str:
        word = found.group().casefold()
        root = stem(base_forms(word))
        known = self._shelf.has(root) or root in self._concepts.english
        if known or is_asking(word):
            return word
        return self._known_words()[0].meant_by(word) or word

    def _doubted(self, found: re.Match[str]) -> str:
        meant, shelf = self._meant(found), self._shelf
        if len(meant) < LONG or meant in shelf.written or meant not in shelf.spelt:
            return meant
        other = self._known_words()[1].meant_by(meant)
        if other is None or shelf.written[other] <= shelf.spelt[meant]:
            return meant
        return meant if stem(base_forms(other)) == stem(base_forms(meant)) else f"{meant} {other}"

    def _guessed(self, found: re.Match[str]) -> str:
        word = found.group().casefold()
        return word if word in self._shelf.written else nearest(word, self._shelf.written)
