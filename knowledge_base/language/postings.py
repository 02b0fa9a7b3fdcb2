"""Rows of weighed terms, found by their terms, while rows come and go. Pure.

What was added lately is a tail that is read from end to end; the rest lies sorted by term. The tail
is sorted in when it has grown to a part of the whole, so adding a row costs little however many
there are, and a row that was just added is found by the next question.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

SHORTEST_TAIL = 256
TAIL_PART = 8
COMMON_FROM = 4_000
"""From so many rows on, terms that more than ``COMMON`` of them hold are not looked up: they are
most of the work and tell next to nothing."""
COMMON = 0.25


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that some row has had, with their weights; ``lost`` is the weight of the others."""

    terms: Places
    weights: Floats
    lost: Floats


def grown(array: NDArray, size: int) -> NDArray:
    """Return ``array``, or a copy with zeros behind it that has room for ``size`` and as many."""
    if size <= len(array):
        return array
    return np.concatenate([array, np.zeros(2 * size - len(array), dtype=array.dtype)])


class Postings:
    def __init__(self) -> None:
        self._vocabulary: dict[str, int] = {}
        self._terms: list[NDArray[np.int32]] = []
        self._values: list[NDArray[np.float32]] = []
        self._dead: set[int] = set()
        self._gone = np.zeros(0, dtype=bool)
        self._holding = np.zeros(16, dtype=np.int64)
        self._settled = 0
        self._pointers = np.zeros(1, dtype=np.int64)
        self._rows = np.zeros(0, dtype=np.int32)
        self._row_values = np.zeros(0, dtype=np.float32)
        self._tail: tuple[Places, Places, Floats] | None = None

    def __len__(self) -> int:
        """Return how many rows were ever added; those that were taken away keep their number."""
        return len(self._terms)

    def often(self) -> Iterator[tuple[str, int]]:
        """Yield each term with how many rows hold it."""
        return zip(self._vocabulary, self._holding.tolist(), strict=False)

    @property
    def alive(self) -> int:
        return len(self._terms) - len(self._dead)

    def add(self, row: Mapping[str, float]) -> int:
        """Add ``row`` and return its number."""
        vocabulary = self._vocabulary
        terms = np.fromiter(
            (vocabulary.setdefault(term, len(vocabulary)) for term in row), np.int32, len(row)
        )
        if len(vocabulary) > len(self._holding):
            self._holding = grown(self._holding, len(vocabulary))
        self._holding[terms] += 1
        self._terms.append(terms)
        self._values.append(np.fromiter(row.values(), np.float32, len(row)))
        self._tail = None
        return len(self._terms) - 1

    def remove(self, number: int) -> None:
        """Take the row away; nothing finds it any more."""
        if number not in self._dead:
            self._dead.add(number)
            self._gone = grown(self._gone, len(self._terms))
            self._gone[number] = True
            self._holding[self._terms[number]] -= 1
            self._terms[number] = self._terms[number][:0]
            self._values[number] = self._values[number][:0]
            self._tail = None

    def row(self, number: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        return self._terms[number], self._values[number]

    def holding(self, terms: NDArray) -> NDArray[np.int64]:
        """Return how many rows hold each of ``terms``."""
        return self._holding[terms]

    def query(self, row: Mapping[str, float]) -> Query:
        places = np.fromiter((self._vocabulary.get(term, -1) for term in row), np.int64, len(row))
        weights = np.fromiter(row.values(), np.float64, len(row))
        known = places >= 0
        known[known] = self._holding[places[known]] > 0
        return Query(places[known], weights[known], weights[~known])

    def __contains__(self, term: str) -> bool:
        place = self._vocabulary.get(term)
        return place is not None and self._holding[place] > 0

    def found(self, terms: Places) -> tuple[Places, Places, Floats]:
        """Return where ``terms`` stand: the place in ``terms``, the row and the value of each.

        Terms that too many rows hold are left out (``COMMON_FROM``).
        """
        self._settle()
        asked = np.arange(len(terms))
        if self.alive >= COMMON_FROM:
            asked = asked[self._holding[terms] <= COMMON * self.alive]
        old = asked[terms[asked] < len(self._pointers) - 1]
        starts, ends = self._pointers[terms[old]], self._pointers[terms[old] + 1]
        lengths = ends - starts
        whole = int(lengths.sum())
        # 0, 1, 2 ... within each stretch, and the stretch's start added.
        at = np.arange(whole) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        which, rows, values = np.repeat(old, lengths), self._rows[at], self._row_values[at]
        tail_terms, tail_rows, tail_values = self._tail_of()
        if len(tail_terms):
            place = np.full(len(self._vocabulary), -1, dtype=np.int64)
            place[terms[asked]] = asked
            matched = place[tail_terms]
            hit = matched >= 0
            which = np.concatenate([which, matched[hit]])
            rows = np.concatenate([rows, tail_rows[hit]])
            values = np.concatenate([values, tail_values[hit]])
        if self._dead:
            self._gone = grown(self._gone, len(self._terms))
            lives = ~self._gone[rows]
            which, rows, values = which[lives], rows[lives], values[lives]
        return which, rows.astype(np.int64), values.astype(np.float64)

    def _settle(self) -> None:
        """Sort everything by term when the tail has grown to a part of the whole."""
        tail = len(self._terms) - self._settled
        if tail <= max(SHORTEST_TAIL, self._settled // TAIL_PART):
            return
        terms, values = np.concatenate(self._terms), np.concatenate(self._values)
        rows = np.repeat(
            np.arange(len(self._terms), dtype=np.int32), [len(row) for row in self._terms]
        )
        order = np.argsort(terms, kind="stable")
        self._rows, self._row_values = rows[order], values[order]
        self._pointers = np.zeros(len(self._vocabulary) + 1, dtype=np.int64)
        np.cumsum(np.bincount(terms, minlength=len(self._vocabulary)), out=self._pointers[1:])
        self._settled = len(self._terms)
        self._tail = None

    def _tail_of(self) -> tuple[Places, Places, Floats]:
        if self._tail is None:
            numbers = range(self._settled, len(self._terms))
            terms = [self._terms[number] for number in numbers]
            self._tail = (
                np.concatenate([np.zeros(0, np.int64), *terms]),
                np.repeat(np.array(numbers, dtype=np.int64), [len(row) for row in terms]),
                np.concatenate([np.zeros(0), *(self._values[number] for number in numbers)]),
            )
        return self._tail
