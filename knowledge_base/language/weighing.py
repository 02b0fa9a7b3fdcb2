"""Texts as rows of weighed features. Pure.

A feature weighs 1 + log(how often it stands in the text) times how rare it is among the examples
(Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 2008, section 6.4), with a
root drawn of that: a word that one example alone has must not decide. Words, pieces and concepts
are brought to a length each and then to 1 together, so the product of two rows is a mean of three
cosines: 1 for the same text, 0 for texts that share nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.concepts import concepts_of
from knowledge_base.language.ngrams import MAX_CHARACTERS, features
from knowledge_base.language.vectors import SIZE, Vectors, vectors


class Features(NamedTuple):
    """What a text is matched by; ``meant`` is its vector, zeros where only words are asked for."""

    words: list[str]
    pieces: list[str]
    concepts: list[str]
    meant: Vectors

    @property
    def blocks(self) -> tuple[list[str], list[str], list[str]]:
        return self.words, self.pieces, self.concepts


_BLOCKS = ("w", "c", "m")
"""The first letter of the features of each."""
MEANING = 2.0
"""How much concepts weigh against words and pieces, by the root of how many examples a label has.
What customers write for the same thing shares no letters ("money back", "refund"): where a label
has five examples, .55 of messages find theirs instead of .48; where it has a hundred, these know
the words themselves."""
TEMPER = 0.7
"""The power of rarity."""
KEPT_WORDS = 8_192


NOTHING_MEANT: Vectors = np.zeros(SIZE, dtype=np.float32)


def read(text: str, meant: Vectors = NOTHING_MEANT) -> Features:
    """Return what ``text`` is matched by: its words alone, unless ``meant`` is told."""
    return Features(*features(text), sorted(concepts_of(text[:MAX_CHARACTERS])), meant)


def understood(texts: Sequence[str]) -> list[Features]:
    """Return what each of ``texts`` is matched by, with what it means; many at a time are quick."""
    return [read(text, meant) for text, meant in zip(texts, vectors(texts), strict=True)]


@dataclass(frozen=True, slots=True)
class Row:
    """One text: ``columns`` and their ``values``, of length 1 together."""

    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    meant: Vectors
    known_words: float
    """Which part of its words is among the examples, 0-1."""
    known_pieces: float
    length: int
    """How many features it has, known or not."""

    def meaning(self, text: str) -> "Row":
        """Return the row with what ``text``, whose words it holds, means."""
        return replace(self, meant=vectors([text])[0])


@dataclass(frozen=True, slots=True)
class Weighing:
    """Which column a feature has (its block is its first letter) and how much it weighs."""

    names: Sequence[str]
    rarity: NDArray[np.float32]
    meaning: float
    """What concepts weigh; words and pieces weigh 1 each."""
    _columns: Mapping[str, int] = field(init=False)
    _rarity: Sequence[float] = field(init=False)
    """As plain numbers: a text has so few features that arrays of them cost more than they save."""
    _words: dict[str, "Row"] = field(init=False)
    """Words as rows, the last ones that were asked for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", {})
        object.__setattr__(self, "_columns", {name: at for at, name in enumerate(self.names)})
        object.__setattr__(self, "_rarity", self.rarity.tolist())

    @classmethod
    def of(cls, texts: Sequence[Features], *, labels: int, least: int = 1) -> "Weighing":
        """Learn from ``texts`` of so many ``labels``.

        A feature that fewer than ``least`` of them hold is left out.
        """
        holding: Counter[str] = Counter()
        for text in texts:
            for block, found in zip(_BLOCKS, text.blocks, strict=True):
                holding.update(block + feature for feature in set(found))
        kept = sorted(name for name, number in holding.items() if number >= least)
        counts = np.array([holding[name] for name in kept], dtype=np.float64)
        rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1) ** TEMPER
        meaning = MEANING / math.sqrt(max(len(texts), 1) / max(labels, 1))
        return cls(kept, rarity.astype(np.float32), min(meaning, 1.0))

    def row(self, text: str | Features) -> Row:
        """Return ``text`` as a row, with what it means if it is not read yet."""
        found = understood([text])[0] if isinstance(text, str) else text
        blocks = [
            self._block(block, part, share)
            for block, part, share in zip(
                _BLOCKS, found.blocks, (1.0, 1.0, self.meaning), strict=True
            )
        ]
        words, pieces, _concepts = blocks
        values = [value for block in blocks for value in block.values]
        length = max(math.hypot(*values), 1e-12)
        return Row(
            np.array([column for block in blocks for column in block.columns], dtype=np.int32),
            np.array([value / length for value in values], dtype=np.float32),
            found.meant,
            words.known,
            pieces.known,
            len(found.words) + len(found.pieces),
        )

    def row_of_word(self, word: str) -> Row:
        """Return one word as a row, without its meaning; kept, since texts share most of theirs."""
        row = self._words.get(word)
        if row is None:
            if len(self._words) >= KEPT_WORDS:
                self._words.clear()
            row = self._words[word] = self.row(read(word))
        return row

    def _block(self, block: str, found: Iterable[str], share: float) -> "_Block":
        columns, weights, unknown = [], [], 0
        for feature, times in Counter(found).items():
            column = self._columns.get(block + feature)
            if column is None:
                unknown += 1
            else:
                columns.append(column)
                weights.append((1 + math.log(times)) * self._rarity[column])
        scale = math.sqrt(share) / max(math.hypot(*weights), 1e-12)
        return _Block(
            columns,
            [weight * scale for weight in weights],
            len(columns) / max(len(columns) + unknown, 1),
        )


class _Block(NamedTuple):
    """Columns, their values with ``share`` as their squares' sum, and which part of the features is
    known."""

    columns: Sequence[int]
    values: Sequence[float]
    known: float


def stacked(rows: Sequence[Row]) -> tuple[NDArray, NDArray, NDArray]:
    """Return ``rows`` as the data, columns and row pointers of a compressed sparse matrix."""
    pointers = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row.columns) for row in rows], out=pointers[1:])
    columns = np.fromiter(chain.from_iterable(row.columns for row in rows), np.int32, pointers[-1])
    values = np.fromiter(chain.from_iterable(row.values for row in rows), np.float32, pointers[-1])
    return values, columns, pointers
