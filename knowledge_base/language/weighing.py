"""Texts as rows of weighed features. Pure.

A feature weighs 1 + log(how often it stands in the text) times how rare it is among the examples
(Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 2008, section 6.4). Words and
pieces are brought to length 1 each and then together, so the product of two rows is the mean of two
cosines: 1 for the same text, 0 for texts that share nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.ngrams import features

Features = tuple[list[str], list[str]]
_BLOCKS = ("w", "c")


@dataclass(frozen=True, slots=True)
class Row:
    """One text: ``columns`` and their ``values``, and how much of its weight is ``known``, 0-1."""

    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    known: float


@dataclass(frozen=True, slots=True)
class Weighing:
    """Which column a feature has (its block is its first letter) and how much it weighs."""

    names: Sequence[str]
    rarity: NDArray[np.float32]
    unseen: float
    """What a feature weighs that no example has."""
    _columns: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_columns", {name: at for at, name in enumerate(self.names)})

    @classmethod
    def of(cls, texts: Sequence[Features], *, least: int = 1) -> "Weighing":
        """Learn from ``texts``; a feature that fewer than ``least`` of them hold is left out."""
        holding: Counter[str] = Counter()
        for text in texts:
            for block, found in zip(_BLOCKS, text, strict=True):
                holding.update(block + feature for feature in set(found))
        kept = sorted(name for name, number in holding.items() if number >= least)
        counts = np.array([holding[name] for name in kept], dtype=np.float64)
        rarity = np.log((1 + len(texts)) / (1 + counts)) + 1
        return cls(kept, rarity.astype(np.float32), math.log(1 + len(texts)) + 1)

    def row(self, text: str | Features) -> Row:
        found = features(text) if isinstance(text, str) else text
        parts = [self._block(block, part) for block, part in zip(_BLOCKS, found, strict=True)]
        columns = np.concatenate([columns for columns, _values, _lost in parts])
        values = np.concatenate([values for _columns, values, _lost in parts])
        length = math.sqrt(float(values @ values))
        lost = math.fsum(lost for _columns, _values, lost in parts)
        kept = length * length
        values = (values / max(length, 1e-12)).astype(np.float32)
        return Row(columns, values, kept / (kept + lost) if kept else 0.0)

    def _block(
        self, block: str, found: Iterable[str]
    ) -> tuple[NDArray[np.int32], NDArray[np.float32], float]:
        """Return columns, values of length 1 at most, and the squared length of what is unknown."""
        columns, weights, lost = [], [], 0.0
        for feature, times in Counter(found).items():
            weight = 1 + math.log(times)
            column = self._columns.get(block + feature)
            if column is None:
                lost += (weight * self.unseen) ** 2
            else:
                columns.append(column)
                weights.append(weight)
        at = np.array(columns, dtype=np.int32)
        values = np.array(weights, dtype=np.float32) * self.rarity[at]
        squared = float(values @ values)
        whole = squared + lost
        # Over the whole text, unknown features too: half-known is half as alike.
        scale = 1 / math.sqrt(whole) if whole else 0.0
        return at, values * np.float32(scale), lost * scale * scale


def stacked(rows: Sequence[Row]) -> tuple[NDArray, NDArray, NDArray]:
    """Return ``rows`` as the data, columns and row pointers of a compressed sparse matrix."""
    pointers = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row.columns) for row in rows], out=pointers[1:])
    columns = np.fromiter(chain.from_iterable(row.columns for row in rows), np.int32, pointers[-1])
    values = np.fromiter(chain.from_iterable(row.values for row in rows), np.float32, pointers[-1])
    return values, columns, pointers
