"""How sure an answer is: the probability that it is right. Pure.

It is learned three times over. What was seen of right and wrong answers on sets of many trades is
the beginning (``BEGINNING``), so that a desk without one example can already be silent at the right
moments. The articles' own examples, each asked for without itself and again without its article,
move it. Then each confirmation does: what would have been answered, and whether it was right. So
this is a logistic regression with a normal prior around what was known before (Bishop, "Pattern
Recognition and Machine Learning", 2006, section 4.5).
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.shelf import Likeness

Floats = NDArray[np.float64]
Outcome = tuple[Floats, bool, float]
"""Inputs, whether the answer was right, and what that counts; 0 for what had no article."""

OBSERVED_KEPT = 2_000
LEARN_EVERY = 8
"""After so many confirmations what they tell is taken in."""
STEADINESS, STEADINESS_OF_ALL = 40.0, 10.0
"""How much evidence it takes to move what one input tells, and how sure to be of all."""
TRIED_WEIGHS = 0.35
"""An example asked for without itself tells less than a question of a customer: examples of one
article resemble each other more."""
UNKNOWN_SHARE, UNKNOWN_WEIGHS_MOST = 0.2, 2.0
"""Examples asked for without their article stand for so many of all questions, however many were
confirmed: those all had an article. None counts more than so much."""
KNOWN_QUESTION = 0.97
"""How sure an article answers, at least, that was said to answer the same words."""
FEWEST_TERMS = 4
"""Of fewer, any two texts may be the same by chance."""
FARTHEST = 3.0
"""Inputs count as so many spreads from the centre at most: what was never seen proves nothing."""
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of the best answer to one question."""

    inputs: Floats
    is_known_question: bool
    """Whether a row of this article, and of no other, has the very words."""

    @classmethod
    def of(
        cls,
        scores: Floats,
        likeness: Likeness,
        meaning: Floats,
        *,
        best: int,
        length: int,
        learned: float,
    ) -> "Seen":
        """``meaning`` has a row per article, as ``likeness`` has; ``learned`` is what the example
        questions add to the score of the best."""
        share = np.exp(scores - scores.max())
        share /= share.sum()
        of_best = min(float(share[best]), 1 - 1e-6)
        top, second = float(scores[best]), float(np.delete(scores, best).max(initial=0.0))
        columns, words, pieces = likeness.columns, *likeness.known
        signs = [*columns[:, [0, 1, 3, 4, 5]].T, *meaning[:, [0, 2]].T]
        agreeing = [column.argmax() == best and column[best] > 0 for column in signs]
        others = np.delete(columns[:, 1], best).max(initial=0.0)
        same = min(columns[best, 0], columns[best, 1]) > 0.999 and columns[best, 1] - others > 0.001
        inputs = [
            math.log(of_best / (1 - of_best)),
            top - second,
            top,
            -float(share @ np.log(share + 1e-12)),
            *columns[best, [2, 3, 6]],
            *likeness.held[best, :2],
            pieces,
            words,
            math.log1p(length),
            *meaning[best, [0, 2]],
            learned,
            sum(agreeing) / len(agreeing),
            math.log(len(scores)),
        ]
        return cls(np.array(inputs), bool(same and length >= FEWEST_TERMS))

    def beside(self, *standing: float) -> "Seen":
        """Return this with how it stands beside other questions (``usual.py``)."""
        return replace(self, inputs=np.append(self.inputs, standing))


@dataclass(frozen=True, slots=True)
class Judged:
    """``scores`` of all articles, the place of the best, what is seen of it."""

    scores: Floats
    best: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Beginning:
    centre: Floats
    spread: Floats
    weights: Floats
    """The first is the bias; the others are of standardised inputs."""


@dataclass(frozen=True, slots=True)
class Tried:
    """``is_known``: there was an article that answers; else none was, and any is wrong."""

    confidence: float
    right: bool
    is_known: bool


