"""Say which label a text has, how sure that is, and because of what. Pure.

Made by ``training.py``; this needs numpy alone, so that a web process loads no trainer.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.calibration import Calibration, Signals
from knowledge_base.language.segmenting import has_han, runs
from knowledge_base.language.vectors import Vectors
from knowledge_base.language.weighing import Row, Weighing, read

NONE = "oos"
"""The label of texts that no label fits ("out of scope")."""
SHOWN = 5
SOFTNESS = 0.3
"""The temperature of the softmax over scores, whose unit is the margin of the separating plane."""


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
    among: float = 0.0
    """How much of the softmax over all labels those have that were asked about, 0-1."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples by feature: those of column c stand from ``pointers[c]`` on."""

    pointers: NDArray[np.int64]
    rows: NDArray[np.int32]
    values: NDArray[np.float32]
    meant: Vectors
    labels: NDArray[np.int32]
    """The place of each example's label; one past the last means that none fits."""
    middles: NDArray[np.float32]
    """For each label what the sum of likenesses to its examples is multiplied by."""
    _by_label: NDArray[np.int64] = field(init=False)
    """The examples in the order of their labels."""
    _starts: NDArray[np.int64] = field(init=False)
    """Where in that order each of ``_known`` begins."""
    _known: NDArray[np.int32] = field(init=False)
    """The labels that have examples."""

    def __post_init__(self) -> None:
        by_label = np.argsort(self.labels, kind="stable")
        known, starts = np.unique(self.labels[by_label], return_index=True)
        object.__setattr__(self, "_by_label", by_label)
        object.__setattr__(self, "_known", known)
        object.__setattr__(self, "_starts", starts)

    def likeness(self, row: Row) -> NDArray[np.float32]:
        """Return how alike each example is to ``row``, 0-1."""
        starts = self.pointers[row.columns]
        lengths = self.pointers[row.columns + 1] - starts
        # Places of what stands in the columns of the row, one column after the other.
        places = np.arange(lengths.sum()) + np.repeat(starts - lengths.cumsum() + lengths, lengths)
        shares = self.values[places] * np.repeat(row.values, lengths)
        found = np.bincount(self.rows[places], shares, minlength=len(self.labels))
        return found.astype(np.float32)

    def nearest(self, alike: NDArray[np.float32], *, labels: int) -> NDArray[np.float32]:
        """Return what the most alike example of each of so many ``labels`` has of ``alike``, 0 of
        those without one, and of none last."""
        nearest = np.zeros(labels + 1, dtype=np.float32)
        if len(self._starts):
            most = np.maximum.reduceat(alike[self._by_label], self._starts)
            nearest[self._known] = np.maximum(most, 0)
        return nearest


@dataclass(frozen=True, slots=True)
class Scored:
    """What was seen of a text: a score for each label, the best first in ``order``."""

    scores: NDArray[np.float64]
    order: NDArray[np.int64]
    signals: Signals
    none: float | None
    """The score of "none fits", where examples said so."""


