"""How much a text sounds like one that asks where our answer is. Pure.

What ``learning.py`` wrote, read once by a process that asks.
"""

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.weighing import Row, Weighing

FOLDER = Path(__file__).parent
LEARNED = FOLDER / "learned.npz"


@dataclass(frozen=True, slots=True)
class Learned:
    """A plane: above 0 are texts that ask, 1 is where those that were learned lie."""

    weighing: Weighing
    words: NDArray[np.float32]
    meant: NDArray[np.float32]
    level: float

    def score(self, row: Row) -> float:
        by_words = row.values @ self.words[row.columns]
        return float(by_words + row.meant @ self.meant + self.level)


@cache
def learned() -> Learned:
    """Return what was learned from our sentences."""
    with np.load(io.BytesIO(LEARNED.read_bytes()), allow_pickle=False) as file:
        said = json.loads(file["said"].tobytes())
        weighing = Weighing(said["names"], file["rarity"].astype(np.float32), said["meaning"])
        words, meant = file["words"].astype(np.float32), file["meant"].astype(np.float32)
    return Learned(weighing, words, meant, said["level"])
