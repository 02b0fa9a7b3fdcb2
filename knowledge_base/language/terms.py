"""What a text is matched by: its words and what they are made of, each with its weight. Pure.

Unlike ``ngrams.py``, which feeds a classifier that learns from thousands of texts which words tell,
this must match a question with a handful of titles. So it brings what is known beforehand: words
of asking weigh little, endings go, irregular forms are one, and words that customers use for the
same thing share a concept (``concepts.py``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.language.concepts import BUILT_IN, Concepts
from knowledge_base.language.segmenting import has_han, normalise, runs
from knowledge_base.language.stemming import stem
from knowledge_base.language.stopwords import is_asking, parts_that_tell
from knowledge_base.language.wordforms import base_forms

ASKING = 0.3
"""What a word of asking weighs; any other weighs 1."""
CONCEPT = 1.0
MAX_CHARACTERS = 20_000
"""What is read of a text; a question is cut shorter by whoever asks."""
LONGEST_WORD = 24
_LETTERS = (2, 3, 4, 5)
_HAN = (1, 2, 3)
_NUMBER = re.compile(r"\d{3,}")


@dataclass(frozen=True, slots=True)
class Terms:
    """``words`` with pairs of words and concepts; ``pieces``: characters in a row."""

    words: dict[str, float]
    pieces: dict[str, float]


def terms(text: str, *, concepts: Concepts = BUILT_IN, with_pieces: bool = True) -> Terms:
    """Return what ``text`` is matched by.

    >>> sorted(terms("请问退款", with_pieces=False).words)[:3]
    ['§refund', '款', '请']
    """
    words: dict[str, float] = defaultdict(float)
    pieces: dict[str, float] = defaultdict(float)
    previous: tuple[str, float] | None = None
    stems: list[str] = []
    han: list[str] = []
    for run in runs(base_forms(normalise(text[:MAX_CHARACTERS]))):
        if has_han(run[0]):
            previous = None
            han.append(run)
            for part, weight in _weighed(run):
                for piece in _in_a_row(part, _HAN):
                    words[piece] += weight
                    pieces[piece] += weight
            continue
        root, weight, letters = _word(run)
        stems.append(root)
        words[root] += weight
        if previous:
            words[f"{previous[0]} {root}"] += (weight + previous[1]) / 2
        previous = root, weight
        if with_pieces:
            for piece in letters:
                pieces[piece] += weight
    for concept in concepts.among(stems, han):
        words[concept] += CONCEPT
    return Terms(words, pieces)


@lru_cache(maxsize=50_000)
def _word(run: str) -> tuple[str, float, tuple[str, ...]]:
    """Return the stem of a word, what it weighs, and its pieces."""
    # A long number is one of an order, and no two orders are about the same.
    word = _NUMBER.sub("0", run)[:LONGEST_WORD]
    weight = ASKING if is_asking(word) else 1.0
    return stem(word), weight, tuple(_in_a_row(f" {word} ", _LETTERS))


def _weighed(run: str) -> Iterator[tuple[str, float]]:
    """Yield ``run`` as a whole with little weight, and what tells of it with the rest."""
    yield run, ASKING
    for part in parts_that_tell(run):
        yield part, 1 - ASKING


def _in_a_row(run: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        for at in range(len(run) - length + 1):
            yield run[at : at + length]
