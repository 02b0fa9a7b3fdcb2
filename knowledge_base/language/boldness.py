"""From which confidence on an answer is given without a person. Pure.

A probability that was learned elsewhere may be off in a new house by a few points, and a few points
are what matters. So the evidence of the house decides: its examples, asked for without themselves
and again without their article, and the questions that people confirmed, with what would have been
answered just before. An answer is given from the lowest confidence on at which the share of right
answers is at least ``PRECISION`` at the lower end of its interval (E. B. Wilson, "Probable
Inference, the Law of Succession, and Statistical Inference", 1927). Without evidence it is
``CAREFUL``, and evidence to the contrary makes it more so.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

PRECISION = 0.95
CAREFUL = 0.93
BOLDEST = 0.6
"""No evidence makes answers be given below this confidence."""
STEADY = 1.0
"""How many standard errors the share must be above ``PRECISION``."""
KEPT = 500
"""Confirmed questions that count: of older ones the house knew less."""
UNKNOWN_SHARE = 0.2
"""So many questions are taken to have no article, since confirmed ones all have."""
TRIED_WEIGHS = 0.5
"""What an example asked for without itself counts, against a question that was confirmed."""
FEWEST = 12
"""Less evidence makes nothing bolder."""
EXPECTED = 0.96
"""The share of right answers from ``CAREFUL`` on that is expected before there is evidence; it
stands for ``FEWEST`` outcomes."""


class Boldness:
    def __init__(self) -> None:
        self._known: list[tuple[float, bool]] = []
        self._unknown: list[float] = []
        self._observed: deque[tuple[float, bool]] = deque(maxlen=KEPT)
        self._threshold: float | None = CAREFUL

    @property
    def threshold(self) -> float:
        if self._threshold is None:
            self._threshold = self._reckoned()
        return self._threshold

    def forget(self) -> None:
        """Forget what was tried on examples, not what was observed."""
        self._known.clear()
        self._unknown.clear()
        self._threshold = None

    def try_on(self, confidence: float, *, right: bool, known: bool) -> None:
        if known:
            self._known.append((confidence, right))
        else:
            self._unknown.append(confidence)
        self._threshold = None

    def observe(self, confidence: float, *, right: bool) -> None:
        self._observed.append((confidence, right))
        self._threshold = None

    def _reckoned(self) -> float:
        evidence = [(*one, TRIED_WEIGHS) for one in self._known]
        evidence += [(*one, 1.0) for one in self._observed]
        if not evidence:
            return CAREFUL
        sure, right, counts = map(np.array, zip(*sorted(evidence, reverse=True), strict=True))
        unknown = UNKNOWN_SHARE / (1 - UNKNOWN_SHARE) * counts.sum() * self._answered(sure)
        given, hits = counts.cumsum() + unknown, (counts * right).cumsum()
        # Outcomes of equal confidence go together: no threshold parts them.
        last = np.append(np.diff(sure) != 0, True)
        enough = last & (given >= FEWEST) & (sure >= BOLDEST)
        bold = sure[enough & (_at_least(hits, given) >= PRECISION)]
        if len(bold) and bold[-1] <= CAREFUL:
            return float(bold[-1])
        shy = (hits + FEWEST * EXPECTED) / (given + FEWEST) >= PRECISION
        careful = last & (sure >= CAREFUL)
        if shy[careful][-1:].all():
            return CAREFUL
        right_enough = sure[careful & shy]
        return float(right_enough[-1]) if len(right_enough) else 1.0

    def _answered(self, thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return which share of questions without an article reaches each of ``thresholds``."""
        if not self._unknown:
            return np.zeros(len(thresholds))
        ranked = np.sort(self._unknown)
        return 1 - np.searchsorted(ranked, thresholds, "left") / len(ranked)


def _at_least(hits: NDArray[np.float64], of: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lower end of Wilson's interval around the share of ``hits``."""
    share = hits / of
    middle = share + STEADY**2 / (2 * of)
    spread = STEADY * np.sqrt(share * (1 - share) / of + STEADY**2 / (4 * of**2))
    return (middle - spread) / (1 + STEADY**2 / of)
