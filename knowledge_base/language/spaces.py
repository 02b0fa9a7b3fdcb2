"""How alike a question is to short texts, and to all the texts of an article together. Pure.

A term weighs how often it stands in a text times how rare it is; texts are as alike as the cosine
of their terms (Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 2008, sections
6.3 and 14.2). What the question has and no text holds counts too: half known is half as alike.
"""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.postings import Floats, Places, Postings, grown

REWEIGH_AT = 1.25
"""Lengths are reckoned anew when the rows have grown by so much since."""


class Space:
    """Rows belong to articles, which are numbered places."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._lengths = np.zeros(0)
        self._middles = np.zeros(0)
        self._weighed_at = 0

    def add(self, row: Mapping[str, float]) -> int:
        number = self.postings.add(row)
        self._lengths = grown(self._lengths, number + 1)
        return number

    def weigh(self, rows_of: Mapping[int, Sequence[int]], changed: set[int]) -> None:
        """Reckon the lengths of the articles in ``changed``, or of all when many rows came."""
        count = self.postings.alive
        if count > REWEIGH_AT * self._weighed_at or count * REWEIGH_AT < self._weighed_at:
            self._weighed_at, changed = count, set(rows_of)
        self._middles = grown(self._middles, max(rows_of, default=-1) + 1)
        for place in changed:
            self._middles[place] = self._weigh(rows_of.get(place, ()))

    def _weigh(self, rows: Sequence[int]) -> float:
        """Set the lengths of ``rows``; return the squared length of their sum, each at length 1."""
        parts = []
        for number in rows:
            terms, values = self.postings.row(number)
            weighed = values * self._rarity(self.postings.holding(terms))
            self._lengths[number] = length = math.sqrt(float(weighed @ weighed)) or 1.0
            parts.append((terms, weighed / length))
        if not parts:
            return 0.0
        terms = np.concatenate([terms for terms, _ in parts])
        _, where = np.unique(terms, return_inverse=True)
        together = np.bincount(where, np.concatenate([weighed for _, weighed in parts]))
        return float(together @ together)

    def _rarity(self, holding: NDArray) -> Floats:
        return np.log((1 + self.postings.alive) / (1 + holding)) + 1

    def likeness(self, row: Mapping[str, float]) -> tuple[Floats, float]:
        """Return how alike each row is to ``row``, 0-1, and which part of it is known."""
        query = self.postings.query(row)
        rarity = self._rarity(self.postings.holding(query.terms))
        weights = query.weights * rarity
        unseen = query.lost * (math.log(1 + self.postings.alive) + 1)
        known, lost = float(weights @ weights), float(unseen @ unseen)
        alike = np.zeros(len(self.postings))
        if known:
            which, rows, values = self.postings.found(query.terms)
            products = np.bincount(
                rows, values * (weights * rarity)[which], minlength=len(self.postings)
            )
            lengths = self._lengths[: len(self.postings)]
            np.divide(products, lengths, out=alike, where=lengths > 0)
            alike /= math.sqrt(known + lost)
        return np.minimum(alike, 1.0), known / (known + lost) if known else 0.0

    def middles(self, places: int) -> Floats:
        """Return the squared length of each article's rows together."""
        return self._middles[:places]


def shares(which: Places, owners: Places, values: Floats, *, terms: int, places: int) -> Floats:
    """Return a row per term and a column per article: how much of the term the article holds."""
    flat: Floats = np.zeros(terms * places)
    if len(which):
        flat += np.bincount(which * places + owners, values, minlength=terms * places)
    return flat.reshape(terms, places)


def greatest(alike: Floats, owners: Places, places: int) -> Floats:
    """Return for each article the likeness of its most alike row."""
    found = np.zeros(places)
    np.maximum.at(found, owners, alike)
    return found
