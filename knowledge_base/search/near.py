"""What comes near a question that nothing answers: the words it may have meant."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from knowledge_base.articles.models import ArticleText, Reader
from knowledge_base.language.segmenting import has_han, normalise
from knowledge_base.search.finding import Hit, find

SHOWN = 3
SHORTEST = 5
"""Shorter words are too like each other to guess."""
ALIKE = 0.8
"""How alike two spellings must be, as difflib has it: "refnud" and "refund" are 0.83."""
NEAREST_AT_LEAST = 0.45
"""So near must be what is offered where nothing answers (``finding.LEAST_NEAR``)."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Near:
    words: str = ""
    """The question as it may have been meant; empty where that is what was asked."""
    hits: tuple[Hit, ...] = ()


def near(text: str, *, person: Reader, language: str, at: datetime) -> Near:
    """Return the question with words that the articles know in place of those they do not, and what
    answers that; else what comes nearest to the question as it stands.

    Knows only articles that ``person`` may read. Ten queries at most.
    """
    meant = _meant(text, person=person, language=language, at=at)
    if meant.hits:
        return meant
    hits = find(
        text, person=person, language=language, at=at, limit=SHOWN, least_near=NEAREST_AT_LEAST
    )
    return Near("", tuple(hits))


def _meant(text: str, *, person: Reader, language: str, at: datetime) -> Near:
    asked = normalise(text)
    if has_han(asked):
        return Near()
    texts = ArticleText.objects.published(at).visible_to(person)
    known = _known(texts.values_list("title", "summary", "keywords"))
    meant = _WORD.sub(lambda word: _nearest(word[0], known), asked)
    if meant == asked:
        return Near()
    hits = find(meant, person=person, language=language, at=at, limit=SHOWN)
    return Near(meant, tuple(hits)) if hits else Near()


def _known(rows: Iterable[tuple[str, ...]]) -> set[str]:
    return {
        word
        for row in rows
        for word in _WORD.findall(normalise(" ".join(row)))
        if len(word) >= SHORTEST and not has_han(word)
    }


def _nearest(word: str, known: set[str]) -> str:
    if len(word) < SHORTEST or word in known:
        return word
    # Sorted: of two that are as near, every process takes the same.
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=ALIKE)), word)
