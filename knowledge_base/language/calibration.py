"""How far a classification can be trusted, from what is seen of it. Pure.

The raw score of a classifier does not tell the unknown from the known: trained on ten matters it
finds one of the ten in every text. So confidence is learned from classifications whose outcome is
known: of examples that were held back, and of matters that were held back whole, for which every
answer is wrong (Platt scaling, with more than the score: J. Platt, "Probabilistic Outputs for
Support Vector Machines", 1999).
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Signals:
    """What is seen of one classification."""

    top: float
    """The best score."""
    margin: float
    """By how much it leads."""
    near: float
    """How alike the most alike example of the best label is, 0-1."""
    lead: float
    """By how much that one leads before the examples of all other labels."""
    known: float
    """Which part of the text's weight the examples have."""
    length: float
    """Logarithm of how many words there are."""
    none: float
    """By how much the best leads before "none fits"; 1 where no example said so."""


def inputs(signals: Sequence[Signals]) -> NDArray[np.float64]:
    """Return what the calibration is linear in, one row for each of ``signals``."""
    plain = np.array([astuple(one) for one in signals], dtype=np.float64).reshape(len(signals), -1)
    top, margin, near = plain[:, 0], plain[:, 1], plain[:, 2]
    crossed = np.column_stack([top * near, margin * near, np.sqrt(np.clip(margin, 0, None))])
    return np.hstack([plain, crossed])


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights on standardised ``inputs``; the outcome is a probability of being right."""

    centre: tuple[float, ...]
    spread: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def confidence(self, signals: Signals) -> float:
        """Return how probable it is that the classification is right, 0-1."""
        values = (inputs([signals])[0] - self.centre) / self.spread
        logit = float(values @ np.array(self.weights)) + self.bias
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


UNLEARNED = Calibration(
    centre=(0.0, 0.3, 0.35, 0.1, 0.7, 2.0, 1.0, 0.0, 0.1, 0.5),
    spread=(0.5, 0.3, 0.2, 0.15, 0.2, 0.6, 1.0, 0.3, 0.15, 0.3),
    weights=(0.7, 0.7, 0.5, 0.3, 0.3, 0.0, 0.0, 0.0, 0.0, 0.3),
    bias=0.0,
)
"""For examples so few that none can be held back."""
