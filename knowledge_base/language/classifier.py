"""Say which label a text has, how sure that is, and because of what. Pure.

Made by ``training.py``; this needs numpy alone, so that a web process loads no trainer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.calibration import Calibration, Signals
from knowledge_base.language.weighing import Row, Weighing

NONE = "oos"
"""The label of texts that no label fits ("out of scope")."""
SHOWN = 5


class Ranked(NamedTuple):
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """``label`` is the best one, always; ``confidence`` tells whether to trust it.

    ``top`` holds the best few, with their confidence. A text that no label fits has a label all the
    same, with little confidence.
    """

    label: str
    confidence: float
    top: tuple[Ranked, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples by feature: those of column c stand from ``pointers[c]`` on."""

    pointers: NDArray[np.int64]
    rows: NDArray[np.int32]
    values: NDArray[np.float32]
    labels: NDArray[np.int32]
    """The place of each example's label; one past the last means that none fits."""

    def likeness(self, row: Row) -> NDArray[np.float32]:
        """Return how alike each example is to ``row``, 0-1."""
        found = np.zeros(len(self.labels), dtype=np.float32)
        for column, value in zip(row.columns, row.values, strict=True):
            start, end = self.pointers[column], self.pointers[column + 1]
            found[self.rows[start:end]] += self.values[start:end] * value
        return found


@dataclass(frozen=True, slots=True)
class Scored:
    """What was seen of a text: a score for each label, best first in ``order``."""

    scores: NDArray[np.float64]
    order: NDArray[np.int64]
    signals: Signals


@dataclass(frozen=True, slots=True)
class Classifier:
    labels: Sequence[str]
    weighing: Weighing
    weights: NDArray[np.float32]
    """One row a feature, one column a label, and a last column for "none fits" if it was told."""
    bias: NDArray[np.float32]
    examples: Examples
    calibration: Calibration

    def classify(self, text: str) -> Verdict:
        """Return what ``text`` is about. Any text does, also an empty one."""
        row = self.weighing.row(text)
        scored = self.score(row)
        confidence = self.calibration.confidence(scored.signals)
        shares = _shares(scored.scores[scored.order[:SHOWN]])
        top = tuple(
            Ranked(self.labels[at], confidence if rank == 0 else (1 - confidence) * share)
            for rank, (at, share) in enumerate(
                zip(scored.order[:SHOWN], _after_first(shares), strict=True)
            )
        )
        return Verdict(top[0].label, confidence, top)

    def score(self, row: Row, *, without: int | None = None) -> Scored:
        """Return what is seen of ``row``; ``without`` leaves an example out, the row itself."""
        raw = self.weights[row.columns].T @ row.values + self.bias
        alike = self.examples.likeness(row)
        if without is not None:
            alike[without] = 0
        nearest = np.zeros(len(self.labels) + 1, dtype=np.float32)
        np.maximum.at(nearest, self.examples.labels, alike)
        scores = raw[: len(self.labels)].astype(np.float64) + nearest[: len(self.labels)]
        order = np.argsort(-scores, kind="stable")
        best = order[0]
        others = np.delete(nearest, best)
        second = scores[order[1]] if len(order) > 1 else -1.0
        told = len(raw) > len(self.labels)
        return Scored(
            scores,
            order,
            Signals(
                top=float(scores[best]),
                margin=float(scores[best] - second),
                near=float(nearest[best]),
                lead=float(nearest[best] - others.max()),
                known=row.known,
                length=float(np.log1p(len(row.columns))),
                none=float(scores[best] - raw[-1] - nearest[-1]) if told else 1.0,
            ),
        )


def _shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(4 * (scores - scores.max()))
    return shares / shares.sum()


def _after_first(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``shares`` with those after the first making 1 at most, and each below the first."""
    rest = shares[1:]
    return np.concatenate([[1.0], rest / (1 + rest.sum())]) if len(rest) else np.array([1.0])
