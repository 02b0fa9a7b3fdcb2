"""How much of what a question weighs a text earns by the words it holds. Pure.

Okapi BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009), as a share of what
the question weighs, so that questions of any length compare. ``held`` has a row per word of the
question and a column per article; ``there`` is the number of articles, since columns of those that
are gone hold nothing.
"""

import numpy as np

from knowledge_base.language.postings import Floats

SATURATION = 1.2
"""How soon repetition levels off."""


def _rarity(held: Floats, there: int) -> Floats:
    holding = (held > 0).sum(axis=1)
    return np.log(1 + (there - holding + 0.5) / (holding + 0.5))


def bm25(held: Floats, lengths: Floats, asked: Floats, there: int, by_length: float) -> Floats:
    """Return the share earned, somewhat above 1 at most; ``by_length`` 0-1 punishes length."""
    weights = asked * _rarity(held, there)
    usual = float(lengths.sum()) / there or 1.0
    levelling = SATURATION * (1 - by_length + by_length * lengths / usual)
    earned = held * (SATURATION + 1) / (held + levelling)
    return (weights @ earned) / (float(weights.sum()) or 1.0)


def coverage(held: Floats, asked: Floats, there: int) -> Floats:
    """Return the share that each article holds at all, 0-1."""
    weights = asked * _rarity(held, there)
    return (weights @ (held > 0)) / (float(weights.sum()) or 1.0)
