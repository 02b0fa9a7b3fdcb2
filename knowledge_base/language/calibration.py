"""How far a classification can be trusted, from what is seen of it. Pure.

The raw score of a classifier does not tell the unknown from the known: trained on ten matters it
finds one of the ten in every text. So confidence is learned from classifications whose outcome is
known: of examples that were held back, and of matters that were held back whole, for which every
answer is wrong (Platt scaling, with more than the score: J. Platt, "Probabilistic Outputs for
Support Vector Machines", 1999).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace

import numpy as np
from numpy.typing import NDArray

FARTHEST = 5.0
"""So many standard deviations from the middle an input counts at most."""
DOUBT = 4
"""A label is believed to be as reliable as all are until so many outcomes of its own say more."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is seen of one classification."""

    top: float
    """The best score."""
    margin: float
    """By how much it leads."""
    share: float
    """Logarithm of the best score's share among all, after a softmax."""
    near: float
    """How alike the most alike example of the best label is, 0-1."""
    near_three: float
    """The mean of the three most alike."""
    near_lead: float
    """By how much the most alike one leads before the examples of all other labels."""
    middle: float
    """How alike the middle of the best label's examples is."""
    middle_lead: float
    """By how much that leads before the other labels' middles."""
    known_words: float
    """Which part of the text's words the examples have."""
    known_pieces: float
    """The same of the pieces of words."""
    length: float
    """Logarithm of how many features there are."""
    none: float
    """By how much the best score leads before "none fits"; 1 where no example said so."""
    none_near: float
    """By how much the most alike example leads before those that no label fits."""
    meant: float
    """How near in meaning the nearest example of the best label is."""
    meant_lead: float
    """By how much that leads before the examples of all other labels."""
    none_meant: float
    """By how much that leads before those that no label fits."""


NAMES = tuple(signal.name for signal in fields(Signals))
MEANT = ("meant", "meant_lead", "none_meant")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights on standardised signals and on how reliable the label is."""

    centre: Sequence[float]
    spread: Sequence[float]
    weights: Sequence[float]
    bias: float
    reliability: Mapping[str, float] = field(default_factory=dict)
    """Log-odds that the label is right when it is said, as far as is known."""
    usual: float = 0.0
    """The log-odds of a label that is not among ``reliability``."""

    def without_meaning(self, signals: Signals) -> Signals:
        """Return ``signals`` of a text of which nobody asked what it means: as usual in that."""
        usual = {name: self.centre[NAMES.index(name)] for name in MEANT}
        return replace(signals, **usual)

    def confidence(self, label: str, signals: Signals) -> float:
        """Return how probable it is that ``label`` is right, 0-1."""
        values = self.standardised(inputs([signals], [self.reliability.get(label, self.usual)]))
        logit = float(values[0] @ np.asarray(self.weights)) + self.bias
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def standardised(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        scaled = (values - np.asarray(self.centre)) / np.asarray(self.spread)
        return np.clip(scaled, -FARTHEST, FARTHEST)


def inputs(signals: Sequence[Signals], reliability: Sequence[float]) -> NDArray[np.float64]:
    """Return what a calibration is linear in, one row for each of ``signals``."""
    return np.array(
        [[*astuple(one), odds] for one, odds in zip(signals, reliability, strict=True)],
        dtype=np.float64,
    )


def log_odds(right: float, said: float, usual: float) -> float:
    """Return the log-odds that a label is right that was ``right`` of ``said`` times.

    ``usual`` is the part that is right over all labels; it stands for ``DOUBT`` further outcomes.
    """
    share = (right + DOUBT * usual) / (said + DOUBT)
    return math.log((share + 1e-3) / (1 - share + 1e-3))


UNLEARNED = Calibration(
    #  top  margin share near near3 lead middle lead words pieces length none none_near
    #  meant lead none_meant odds
    centre=(
        *(-0.3, 0.3, -1.2, 0.3, 0.22, 0.08, 0.3, 0.08, 0.6, 0.6, 2.8, 1.0, 1.0),
        *(0.5, 0.1, 1.0, 0.0),
    ),
    spread=(
        *(0.4, 0.3, 0.6, 0.2, 0.15, 0.12, 0.15, 0.1, 0.25, 0.25, 0.7, 1.0, 1.0),
        *(0.2, 0.15, 1.0, 1.0),
    ),
    weights=(
        *(0.5, 0.3, 0.4, 0.1, 0.1, 0.1, 0.3, 0.2, 0.2, 0.1, 0.0, 0.0, 0.0),
        *(0.4, 0.3, 0.0, 0.0),
    ),
    bias=-0.5,
)
"""For examples so few that none can be held back: the middle of what was learned on our own."""
