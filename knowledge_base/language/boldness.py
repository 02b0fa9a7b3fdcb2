"""From which confidence on an answer is given without a person. Pure.

Of answers that are given, ``PRECISION`` shall be right on the whole; so where most questions are
plain, less sure ones may go with them, and where few are, none may. How many would be right from a
confidence on is reckoned from the house itself: from its examples, asked for without themselves and
again without their article, and from the questions that people confirmed, with what would have been
answered just before, and would have been without their article, as sure as it would be today. What
the confidences promise stands for ``BELIEVED`` outcomes beside these (the mean of a beta
distribution; Gelman et al., "Bayesian Data Analysis", 2013, section 2.4). And of questions that no
article answers, no more than ``FALSE_MOST`` shall draw one.

Customers may ask otherwise than examples do. So the confidences of what they asked must promise
``PRECISION`` too, which needs nobody to say what was right.
"""

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PRECISION = 0.95
WANTED = 0.985
"""What must be expected, since one chooses among many thresholds and the best looks too good. On
ten draws of five sources that nothing was fitted on, cold: .94 right of what was given, for .26 of
the questions; .89 for .36 with .97 here and .95 below."""
SOON = 400
"""After so many confirmed questions half as much more than ``PRECISION`` must be expected: the more
outcomes, the less the best looks too good. On eight draws of each of three sources, after five
hundred to a thousand confirmations: .97 right of what was given, and .95 or more on each source; by
outcomes alone for .07 more of the questions than where it stays as much. With 200 here, less is
right on one of them."""
CAREFUL = 0.97
"""The threshold without evidence; only outcomes that speak against it make it higher."""
BOLDEST = 0.7
"""No evidence makes answers be given below this confidence."""
KEPT = 500
"""Confirmed questions that count: of older ones the house knew less."""
ASKED_KEPT, FEWEST_ASKED = 300, 40
"""Questions whose confidence counts, and from how many on."""
UNKNOWN_SHARE = 0.2
"""So many questions are taken to have no article, since confirmed ones all have."""
FALSE_MOST, FALSE_HIGHEST = 0.03, 0.97
"""So many of what is asked for without its article may draw an answer; but from the second
on, answers are not kept back for their sake."""
TRIED_WEIGHS = 0.5
"""What an example asked for without itself counts, against a question that was confirmed."""
BELIEVED = 30.0
"""For how many outcomes stands what the confidences promise."""
DOUBTED, EXPECTED = 12.0, 0.96
"""Above ``CAREFUL`` so many outcomes are taken to have been right to this share beforehand."""


class Boldness:
    def __init__(self) -> None:
        self._known: list[tuple[float, bool]] = []
        self._unknown: list[float] = []
        self._observed: deque[tuple[float, bool]] = deque(maxlen=KEPT)
        self._observed_unknown: deque[float] = deque(maxlen=KEPT)
        self._asked: deque[float] = deque(maxlen=ASKED_KEPT)
        self._by_outcomes: float | None = None
        self._by_asked: float | None = None

    @property
    def threshold(self) -> float:
        if self._by_outcomes is None:
            self._by_outcomes = max(self._outcomes_allow(), self._false_allow())
        if self._by_asked is None:
            self._by_asked = self._asked_allow()
        return max(self._by_outcomes, self._by_asked)

    def forget(self) -> None:
        """Forget what was tried on examples, not what was observed or asked."""
        self._known.clear()
        self._unknown.clear()
        self._by_outcomes = None

    def try_on(self, confidence: float, *, right: bool, known: bool) -> None:
        if known:
            self._known.append((confidence, right))
        else:
            self._unknown.append(confidence)
        self._by_outcomes = None

    def observe(self, confidence: float, *, right: bool, known: bool = True) -> None:
        """Take in what a question that was confirmed would have been answered before; if not
        ``known``, what it would have been without its article.
        """
        if known:
            self._observed.append((confidence, right))
        else:
            self._observed_unknown.append(confidence)
        self._by_outcomes = None

    def observe_anew(self, known: Sequence[tuple[float, bool]], unknown: Sequence[float]) -> None:
        """Take these instead of all that was observed: what was learned since changes how sure an
        answer is, and it is by the confidences of today that answers are given."""
        self._observed = deque(known, maxlen=KEPT)
        self._observed_unknown = deque(unknown, maxlen=KEPT)
        self._by_outcomes = None

    def asked(self, confidence: float) -> None:
        """Take in how sure an answer was of which nobody says whether it was right."""
        self._asked.append(confidence)
        self._by_asked = None

    def _outcomes_allow(self) -> float:
        evidence = [(*one, TRIED_WEIGHS) for one in self._known]
        evidence += [(*one, 1.0) for one in self._observed]
        if not evidence:
            return CAREFUL
        if unknown := [*self._unknown, *self._observed_unknown]:
            known = sum(weight for _, _, weight in evidence)
            each = UNKNOWN_SHARE / (1 - UNKNOWN_SHARE) * known / len(unknown)
            evidence += [(confidence, False, each) for confidence in unknown]
        sure, right, counts = _ranked(evidence)
        given, hits = counts.cumsum(), (counts * right).cumsum()
        last = _last_of_equals(sure)
        promised = (counts * sure).cumsum() / given
        expected = (hits + BELIEVED * promised) / (given + BELIEVED)
        bold = sure[last & (sure >= BOLDEST) & (expected >= self._wanted())]
        if len(bold) and bold[-1] <= CAREFUL:
            return float(bold[-1])
        shy = (hits + DOUBTED * EXPECTED) / (given + DOUBTED) >= PRECISION
        careful = last & (sure >= CAREFUL)
        if shy[careful][-1:].all():
            return CAREFUL
        right_enough = sure[careful & shy]
        return float(right_enough[-1]) if len(right_enough) else 1.0

    def _wanted(self) -> float:
        return PRECISION + (WANTED - PRECISION) * SOON / (SOON + len(self._observed))

    def _false_allow(self) -> float:
        drawn = sorted([*self._unknown, *self._observed_unknown], reverse=True)
        allowed = int(FALSE_MOST * len(drawn))
        return min(FALSE_HIGHEST, np.nextafter(drawn[allowed], 1.0)) if drawn else 0.0

    def _asked_allow(self) -> float:
        if len(self._asked) < FEWEST_ASKED:
            return 0.0
        sure = np.sort(np.array(self._asked))[::-1]
        promised = sure.cumsum() / np.arange(1, len(sure) + 1)
        enough = np.flatnonzero(_last_of_equals(sure) & (promised >= PRECISION))
        # Whatever is surer than the first that is too much is as good.
        too_much = int(enough[-1]) + 1 if len(enough) else 0
        return min(CAREFUL, np.nextafter(sure[too_much], 1.0)) if too_much < len(sure) else 0.0


def _ranked(evidence: Sequence[tuple[float, bool, float]]) -> tuple[Floats, Floats, Floats]:
    """Return confidences, the highest first, whether each was right, and what it counts."""
    rows = np.array(evidence, dtype=np.float64)
    sure, right, counts = rows[np.argsort(-rows[:, 0], kind="stable")].T
    return sure, right, counts


def _last_of_equals(sure: Floats) -> NDArray[np.bool_]:
    """Tell which are the last of equal confidence: no threshold parts those."""
    return np.append(np.diff(sure) != 0, True)
