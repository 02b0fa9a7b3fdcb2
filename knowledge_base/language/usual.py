"""What each article usually scores, whatever is asked: who always comes near proves little. Pure.

One article draws every question with "card" in it, another hardly any. So a score is told in
spreads from the middle of what the same article scores for other questions, as speaker verification
does with a cohort of impostors (Auckenthaler, Carey & Lloyd-Thomas, "Score Normalization for
Text-Independent Speaker Verification Systems", 2000). The cohort is the examples, each asked for
without itself, and then what customers ask: nobody needs to say what was right.
"""

import math
from collections.abc import Mapping

import numpy as np

from knowledge_base.language.postings import Floats, grown

TRIED_COUNT = 25.0
"""All examples together count as so many questions; fewer than ``FEWEST_TRIED`` as less."""
FEWEST_TRIED = 20
ASKED_COUNT = 300.0
"""Of what was asked, the last so many questions count, older ones ever less."""
KEPT_AT_SETTLING = 0.5
"""What was asked counts so much less once the articles have learned and score otherwise."""
LIKE_ALL = 30.0
"""An article scores as all do until so many questions say otherwise."""
MIDDLE, SQUARE, BELIEVED = 5.0, 30.0, 8.0
"""What articles score on the mean, and its square, for so many questions before the first."""
DRAWN = 2.0
"""So many questions each article is taken to have drawn beforehand."""
_LEAST_VARIANCE = 0.1


class Tally:
    """Counts questions; has, for each article, the sum of its scores and of their squares, and how
    many questions had it first."""

    def __init__(self) -> None:
        self.count = 0.0
        self._sums = np.zeros((3, 0))

    def sums(self, places: int) -> Floats:
        """Return a row each for scores, squares and firsts; a column for each of ``places``."""
        if places > self._sums.shape[1]:
            self._sums = np.stack([grown(row, places) for row in self._sums])
        return self._sums[:, :places]

    def add(self, scores: Floats, best: int, *, weight: float = 1.0) -> None:
        self.count += weight
        self.sums(len(scores))[:] += weight * _of_one(scores, best)

    def fade(self, factor: float) -> None:
        self.count *= factor
        self._sums *= factor

    def moved(self, to: Mapping[int, int]) -> "Tally":
        """Return the same with each article at the place that ``to`` has for its place."""
        moved = Tally()
        moved.count = self.count
        before, after = list(to), list(to.values())
        moved.sums(max(after, default=-1) + 1)[:, after] = self.sums(max(before, default=-1) + 1)[
            :, before
        ]
        return moved


class Usual:
    def __init__(self) -> None:
        self._tried, self._asked = Tally(), Tally()
        self._weight = 0.0

    def settle(self, tried: list[tuple[Floats, int]]) -> None:
        """Take ``tried`` instead of the examples before: what all articles score, which is best."""
        self._tried = Tally()
        self._weight = TRIED_COUNT / max(len(tried), FEWEST_TRIED)
        for scores, best in tried:
            self._tried.add(scores, best, weight=self._weight)
        self._asked.fade(KEPT_AT_SETTLING)

    def ask(self, scores: Floats, best: int) -> None:
        """Take in what a question scored, after its ``standing`` was told."""
        if self._asked.count > ASKED_COUNT:
            self._asked.fade(ASKED_COUNT / self._asked.count)
        self._asked.add(scores, best)

    def moved(self, to: Mapping[int, int]) -> "Usual":
        """Return the same for articles that are at other places now."""
        moved = Usual()
        moved._tried, moved._asked = self._tried.moved(to), self._asked.moved(to)
        moved._weight = self._weight
        return moved

    def go_on_from(self, other: "Usual") -> None:
        """Take what was asked of ``other`` for what was asked of this."""
        self._asked = other._asked
        self._asked.fade(KEPT_AT_SETTLING)

    def standing(
        self, scores: Floats, best: int, *, but: tuple[Floats, int] | None = None
    ) -> tuple[float, float]:
        """Return by how many spreads the best scores more than it usually does, and the logarithm
        of how many questions have it first, against the mean article.

        ``but`` is what the question itself scored, if it is among the examples that were tried.
        """
        places = len(scores)
        sums = self._tried.sums(places) + self._asked.sums(places)
        count = self._tried.count + self._asked.count
        if but is not None:
            count -= self._weight
            sums[:, : len(but[0])] -= self._weight * _of_one(*but)
        middle, square = (
            (float(row.sum()) / places + BELIEVED * before) / (count + BELIEVED)
            for row, before in ((sums[0], MIDDLE), (sums[1], SQUARE))
        )
        mean = (float(sums[0, best]) + LIKE_ALL * middle) / (count + LIKE_ALL)
        squares = (float(sums[1, best]) + LIKE_ALL * square) / (count + LIKE_ALL)
        spread = math.sqrt(max(squares - mean * mean, _LEAST_VARIANCE))
        drawn = places * (max(0.0, float(sums[2, best])) + DRAWN) / (count + DRAWN * places)
        return (float(scores[best]) - mean) / spread, math.log(drawn)


def _of_one(scores: Floats, best: int) -> Floats:
    first = np.zeros(len(scores))
    first[best] = 1.0
    return np.stack([scores, scores * scores, first])
