"""Make a classifier from examples. Pure; for workers and commands: training takes seconds."""

import math
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from knowledge_base.language.calibration import (
    UNLEARNED,
    Calibration,
    Signals,
    inputs,
    log_odds,
)
from knowledge_base.language.classifier import NONE, Classifier, Examples
from knowledge_base.language.vectors import Vectors
from knowledge_base.language.weighing import Features, Weighing, stacked, understood

FOLDS = 4
MANY = 5_000
"""From so many examples on, a feature of one text alone is left out, and folds are half as many."""
FEW_TO_CALIBRATE = 30
FEWEST_LABELS_TO_HOLD_BACK = 4
OUTCOMES_OF_A_FOLD = 2_000
"""More teach a dozen weights nothing."""
UNKNOWN_SHARE = 0.5
"""What the matters held back whole weigh together, against the examples held back."""
PENALTY = 2.0
RIDGE = 0.5
"""The penalty on planes in the space of meaning."""
MEANING_WEIGHS, MEANING_WEIGHS_MOST = 8.0, 4.0
"""What these count against the planes in the space of words, by the root of how many examples a
label has: a few examples have few of the words, a hundred have them all. Where a label has two to
fifteen, .56 of messages find theirs instead of .43."""
STIFFNESS = 0.05
"""The inverse of the penalty on a calibration's weights: strong, since its signals go together."""

_WORD = re.compile(r"[^\W\d_]{2}")
_JOINT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")


class NothingToLearn(Exception):
    """No example has a label and a text."""


@dataclass(frozen=True, slots=True)
class Example:
    """``label`` is NONE where none fits."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A classification of an example that was held back; ``known`` says whether its label was."""

    label: str
    signals: Signals
    right: bool
    known: bool


Known = Sequence[tuple[Features, str]]


def train(examples: Sequence[Example]) -> Classifier:
    """Return a classifier that has learned ``examples``. Deterministic.

    Two examples a label will do, and one. A text that stands there twice counts with its last
    label. Raises NothingToLearn.
    """
    seen = {example.text: example.label for example in examples if example.text.strip()}
    known = list(zip(understood(list(seen)), seen.values(), strict=True))
    if all(label == NONE for _text, label in known):
        raise NothingToLearn
    return _fitted(known, _calibrated(known))


def _fitted(known: Known, calibration: Calibration) -> Classifier:
    labels = sorted({label for _text, label in known if label != NONE})
    known = [*known, *_names(labels)]
    place = {label: at for at, label in enumerate([*labels, NONE])}
    weighing = Weighing.of(
        [text for text, _label in known],
        labels=len(labels),
        least=2 if len(known) >= MANY else 1,
    )
    rows = [weighing.row(text) for text, _label in known]
    targets = np.array([place[label] for _text, label in known], dtype=np.int32)
    matrix = csr_matrix(stacked(rows), shape=(len(rows), len(weighing.names)))
    weights, bias = _separated(matrix, targets, len(labels))
    meant = np.array([text.meant for text, _label in known])
    meaning, more = _separated_by_meaning(meant, targets, weights.shape[1])
    by_feature = matrix.tocsc()
    examples = Examples(
        by_feature.indptr.astype(np.int64),
        by_feature.indices.astype(np.int32),
        by_feature.data.astype(np.float32),
        meant,
        targets,
        _middles(matrix, targets, len(labels)),
    )
    return Classifier(labels, weighing, weights, meaning, bias + more, examples, calibration)


def _names(labels: Sequence[str]) -> Iterator[tuple[Features, str]]:
    """Yield each label's own name as one more example of it, where it has words: "card-lost"."""
    named = [label for label in labels if _WORD.search(label)]
    yield from zip(understood([_JOINT.sub(" ", label) for label in named]), named, strict=True)


