"""What a text wants, by how it is like what others have said who wanted it. Pure.

``wording/examples/<what>.<en|zh>.txt`` holds sentences, one a line; ``article`` those that the help
centre answers. A text is weighed against all of them by ridge regression on the likeness of texts
(Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning", 2009, section 5.8), which
needs one small system of equations and no trainer. It is asked where no phrase is recognised: a
phrase explains itself, an example is only near.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge_base.language.weighing import Weighing, read

FOLDER = Path(__file__).parent / "wording" / "examples"
ARTICLE = "article"
STIFFNESS = 0.3
"""The weight of the penalty; between .1 and 1 nothing changes much."""
SURE, LEAD = 0.4, 0.14
"""From this score on, and so far before the second, the best is taken for what is meant: with each
example left out in turn, nine of ten that are taken so are right."""
KNOWN = 0.35
"""A text of whose words less is known counts for as much less."""
LONGEST = 400
"""A longer text says more than one thing, and the examples are short."""


@dataclass(frozen=True, slots=True)
class Alike:
    """``what`` is the file's name; ``example`` the sentence that is most like the text."""

    what: str
    score: float
    lead: float
    example: str

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE and self.lead >= LEAD


class _Said(NamedTuple):
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Examples:
    """``weights``: one row a feature, one column a label. The features of example n stand in
    ``columns`` from ``starts[n]`` on, with how much they weigh there.
    """

    labels: tuple[str, ...]
    said: tuple[_Said, ...]
    weighing: Weighing
    weights: NDArray[np.float32]
    columns: NDArray[np.int32]
    values: NDArray[np.float32]
    starts: NDArray[np.int64]

    def nearest(self, text: str) -> Alike:
        row = self.weighing.row(text)
        scores = self.weights[row.columns].T @ row.values
        order = np.argsort(-scores)
        # What nobody has said before is like nothing: a word of it that all say tells little.
        scores *= min(1.0, row.known_words / KNOWN)
        best, second = scores[order[0]], scores[order[1]]
        dense = np.zeros(len(self.weights), dtype=np.float32)
        dense[row.columns] = row.values
        alike = np.add.reduceat(dense[self.columns] * self.values, self.starts)
        example = self.said[int(np.argmax(alike))].text
        return Alike(self.labels[order[0]], float(best), float(best - second), example)


_NOT = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)n'?t\b")
_SHORT = (
    (re.compile(r"\b(?:can't|cant|cannot)\b"), "can not"),
    (re.compile(r"\b(?:won't|wont)\b"), "will not"),
    (_NOT, r"\1 not"),
    (re.compile(r"\b(i)'?m\b"), "i am"),
    (re.compile(r"\b(i|we|they|you)'ve\b"), r"\1 have"),
    (re.compile(r"\b(i|we|they|you)'d\b"), r"\1 would"),
    (re.compile(r"\b(i|we|they|you|it)'ll\b"), r"\1 will"),
    (re.compile(r"\b(where|what|how|that|it|who)'?s\b(?<!its)"), r"\1 is"),
    (re.compile(r"\bu\b"), "you"),
    (re.compile(r"\b(?:pls|plz)\b"), "please"),
)


def in_full(text: str) -> str:
    """Return ``text``, which is normalised, with words that are drawn together apart."""
    for short, full in _SHORT:
        text = short.sub(full, text)
    return text


def nearest(text: str) -> Alike | None:
    """Return what ``text`` is most like; None for one too long to be like a sentence."""
    return examples().nearest(in_full(text)) if 0 < len(text) <= LONGEST else None


@cache
def examples() -> Examples:
    """Return the examples that come with the product, weighed once a process."""
    return _weighed(tuple(_read()))


def _weighed(said: tuple[_Said, ...]) -> Examples:
    labels = tuple(sorted({one.what for one in said}))
    found = [read(in_full(one.text)) for one in said]
    weighing = Weighing.of(found, labels=len(labels))
    rows = [weighing.row(each) for each in found]
    dense = np.zeros((len(said), len(weighing.names)), dtype=np.float32)
    for at, row in enumerate(rows):
        dense[at, row.columns] = row.values
    likeness = (dense @ dense.T).astype(np.float64)
    wanted = np.array([[float(one.what == label) for label in labels] for one in said])
    speaks = np.linalg.solve(likeness + STIFFNESS * np.eye(len(said)), wanted)
    ends = np.cumsum([len(row.columns) for row in rows])
    return Examples(
        labels,
        said,
        weighing,
        (dense.T @ speaks.astype(np.float32)).astype(np.float32),
        np.concatenate([row.columns for row in rows]),
        np.concatenate([row.values for row in rows]),
        np.concatenate([[0], ends[:-1]]),
    )


def _read() -> Iterator[_Said]:
    for path in sorted(FOLDER.glob("*.txt")):
        what = path.name.split(".")[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _Said(what, line)