@dataclass(frozen=True, slots=True)
class Classifier:
    labels: Sequence[str]
    weighing: Weighing
    weights: NDArray[np.float32]
    """One row a feature, one column a label, and a last column for "none fits" if it was told."""
    meaning: NDArray[np.float32]
    """The same for what a text means: one row for each number of its vector."""
    bias: NDArray[np.float32]
    examples: Examples
    calibration: Calibration

    def classify(
        self,
        text: str | Row,
        *,
        prior: Mapping[str, float] | None = None,
        among: Collection[str] = (),
        by_words: bool = False,
    ) -> Verdict:
        """Return what ``text`` is about. Any text does, also an empty one.

        ``prior`` adds to the scores of labels what is known of the text from elsewhere; ``among``
        are labels whose share together is wanted. ``by_words``: what it means was not asked.
        """
        scored = self.score(self.weighing.row(text) if isinstance(text, str) else text, prior=prior)
        best = scored.order[:SHOWN]
        signals = self.calibration.without_meaning(scored.signals) if by_words else scored.signals
        confidence = self.calibration.confidence(self.labels[best[0]], signals)
        rest = np.exp((scored.scores[best[1:]] - scored.scores[best[0]]) / SOFTNESS)
        rest = (1 - confidence) * rest / (1 + rest.sum())
        top = [Ranked(self.labels[best[0]], confidence)]
        top += [
            Ranked(self.labels[at], min(confidence, float(share)))
            for at, share in zip(best[1:], rest, strict=True)
        ]
        return Verdict(top[0].label, confidence, tuple(top), self._share(scored, among))

    def words_of(self, text: str) -> Row:
        """Return ``text`` by its words alone: what it means takes several times as long."""
        return self.weighing.row(read(text))

    def score(self, row: Row, *, prior: Mapping[str, float] | None = None) -> Scored:
        """Return what is seen of ``row``."""
        known = len(self.labels)
        raw = (
            self.weights[row.columns].T @ row.values + row.meant @ self.meaning + self.bias
        ).astype(np.float64)
        told = len(raw) > known
        scores = raw[:known]
        if prior:
            scores = scores + [prior.get(label, 0.0) for label in self.labels]
        if not raw.any():
            # One label alone has no plane to part it from others: likeness must do.
            scores = scores + self._nearest(self.examples.likeness(row))[:known]
        return self._seen(row, scores, none=float(raw[-1]) if told else None)

    def _seen(self, row: Row, scores: NDArray[np.float64], *, none: float | None) -> Scored:
        order = np.argsort(-scores, kind="stable")
        best = int(order[0])
        alike = self.examples.likeness(row)
        nearest = self._nearest(alike)
        near = self.examples.meant @ row.meant if row.meant.any() else np.zeros_like(alike)
        meant = self._nearest(near)
        sums = np.bincount(self.examples.labels, alike, minlength=len(nearest))[: len(scores)]
        middles = sums * self.examples.middles
        own = alike[self.examples.labels == best]
        three = np.partition(own, len(own) - min(3, len(own)))[-3:]
        second = scores[order[1]] if len(order) > 1 else scores[best] - 1
        shares = np.exp((scores - scores[best]) / SOFTNESS)
        signals = Signals(
            top=float(scores[best]),
            margin=float(scores[best] - second),
            share=-float(np.log(shares.sum())),
            near=float(nearest[best]),
            near_three=float(three.mean()),
            near_lead=_lead(nearest[:-1], best),
            middle=float(middles[best]),
            middle_lead=_lead(middles, best),
            known_words=row.known_words,
            known_pieces=row.known_pieces,
            length=float(np.log1p(row.length)),
            none=1.0 if none is None else float(scores[best]) - none,
            none_near=1.0 if none is None else float(nearest[best] - nearest[-1]),
            meant=float(meant[best]),
            meant_lead=_lead(meant[:-1], best),
            none_meant=1.0 if none is None else float(meant[best] - meant[-1]),
        )
        return Scored(scores, order, signals, none)

    def because(
        self, text: str, label: str, *, most: int = 3, silent: Collection[str] = ()
    ) -> list[str]:
        """Return the words of ``text`` that speak most for ``label``, in their order.

        A word, or two or three Chinese characters in a row, speaks for a label by the weights of
        its features there, less their mean over all labels. Words in ``silent`` are not quoted.
        """
        if label not in self.labels or not text:
            return []
        words = [(start, word) for start, word in _words(text) if word not in silent]
        rows = [self.weighing.row_of_word(word) for _start, word in words]
        found = sorted(
            (
                (speaks, start, word)
                for (start, word), row, speaks in zip(
                    words, rows, self._speaking(rows, label), strict=True
                )
                if row.known_words and speaks > 0
            ),
            reverse=True,
        )
        kept: list[tuple[int, str]] = []
        for speaks, start, word in found:
            if speaks < found[0][0] / 4 or len(kept) == most:
                break
            if all(start + len(word) <= at or at + len(other) <= start for at, other in kept):
                kept.append((start, word))
        return [word for _start, word in sorted(kept)]

    def _speaking(self, rows: Sequence[Row], label: str) -> list[float]:
        """Return how much each of ``rows`` speaks for ``label``; all are weighed at once."""
        if not rows:
            return []
        weights = self.weights[np.concatenate([row.columns for row in rows])]
        lead = weights[:, self.labels.index(label)] - weights.mean(axis=1)
        owner = np.repeat(np.arange(len(rows)), [len(row.columns) for row in rows])
        shares = lead * np.concatenate([row.values for row in rows])
        speaks: list[float] = np.bincount(owner, shares, minlength=len(rows)).tolist()
        return speaks

    def _share(self, scored: Scored, among: Collection[str]) -> float:
        if not among:
            return 0.0
        scores = scored.scores
        if scored.none is not None:
            scores = np.append(scores, scored.none)
        shares = np.exp((scores - scores.max()) / SOFTNESS)
        wanted = [at for at, label in enumerate(self.labels) if label in among]
        return float(shares[wanted].sum() / shares.sum())

    def _nearest(self, alike: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the likeness of the most alike example of each label, and of none last."""
        return self.examples.nearest(alike, labels=len(self.labels))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield what can be quoted of ``text`` with its place: words, Chinese two or three in a row."""
    place = 0
    for run in runs(text):
        if has_han(run):
            for length in (2, 3):
                for at in range(max(1, len(run) - length + 1)):
                    yield place + at, run[at : at + length]
        else:
            yield place, run
        place += len(run) + 1


def _lead(values: NDArray, best: int) -> float:
    others = np.delete(values, best)
    return float(values[best] - (others.max() if len(others) else 0.0))