def _separated(
    matrix: csr_matrix, targets: NDArray[np.int32], labels: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return weights and bias of one plane a label, with "none fits" last if it was told."""
    classes = np.unique(targets)
    width = labels + int(labels in classes)
    if len(classes) < 2:
        return np.zeros((matrix.shape[1], width), np.float32), np.zeros(width, np.float32)
    # Here, not above: it takes 50 MB and a second, and only who trains needs it.
    from sklearn.svm import LinearSVC  # noqa: PLC0415

    machine = LinearSVC(C=PENALTY, random_state=0, tol=1e-3)
    with warnings.catch_warnings():
        # It wonders at many labels with few examples; that is how a desk begins.
        warnings.filterwarnings("ignore", message="The number of unique classes")
        machine.fit(matrix, targets)
    weights, bias = machine.coef_, machine.intercept_
    if len(classes) == 2:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def _separated_by_meaning(
    meant: Vectors, targets: NDArray[np.int32], width: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return weights and bias of one plane a label in the space of meaning: ridge regression.

    (Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning", 2009, section 3.4.1.)
    """
    if len(np.unique(targets)) < 2:
        return np.zeros((meant.shape[1], width), np.float32), np.zeros(width, np.float32)
    sides = 2.0 * (targets[:, None] == np.arange(width)) - 1
    centre, usual = meant.mean(axis=0), sides.mean(axis=0)
    away = (meant - centre).astype(np.float64)
    steady = away.T @ away + RIDGE * np.eye(away.shape[1])
    each = MEANING_WEIGHS / math.sqrt(len(targets) / width)
    weighs = min(each, MEANING_WEIGHS_MOST)
    weights = weighs * np.linalg.solve(steady, away.T @ (sides - usual))
    bias = weighs * usual - centre @ weights
    return weights.astype(np.float32), bias.astype(np.float32)


def _middles(matrix: csr_matrix, targets: NDArray[np.int32], labels: int) -> NDArray[np.float32]:
    """Return what makes of the sum of likenesses to a label's examples that to their middle."""
    belongs = csr_matrix(
        (np.ones(len(targets), np.float32), (targets, np.arange(len(targets)))),
        shape=(labels + 1, len(targets)),
    )
    lengths = np.sqrt(np.asarray((belongs @ matrix).power(2).sum(axis=1)).ravel())[:labels]
    return (1 / np.maximum(lengths, 1e-9)).astype(np.float32)


def _calibrated(known: Known) -> Calibration:
    folds = FOLDS // 2 if len(known) >= MANY else FOLDS
    outcomes = [outcome for fold in range(folds) for outcome in _held_back(known, fold, folds)]
    right = np.array([outcome.right for outcome in outcomes], dtype=bool)
    if len(outcomes) < FEW_TO_CALIBRATE or right.all() or not right.any():
        return UNLEARNED
    said = Counter(outcome.label for outcome in outcomes if outcome.known)
    hits = Counter(outcome.label for outcome in outcomes if outcome.right)
    usual = hits.total() / max(said.total(), 1)
    # Each outcome is left out of what it is judged by.
    odds = [
        log_odds(hits[one.label] - one.right, said[one.label] - one.known, usual)
        for one in outcomes
    ]
    values = inputs([outcome.signals for outcome in outcomes], odds)
    plain = Calibration(
        centre=tuple(map(float, values.mean(axis=0))),
        spread=tuple(map(float, np.maximum(values.std(axis=0), 1e-6))),
        weights=(),
        bias=0.0,
    )
    unknown = sum(not outcome.known for outcome in outcomes)
    weight = UNKNOWN_SHARE * (len(outcomes) - unknown) / max(unknown, 1)
    # Here, not above: as for ``LinearSVC``.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    model = LogisticRegression(C=STIFFNESS, max_iter=1000)
    model.fit(
        plain.standardised(values),
        right,
        sample_weight=[1.0 if outcome.known else weight for outcome in outcomes],
    )
    return Calibration(
        plain.centre,
        plain.spread,
        tuple(map(float, model.coef_[0])),
        float(model.intercept_[0]),
        {label: log_odds(hits[label], said[label], usual) for label in said},
        log_odds(0, 0, usual),
    )


def _held_back(known: Known, fold: int, folds: int) -> Iterator[Outcome]:
    """Yield the outcomes of ``fold``: of a part of each label, and of some labels whole."""
    away = _labels_held_back(known, fold)
    turn: dict[str, cycle[int]] = defaultdict(lambda: cycle(range(folds)))
    kept, tried = [], []
    for text, label in known:
        if label in away or next(turn[label]) == fold:
            tried.append((text, label))
        else:
            kept.append((text, label))
    if all(label == NONE for _text, label in kept):
        return
    machine = _fitted(kept, UNLEARNED)
    for text, label in _thinned(tried):
        scored = machine.score(machine.weighing.row(text))
        said = machine.labels[scored.order[0]]
        yield Outcome(said, scored.signals, said == label, label not in away)


def _thinned(known: Known) -> Known:
    """Return at most OUTCOMES_OF_A_FOLD of ``known``, from all over it."""
    return known[:: 1 + len(known) // OUTCOMES_OF_A_FOLD]


def _labels_held_back(known: Known, fold: int) -> frozenset[str]:
    """Return a part of the labels, another in each fold; none where there are too few."""
    sizes = Counter(label for _text, label in known if label != NONE)
    if len(sizes) < FEWEST_LABELS_TO_HOLD_BACK:
        return frozenset()
    by_size = [label for label, _number in sizes.most_common()]
    return frozenset(by_size[fold :: 2 * FOLDS])
