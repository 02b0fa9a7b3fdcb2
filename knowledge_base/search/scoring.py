"""How well a text answers a question, from which of its words stand where. Pure.

A rare word tells more than a common one. Each word of the question weighs its inverse document
frequency as BM25 has it (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009,
section 3.3); what a text earns for a word grows with PostgreSQL's rank of that one word and levels
off, so that repeating a word wins little. The score is the share earned, between 0 and 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.language.likeness import idf

# Where the rank of one word earns half. With the weights of ``finding.py`` a word that stands once
# in the title of an article of usual length has a rank of about 0.08, once in the body 0.01.
HALF_EARNED_AT = 0.03
# A bigram that no text holds mostly straddles two words and means nothing: it counts half.
UNSEEN_BIGRAM = 0.5
# A text must hold this share of what the question weighs to be an answer at all: with less, it only
# happens to share a word with it. Found on the questions in ``tests/knowledge_base/search``.
MIN_COVERAGE = 0.25


@dataclass(frozen=True, slots=True)
class Score:
    value: float
    """The share earned, 0 to 1: order by it."""
    coverage: float
    """The share of the question, by weight, that the text holds at all."""

    @property
    def is_answer(self) -> bool:
        return self.coverage >= MIN_COVERAGE


def scores(ranks: Sequence[Sequence[float]], *, of: int, unseen: float = 1.0) -> list[Score]:
    """Score each text. ``ranks`` has a row per text that holds a word of the question, in each row
    PostgreSQL's rank of every word (0: not there); ``of`` is the number of texts searched and
    ``unseen`` the part of its weight that counts of a word that none of them holds.
    """
    weights = []
    for column in zip(*ranks, strict=True):
        holding = sum(rank > 0 for rank in column)
        weights.append(idf(holding, of) * (1.0 if holding else unseen))
    whole = sum(weights) or 1.0
    return [_score(row, weights, whole) for row in ranks]


def _score(row: Sequence[float], weights: Sequence[float], whole: float) -> Score:
    earned = sum(w * r / (r + HALF_EARNED_AT) for w, r in zip(weights, row, strict=True))
    held = sum(w for w, r in zip(weights, row, strict=True) if r > 0)
    return Score(value=earned / whole, coverage=held / whole)
