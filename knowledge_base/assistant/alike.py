"""What a text wants, by how it is like what others have said who wanted it. Pure.

``wording/examples/<what>.<en|zh>.txt`` holds sentences, one a line; ``article`` those that the help
centre answers. A text is weighed against all of its language by kernel ridge regression on the
likeness of texts (Saunders, Gammerman & Vovk, "Ridge Regression Learning Algorithm in Dual
Variables", 1998), which needs one system of equations and no trainer. What the scores promise was
measured on sentences of writers that were left out (``SHARPNESS``).
"""

import re
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.sparse import csr_matrix

from knowledge_base.assistant.naming import without_accents, without_names
from knowledge_base.language.cold import hurries
from knowledge_base.language.segmenting import HAN, has_han
from knowledge_base.language.weighing import Row, Weighing, read, stacked

FOLDER = Path(__file__).parent / "wording" / "examples"
ARTICLE = "article"
STIFFNESS = 0.1
"""The weight of the penalty; between .1 and .5 nothing changes much."""
SHARPNESS = 14.0
"""What scores are multiplied by before the softmax makes shares of them."""
KNOWN, LITTLE = 0.5, 0.001
"""A text of whose words less is known counts for as much less, but not for nothing."""
FEW, OF_FEW = 3, 0.65
"""A text of fewer words, or of fewer than twice as many Chinese characters, is like much by chance
and counts for as much less."""
OFTEN_SHORT = {"thanks", "small_talk", "not_it", "person"}
SEVERAL, OF_WORDS, OF_WORDS_HAN = 2, 0.2, 0.6
"""Of so many words a smaller share is known of keys that were pressed: of 1,500 sentences of others
one in a thousand has as few, of pressed keys nearly all."""
UNLIKELY = 0.05
"""What is left of a want that cannot be of this customer's things."""
LONGEST = 400
"""A longer text says more than one thing, and the examples are short."""


@dataclass(frozen=True, slots=True)
class Alike:
    """``what`` is the file's name; ``example`` the sentence of it that is most like the text.

    ``shares``: how likely each is meant, 0-1, together at most 1.
    """

    what: str
    example: str
    shares: Mapping[str, float]

    @property
    def is_of_words(self) -> bool:
        """Tell whether there is anything in the text that others say as well."""
        return any(self.shares.values())

    @property
    def share(self) -> float:
        return self.shares[self.what]

    def share_of(self, several: Collection[str]) -> float:
        """Return how likely one of ``several`` is meant."""
        return sum(self.shares.get(one, 0.0) for one in several)

    def given(self, impossible: Collection[str]) -> "Alike":
        """Return the same for somebody of whom ``impossible`` can hardly be true."""
        shares = {
            what: share * (UNLIKELY if what in impossible else 1.0)
            for what, share in self.shares.items()
        }
        whole = sum(self.shares.values()) / max(sum(shares.values()), 1e-9)
        found = {what: share * whole for what, share in shares.items()}
        return Alike(max(found, key=lambda one: found[one]), self.example, found)

    def best_of(self, several: Collection[str]) -> str:
        return max(several, key=lambda one: self.shares.get(one, 0.0))


class _Said(NamedTuple):
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Examples:
    """``speaks``: one row an example, one column a label. The examples that have feature c stand
    from ``pointers[c]`` on in ``rows``, with how much it weighs there.
    """

    labels: tuple[str, ...]
    said: tuple[_Said, ...]
    weighing: Weighing
    wanted: NDArray[np.int64]
    """The place of each example's label."""
    speaks: NDArray[np.float32]
    pointers: NDArray[np.int32]
    rows: NDArray[np.int32]
    values: NDArray[np.float32]

    def nearest(self, text: str) -> Alike:
        row = self.weighing.row(read(text))
        alike = self._likeness(row)
        scores = (bent(alike) @ self.speaks).astype(np.float64)
        powers = np.exp(SHARPNESS * (scores - scores.max()))
        # What nobody has said before is like nothing: a word of it that all say tells little.
        shares = powers / powers.sum() * max(LITTLE, min(1.0, row.known_words / KNOWN))
        place = int(np.argmax(scores))
        best = self.labels[place]
        words = len(_WORD.findall(text)) + len(_HAN.findall(text)) / 2
        if words < FEW and best not in OFTEN_SHORT:
            shares *= OF_FEW
        if words >= SEVERAL and row.known_words < (OF_WORDS_HAN if has_han(text) else OF_WORDS):
            shares *= 0
        example = self.said[int(np.argmax(np.where(self.wanted == place, alike, -1.0)))].text
        return Alike(best, example, dict(zip(self.labels, shares.tolist(), strict=True)))

    def _likeness(self, row: Row) -> NDArray[np.float32]:
        """Return how alike each example is to ``row``, 0-1."""
        found = np.zeros(len(self.said), dtype=np.float32)
        for column, value in zip(row.columns, row.values, strict=True):
            start, end = self.pointers[column], self.pointers[column + 1]
            found[self.rows[start:end]] += self.values[start:end] * value
        return found


def bent(likeness: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the kernel: texts that share much count for more than their likeness."""
    return np.asarray(likeness * (1 + likeness) / 2, dtype=np.float32)


_WORD, _HAN = re.compile(r"[a-z0-9']+"), re.compile(f"[{HAN}]")
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


def plain(text: str) -> str:
    """Return ``text``, which is normalised, as it is compared: in full, whatever goods it names."""
    return without_names(without_accents(in_full(text)))


def nearest(text: str) -> Alike | None:
    """Return what ``text`` is most like; None for one too long to be like a sentence, and while a
    cold process still weighs what others have said.
    """
    language = "zh" if has_han(text) else "en"
    if not 0 < len(text) <= LONGEST or (hurries() and language not in _weighed):
        return None
    return examples(language).nearest(plain(text))


def examples(language: str) -> Examples:
    """Return the examples in ``language`` that come with the product, weighed once a process."""
    with _weighing:
        if language not in _weighed:
            _weighed[language] = weighed(tuple(said(language)))
        return _weighed[language]


_weighed: dict[str, Examples] = {}
_weighing = threading.Lock()


def weighed(said: Sequence[_Said]) -> Examples:
    labels = tuple(sorted({one.what for one in said}))
    found = [read(plain(one.text)) for one in said]
    weighing = Weighing.of(found, labels=len(labels))
    matrix = csr_matrix(
        stacked([weighing.row(each) for each in found]),
        shape=(len(said), len(weighing.names)),
        dtype=np.float32,
    )
    likeness = bent((matrix @ matrix.T).toarray())
    often = Counter(one.what for one in said)
    # Who is seldom heard counts for as much more.
    likeness[np.diag_indices(len(said))] += [
        STIFFNESS * (often[one.what] * len(labels) / len(said)) ** 0.5 for one in said
    ]
    wanted = np.array(
        [[float(one.what == label) for label in labels] for one in said], dtype=np.float32
    )
    by_feature = matrix.tocsc()
    return Examples(
        labels,
        tuple(said),
        weighing,
        wanted.argmax(axis=1),
        solve(likeness, wanted, assume_a="pos", overwrite_a=True),
        by_feature.indptr,
        by_feature.indices,
        by_feature.data,
    )


def said(language: str) -> Iterator[_Said]:
    """Yield the examples in ``language``, in the order of their files."""
    for path in sorted(FOLDER.glob(f"*.{language}.txt")):
        what = path.name.split(".")[0]
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _Said(what, line)
