"""What example questions teach: which words and pieces tell an article from the others. Pure.

Likeness to single rows cannot learn that "my card" stands in every question of a bank; this can, as
soon as articles have a few examples each. It is kernel ridge regression (Saunders, Gammerman &
Vovk, "Ridge Regression Learning Algorithm in Dual Variables", 1998) from how alike two rows are to
whose they are, on the features that triage classifies by. It needs no trainer but one inverse, and
the same inverse tells what a row would have scored had it, or its whole article, not been there.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.ngrams import features
from knowledge_base.language.postings import Floats
from knowledge_base.language.spaces import Space
from knowledge_base.language.vectors import Vectors, vectors

MEANING = 4.0
"""What it weighs how near two rows are in meaning, against how alike their words are."""
PENALTY = 0.5
"""How much smoother than the rows themselves what is learned is."""
MOST_ROWS = 2_500
"""More take long to learn and add little; every article has its share of them."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What rows teach, by their words and by what they mean."""

    words: Space
    pieces: Space
    meant: Vectors
    weights: Floats
    """A line for each row that was learned and a column for each article."""
    inverse: NDArray[np.floating]
    """Tells how a question fares without some of the rows: a number for each two of them."""
    at: Mapping[int, int]
    """Which line a row has, by its number."""

    @classmethod
    def of(
        cls, rows_of: Mapping[int, Sequence[int]], texts: Sequence[str], places: int
    ) -> "Taught":
        """Learn the rows of each article, given by their numbers in ``texts``."""
        turns = zip_longest(*rows_of.values())
        numbers = [number for number in chain.from_iterable(turns) if number is not None]
        owner = {number: place for place, rows in rows_of.items() for number in rows}
        chosen = numbers[:MOST_ROWS]
        words, pieces = Space(), Space()
        found = [_features(texts[number]) for number in chosen]
        for one in found:
            words.add(one[0])
            pieces.add(one[1])
        lines: dict[int, list[int]] = {}
        for line, number in enumerate(chosen):
            lines.setdefault(owner[number], []).append(line)
        for space in (words, pieces):
            space.weigh(lines, set(lines))
        meant = vectors([texts[number] for number in chosen])
        alike = np.array([_alike(words, pieces, one) for one in found])
        inverse = np.linalg.inv(_together(alike, meant @ meant.T) + PENALTY * np.eye(len(alike)))
        weights = np.zeros((len(chosen), places))
        np.add.at(weights.T, [owner[number] for number in chosen], inverse.T)
        at = {number: line for line, number in enumerate(chosen)}
        return cls(words, pieces, meant, weights, inverse.astype(np.float32), at)

    def scores(self, text: str, meant: Vectors, *, but: Sequence[int] = ()) -> Floats:
        """Return what each article scores for ``text``: about 1 for one of its own rows.

        ``but`` are rows that are taken never to have been there: else what they taught the other
        articles not to be would still count.
        """
        near = _together(_alike(self.words, self.pieces, _features(text)), self.meant @ meant)
        scores = near @ self.weights
        if lines := [self.at[one] for one in but if one in self.at]:
            part = self.inverse[:, lines].astype(np.float64)
            scores -= near @ part @ np.linalg.solve(part[lines], self.weights[lines])
        return scores

    def without(self, number: int, others: Sequence[int], owner: int) -> Floats:
        """Return what the row had scored without itself and ``others``, all of ``owner``."""
        lines = [self.at[one] for one in (number, *others) if one in self.at]
        target = np.zeros((len(lines), self.weights.shape[1]))
        target[:, owner] = 1.0
        part = self.inverse[np.ix_(lines, lines)].astype(np.float64)
        return (target - np.linalg.solve(part, self.weights[lines]))[0]

    def tried(self) -> "Taught":
        """Return the same in less memory, for what need not be told to the last digit: the inverse
        is most of it."""
        return replace(self, inverse=self.inverse.astype(np.float16))


def _features(text: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    words, pieces = features(text)
    return _counted(words), _counted(pieces)


def _counted(found: Sequence[str]) -> Mapping[str, float]:
    return {feature: 1 + math.log(times) for feature, times in Counter(found).items()}


def _alike(
    words: Space, pieces: Space, row: tuple[Mapping[str, float], Mapping[str, float]]
) -> NDArray[np.float64]:
    return (words.likeness(row[0])[0] + pieces.likeness(row[1])[0]) / 2


def _together(alike: Floats, near: Vectors) -> Floats:
    return (alike + MEANING * np.clip(near, 0.0, 1.0)) / (1 + MEANING)
