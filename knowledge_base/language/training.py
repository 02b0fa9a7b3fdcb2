"""Make a classifier from examples. Pure; for workers and commands, since it loads scikit-learn."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from knowledge_base.language.calibration import UNLEARNED, Calibration, Signals, inputs
from knowledge_base.language.classifier import NONE, Classifier, Examples
from knowledge_base.language.ngrams import features
from knowledge_base.language.weighing import Features, Weighing, stacked

FOLDS = 4
MANY = 4_000
"""From so many examples on, a feature that one text alone has is left out."""
FEW_TO_CALIBRATE = 30
FEWEST_LABELS_TO_HOLD_BACK = 4
UNKNOWN_SHARE = 0.25


class NothingToLearn(Exception):
    """No example has a label and a text."""


@dataclass(frozen=True, slots=True)
class Example:
    """``label`` is NONE where none fits."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A classification of an example that was held back."""

    signals: Signals
    right: bool
    weight: float


def train(examples: Sequence[Example]) -> Classifier:
    """Return a classifier that has learned ``examples``. Deterministic.

    Two examples a label will do, and one. Raises NothingToLearn.
    """
    seen: dict[str, str] = {}
    for example in examples:
        if example.text.strip():
            seen[example.text] = example.label
    known = [(features(text), label) for text, label in seen.items()]
    if all(label == NONE for _text, label in known):
        raise NothingToLearn
    return _fitted(known, _calibrated(known))


def _fitted(known: Sequence[tuple[Features, str]], calibration: Calibration) -> Classifier:
    labels = sorted({label for _text, label in known if label != NONE})
    place = {label: at for at, label in enumerate([*labels, NONE])}
    weighing = Weighing.of([text for text, _label in known], least=2 if len(known) >= MANY else 1)
    rows = [weighing.row(text) for text, _label in known]
    targets = np.array([place[label] for _text, label in known], dtype=np.int32)
    matrix = csr_matrix(stacked(rows), shape=(len(rows), len(weighing.names)))
    weights, bias = _separated(matrix, targets, len(labels))
    by_feature = matrix.tocsc()
    return Classifier(
        labels,
        weighing,
        weights,
        bias,
        Examples(
            by_feature.indptr.astype(np.int64),
            by_feature.indices.astype(np.int32),
            by_feature.data.astype(np.float32),
            targets,
        ),
        calibration,
    )


def _separated(
    matrix: csr_matrix, targets: np.ndarray, labels: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and bias of one hyperplane a label, with "none fits" last if it was told."""
    classes = np.unique(targets)
    width = labels + int(labels in classes)
    if len(classes) < 2:
        return np.zeros((matrix.shape[1], width), np.float32), np.zeros(width, np.float32)
    machine = LinearSVC(C=1.0, dual=True, max_iter=2000, random_state=0, tol=1e-3)
    machine.fit(matrix, targets)
    if len(classes) == 2:
        weights = np.vstack([-machine.coef_, machine.coef_])
        bias = np.concatenate([-machine.intercept_, machine.intercept_])
    else:
        weights, bias = machine.coef_, machine.intercept_
    return np.ascontiguousarray(weights.T, dtype=np.float32), bias.astype(np.float32)


def _calibrated(known: Sequence[tuple[Features, str]]) -> Calibration:
    outcomes = [outcome for fold in range(FOLDS) for outcome in _held_back(known, fold)]
    right = np.array([outcome.right for outcome in outcomes], dtype=bool)
    if len(outcomes) < FEW_TO_CALIBRATE or right.all() or not right.any():
        return UNLEARNED
    values = inputs([outcome.signals for outcome in outcomes])
    centre = values.mean(axis=0)
    spread = np.maximum(values.std(axis=0), 1e-6)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(
        (values - centre) / spread,
        right,
        sample_weight=np.array([outcome.weight for outcome in outcomes]),
    )
    return Calibration(
        tuple(map(float, centre)),
        tuple(map(float, spread)),
        tuple(map(float, model.coef_[0])),
        float(model.intercept_[0]),
    )


def _held_back(known: Sequence[tuple[Features, str]], fold: int) -> list[Outcome]:
    """Return the outcomes of ``fold``: a part of each label, and some labels whole."""
    away = _labels_held_back(known, fold)
    turn: dict[str, cycle[int]] = defaultdict(lambda: cycle(range(FOLDS)))
    kept, tried, unknown = [], [], []
    for text, label in known:
        if label in away:
            unknown.append((text, label))
        elif next(turn[label]) == fold:
            tried.append((text, label))
        else:
            kept.append((text, label))
    if not tried or all(label == NONE for _text, label in kept):
        return []
    machine = _fitted(kept, UNLEARNED)
    told = sum(label == NONE for _text, label in tried)
    weight = UNKNOWN_SHARE * len(tried) / max(len(unknown), 1) * (0.5 if told else 1.0)
    outcomes = []
    for text, label in [*tried, *unknown]:
        scored = machine.score(machine.weighing.row(text))
        right = machine.labels[scored.order[0]] == label
        outcomes.append(Outcome(scored.signals, right, weight if label in away else 1.0))
    return outcomes


def _labels_held_back(known: Sequence[tuple[Features, str]], fold: int) -> frozenset[str]:
    """Return a part of the labels, another in each fold; none where there are too few."""
    labels = [label for label, _n in Counter(one for _t, one in known if one != NONE).most_common()]
    if len(labels) < FEWEST_LABELS_TO_HOLD_BACK:
        return frozenset()
    return frozenset(labels[fold :: 2 * FOLDS])