class Confidence:
    def __init__(self) -> None:
        self._weights = BEGINNING.weights
        self._tried: list[Outcome] = []
        self._observed: deque[Outcome] = deque(maxlen=OBSERVED_KEPT)
        self._observed_unknown: deque[Outcome] = deque(maxlen=OBSERVED_KEPT)
        # Which of these were known questions, since whoever asks how sure it is must know.
        self._same: deque[bool] = deque(maxlen=OBSERVED_KEPT)
        self._same_unknown: deque[bool] = deque(maxlen=OBSERVED_KEPT)
        self._since = 0

    def of(self, seen: Seen) -> float:
        """Return how probable it is that the answer is right, 0-1."""
        probability = self._probability(_standard(seen))
        return max(probability, KNOWN_QUESTION) if seen.is_known_question else probability

    def tried(self) -> list[Tried]:
        """Return how what was tried on examples fared. It was learned from, so a little hopeful."""
        return [
            Tried(self._probability(inputs), right, weight > 0)
            for inputs, right, weight in self._tried
        ]

    def _now(self, outcomes: Sequence[Outcome], same: Sequence[bool]) -> list[float]:
        if not outcomes:
            return []
        logits = np.clip(np.array([inputs for inputs, _, _ in outcomes]) @ self._weights, -30, 30)
        least = np.where(same, KNOWN_QUESTION, 0.0)
        sure: list[float] = np.maximum(1 / (1 + np.exp(-logits)), least).tolist()
        return sure

    def _probability(self, inputs: Floats) -> float:
        logit = float(inputs @ self._weights)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def forget(self) -> None:
        """Forget what was tried on examples, not what was observed."""
        self._tried.clear()
        self.learn()

    def try_on(self, outcomes: Sequence[tuple[Seen, bool, bool]]) -> None:
        """Take in what examples were answered: what was seen, if it was right, if it could be."""
        self._tried += [
            (_standard(seen), right, TRIED_WEIGHS if known else 0.0)
            for seen, right, known in outcomes
        ]
        self.learn()

    def observe(self, seen: Seen, *, right: bool, known: bool = True) -> bool:
        """Take in a question that was confirmed; tell whether that changed how sure it is."""
        if not known:
            self._observed_unknown.append((_standard(seen), False, 0.0))
            self._same_unknown.append(seen.is_known_question)
            return False
        self._observed.append((_standard(seen), right, 1.0))
        self._same.append(seen.is_known_question)
        self._since += 1
        if self._since < LEARN_EVERY:
            return False
        self.learn()
        return True

    def observed(self) -> tuple[list[tuple[float, bool]], list[float]]:
        """Return how sure it is, now, of what was answered to questions that were confirmed, and
        whether it was right; and of what had been answered without their article.

        It was learned from, so a little hopeful: by .002 of what is right from .93 on.
        """
        rights = [right for _, right, _ in self._observed]
        known = self._now(self._observed, self._same)
        unknown = self._now(self._observed_unknown, self._same_unknown)
        return list(zip(known, rights, strict=True)), unknown

    def learn(self) -> None:
        """Take in what was tried and observed."""
        self._since = 0
        outcomes = [*self._tried, *self._observed, *self._observed_unknown]
        known = sum(weight for _, _, weight in outcomes)
        unknown = sum(weight == 0 for _, _, weight in outcomes)
        each = UNKNOWN_SHARE / (1 - UNKNOWN_SHARE) * known / max(1, unknown)
        self._weights = fitted(
            [
                (inputs, right, weight or min(each, UNKNOWN_WEIGHS_MOST))
                for inputs, right, weight in outcomes
            ],
            BEGINNING.weights,
        )


def fitted(outcomes: Sequence[Outcome], prior: Floats) -> Floats:
    """Return the weights that ``outcomes`` move ``prior`` to."""
    if not outcomes:
        return prior
    inputs = np.array([row for row, _, _ in outcomes])
    right = np.array([float(was) for _, was, _ in outcomes])
    counts = np.array([weight for _, _, weight in outcomes])
    steady = np.full(len(prior), STEADINESS)
    steady[0] = STEADINESS_OF_ALL
    weights = prior.copy()
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (counts * (right - expected)) - steady * (weights - prior)
        curve = (inputs.T * (counts * expected * (1 - expected))) @ inputs
        curve[np.diag_indices_from(curve)] += steady
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def _standard(seen: Seen) -> Floats:
    inputs = (seen.inputs - BEGINNING.centre) / BEGINNING.spread
    return np.concatenate([[1.0], np.clip(inputs, -FARTHEST, FARTHEST)])


def _numbers(written: str) -> Floats:
    return np.array(written.split(), dtype=np.float64)


# Of the first 17 inputs, centre and spread are of 44 sets of questions of nine trades in English
# and Chinese, and the weights began there. These were moved a little (a normal prior of precision
# 300), and the last two inputs fitted, on 60 sets of eight further sources: a marketplace, two
# shops, a bank, payments, an airport, phones, a school. Of each set, those that no article answers
# count as a fifth. On 25 sets of five other sources 95 % of answers could be right for .313 of the
# questions instead of .250, and for .401 instead of .313 after confirmations.
BEGINNING = Beginning(
    centre=_numbers(
        """
        1.155 2.209 9.707 1.274 0.274 0.386 0.12 0.218 0.233 0.561 0.398 2.819 0.511
        0.504 1.457 0.577 3.296 2.18 0.015
        """
    ),
    spread=_numbers(
        """
        2.247 2.183 3.082 0.914 0.263 0.334 0.204 0.193 0.191 0.289 0.241 0.63 0.161
        0.155 1.065 0.321 0.565 1.133 0.367
        """
    ),
    weights=_numbers(
        """
        0.163 0.398 0.374 -0.18 -0.626 0.4 0.638 0.08 -0.689 0.094 0.098 -0.257 0.325
        -0.37 0.507 0.049 0.103 -0.07 0.391 -0.45
        """
    ),
)
