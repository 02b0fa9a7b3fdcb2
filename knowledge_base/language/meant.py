"""How near what a question means is to what articles mean. Pure.

Where words are not shared, this tells: of an article its title, each of its examples and some
stretches of its text are vectors (``vectors.py``), and so is the question.
"""

import re
from collections.abc import Iterator

import numpy as np

from knowledge_base.language.postings import Floats, Places, grown
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.vectors import SIZE, Vectors, vectors

STRETCH, STRETCH_HAN = 160, 60
"""So many characters of a text are about one thing."""
STRETCHES = 2
"""More took twice as long to read and found no more articles (.56 and .56 of our own)."""
MANY, AXES = 6_000, 128
"""From so many rows on, only what they differ in most is kept: a quarter of the work and room."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])|\n+")


class Meant:
    """Rows belong to articles, which are numbered places. New ones are read when they are needed,
    many at a time."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._rows: Vectors = np.zeros((0, SIZE), dtype=np.float32)
        self._axes: Vectors | None = None
        self._sums: Vectors = np.zeros((0, SIZE), dtype=np.float32)
        self._count = 0
        self._gone: list[int] = []
        self.owners: Places = np.zeros(0, dtype=np.int64)

    def __len__(self) -> int:
        return self._count + len(self._waiting)

    def add(self, text: str, place: int) -> int:
        """Add ``text`` of the article at ``place``; return its number."""
        number = len(self)
        self._waiting.append(text)
        self.owners = grown(self.owners, number + 1)
        self.owners[number] = place
        return number

    def remove(self, number: int) -> None:
        """Take the row away; nothing is near it any more."""
        self._gone.append(number)

    def rows(self) -> Vectors:
        """Return the vectors of all rows; of those taken away zeros."""
        self._read()
        return self._rows[: self._count]

    def near(self, vector: Vectors) -> Floats:
        """Return how near each row is to ``vector``, 0-1."""
        rows = self.rows()
        return np.clip(rows @ self._along(vector), 0.0, 1.0).astype(np.float64)

    def together(self, vector: Vectors, *, places: int, without: int | None) -> Floats:
        """Return how near the rows of each article together are, 0-1."""
        self._read()
        sums = self._sums_of(places)
        if without is not None:
            sums = sums.copy()
            sums[self.owners[without]] -= self._rows[without]
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))
        found = (sums @ self._along(vector)).astype(np.float64)
        return np.clip(np.divide(found, lengths, where=lengths > 1e-3, out=0 * found), 0.0, 1.0)

    def _along(self, vector: Vectors) -> Vectors:
        return vector if self._axes is None else vector @ self._axes

    def _sums_of(self, places: int) -> Vectors:
        if len(self._sums) < places:
            room = np.zeros((2 * places, self._sums.shape[1]), np.float32)
            room[: len(self._sums)] = self._sums
            self._sums = room
        return self._sums[:places]

    def _read(self) -> None:
        if self._waiting:
            new = self._along_all(vectors(self._waiting))
            start, self._count = self._count, self._count + len(new)
            self._waiting.clear()
            if self._count > len(self._rows):
                room = np.zeros((2 * self._count, new.shape[1]), np.float32)
                room[:start] = self._rows[:start]
                self._rows = room
            self._rows[start : self._count] = new
            owners = self.owners[start : self._count]
            np.add.at(self._sums_of(int(owners.max()) + 1), owners, new)
            if self._axes is None and self._count >= MANY:
                self._narrow()
        for number in self._gone:
            self._sums[self.owners[number]] -= self._rows[number]
            self._rows[number] = 0.0
        self._gone.clear()

    def _along_all(self, new: Vectors) -> Vectors:
        return new if self._axes is None else new @ self._axes

    def _narrow(self) -> None:
        """Keep of each row what it is along the axes in which the rows differ most."""
        rows = self._rows[: self._count]
        _, axes = np.linalg.eigh(rows.T @ rows)
        self._axes = np.ascontiguousarray(axes[:, -AXES:])
        self._rows, self._sums = self._rows @ self._axes, self._sums @ self._axes


def stretches(text: str) -> Iterator[str]:
    """Yield ``text`` in sentences, joined as long as they are short; the first few."""
    held, given, most = "", 0, STRETCH_HAN if has_han(text[:STRETCH]) else STRETCH
    for sentence in map(str.strip, _SENTENCE.split(text[: 2 * STRETCHES * most])):
        if held and len(held) + len(sentence) > most:
            yield held
            held, given = "", given + 1
            if given == STRETCHES:
                return
        held = f"{held} {sentence}".strip()
    if held:
        yield held
