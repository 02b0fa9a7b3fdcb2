"""Chinese that was typed in Latin letters: which words of the articles it may be. Pure.

Who reads Chinese and has no Chinese keyboard types "tuikuan" for 退款. Letters tell sounds, and a
sound is many characters; which of them are meant, the articles tell: pairs of characters that stand
in them, chained over the syllables, those that stand there oftenest.

How each character sounds is pypinyin's table. It is read as the file it is, when it is first
needed: importing the package would hold its phrases in memory as well, 60 MB, in every process.
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from knowledge_base.language.stopwords import CHINESE_ASKING, parts_that_tell

LONGEST = 60
"""So many letters are read."""
PARSES = 30
"""So many ways of cutting letters into syllables are tried: "xian" is 先 or 西安."""
OFTENEST = 8
"""So many pairs of characters are tried for two syllables."""
LEAST_COVERED = 0.75
"""Such a share of the syllables must be words of the articles, or words of asking."""
SELDOM = 3
"""Pairs that count for less stand side by side by chance."""
_FIRST, _LAST = 0x4E00, 0x9FFF
"""The characters that are in use; those beyond make syllables that nobody types."""
_LETTERS = re.compile(r"[a-z]+(?:[ '-]+[a-z]+)*")
_BETWEEN = re.compile(r"[ '-]+")


class _Path(NamedTuple):
    """Characters for the first syllables; the greatest is the best."""

    covered: int
    joints: int
    often: float
    written: str


@cache
def _sounds() -> Mapping[str, frozenset[str]]:
    """Return the syllables that each character may be, without tones."""
    spec = find_spec("pypinyin")
    assert spec is not None  # noqa: S101  # it is a dependency
    assert spec.origin is not None  # noqa: S101
    table = json.loads((Path(spec.origin).parent / "pinyin_dict.json").read_text("utf-8"))
    known: dict[str, frozenset[str]] = {}
    return {
        chr(int(code)): known.setdefault(marked, frozenset(map(_plain, marked.split(","))))
        for code, marked in table.items()
        if _FIRST <= int(code) <= _LAST
    }


@cache
def _syllables() -> frozenset[str]:
    every = frozenset[str]().union(*_sounds().values())
    return frozenset(one for one in every if re.search("[aeiouv]", one))


def _plain(marked: str) -> str:
    """Return ``marked`` without tones; ü is v, as it is typed."""
    parts = unicodedata.normalize("NFD", marked.replace("ü", "v"))
    parts = re.sub("u[\u0300-\u036f]*\u0308", "v", parts)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def readings(text: str) -> list[tuple[str, ...]]:
    """Return the ways in which all of ``text``, normalised, is two syllables or more.

    >>> readings("tui ma"), readings("refund")
    ([('tui', 'ma')], [])
    """
    letters = _plain(text)
    if len(letters) > LONGEST or not _LETTERS.fullmatch(letters):
        return []
    ways: list[tuple[str, ...]] = [()]
    for word in _BETWEEN.split(letters):
        cut = list(islice(_cut(word), PARSES))
        ways = [(*way, *more) for way in ways for more in cut][:PARSES]
    return [way for way in ways if len(way) > 1]


def _cut(word: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways of cutting ``word`` into syllables, those of long ones first."""
    ends_well = [False] * len(word) + [True]
    for start in reversed(range(len(word))):
        ends = range(start + 1, min(start + 6, len(word)) + 1)
        ends_well[start] = any(ends_well[e] and word[start:e] in _syllables() for e in ends)
    yield from _cut_from(word, 0, ends_well)


def _cut_from(word: str, start: int, ends_well: list[bool]) -> Iterator[tuple[str, ...]]:
    if start == len(word):
        yield ()
        return
    for end in range(min(start + 6, len(word)), start, -1):
        if ends_well[end] and word[start:end] in _syllables():
            for rest in _cut_from(word, end, ends_well):
                yield word[start:end], *rest


class Spoken:
    """Knows the pairs of characters that stand in the articles by how they sound."""

    def __init__(self, pairs: Mapping[str, int]) -> None:
        self._pairs: dict[tuple[str, str], list[tuple[float, str]]] = {}
        asking = {
            word[at : at + 2]: SELDOM for word in CHINESE_ASKING for at in range(len(word) - 1)
        }
        often = {
            pair: times
            for pair, times in pairs.items()
            if times >= SELDOM and parts_that_tell(pair) == [pair]
        }
        for pair, times in {**asking, **often}.items():
            first, second = (_sounds().get(character, ()) for character in pair)
            for sounds in ((one, other) for one in first for other in second):
                self._pairs.setdefault(sounds, []).append((math.log1p(times), pair))
        for sounds, found in self._pairs.items():
            self._pairs[sounds] = sorted(found, reverse=True)[:OFTENEST]

    def written(self, text: str) -> str:
        """Return ``text``, normalised, in characters; empty where it is not pinyin of the articles.

        >>> Spoken({"退款": 9, "推宽": 3}).written("tuikuan")
        '退款'
        """
        found = [
            (best.covered / len(way), -len(way), best)
            for way in readings(text)
            if (best := self._best(way)).covered >= LEAST_COVERED * len(way)
        ]
        written = max(found)[-1].written if found else ""
        # "women" is 我们, which nobody looks for.
        return written if any(map(parts_that_tell, written.split())) else ""

    def _best(self, syllables: tuple[str, ...]) -> _Path:
        """Return the characters that cover most of ``syllables``, in the fewest pieces."""
        paths: list[dict[str, _Path]] = [{} for _ in range(len(syllables) + 2)]
        paths[0][""] = _Path(0, 0, 0.0, "")
        for at, syllable in enumerate(syllables):
            for last, path in list(paths[at].items()):
                self._keep(paths[at + 1], "", path._replace(written=f"{path.written} "))
                before = (syllables[at - 1], syllable) if last else ("", "")
                for often, pair in self._pairs.get(before, ()):
                    if pair[0] == last:
                        longer = _Path(
                            path.covered + 1,
                            path.joints,
                            path.often + often,
                            path.written + pair[1],
                        )
                        self._keep(paths[at + 1], pair[1], longer)
                after = (syllable, syllables[at + 1]) if at + 1 < len(syllables) else ("", "")
                for often, pair in self._pairs.get(after, ()):
                    begun = _Path(
                        path.covered + 2,
                        path.joints - 1,
                        path.often + often,
                        f"{path.written} {pair}",
                    )
                    self._keep(paths[at + 2], pair[1], begun)
        best = max(paths[len(syllables)].values())
        return best._replace(written=" ".join(best.written.split()))

    @staticmethod
    def _keep(paths: dict[str, _Path], last: str, path: _Path) -> None:
        if last not in paths or path > paths[last]:
            paths[last] = path
