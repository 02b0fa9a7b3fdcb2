"""What goods are called: kinds, brands and models, in both languages and misspelt. Pure.

``wording/goods.txt`` holds one name a line with the ways to say it: English ones, then Chinese ones
(regular expressions) after ``|``. What stands after ``<`` is what such a thing is as well: who says
"my watch" may mean a Reverso, who says "the Hermès" a Birkin.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge_base.assistant.phrases import FOLDER
from knowledge_base.language.segmenting import bigrams, has_han, normalise, runs
from knowledge_base.language.spelling import SHORTEST, Speller
from knowledge_base.language.stemming import stem
from knowledge_base.language.stopwords import ENGLISH_STOP

_LEAST = 3
"""Shorter words of a title tell nothing."""
_LONGEST = 3
"""Words of the longest name."""
_TELLS_NOTHING = frozenset(
    map(stem, ("the", "and", "for", "with", "item", "order", "classic", "small", "medium", "large"))
)
_MEANT_AS_TYPED = re.compile(
    "match(es)?|[cbp]atch|latch|books?|boats?|[cg]oats|coast|dressed|address|stress|press|bread"
    "|brand|range|brings?|st?ring|spring|rings|built|still|skill|chance|change|coach|beach|large"
    "|label|prices?|pieces?|trace|show[sn]|shorts?|start|store|story|stone|scare|score"
)
"""Words that come near to a name and are none."""
_GOODS, _GOODS_HAN = "thing", "东西"
_FILLER = re.compile(
    rf"(?<![a-z])(?:my|the|that|this|an?|one|of|for|mine|please|pls|k|ok|and|too|{_GOODS})(?![a-z])"
    rf"|{_GOODS_HAN}|[我的那这个条只块件双枚对副款支是吧呢一两俩都也看查瞅瞧瞄眼下先说再顺便]|[\s。，！？,.!?]"
)
"""What stands around a name and says no more."""


@dataclass(frozen=True, slots=True)
class Names:
    """``goods`` are names of ``goods.txt``, ``words`` the other telling words and pairs of
    characters."""

    goods: frozenset[str]
    words: frozenset[str]

    def shared_with(self, other: "Names") -> int:
        return len(self.goods & other.goods) + len(self.words & other.words)


@dataclass(frozen=True, slots=True)
class _Goods:
    """``english``: stems of a way to say a name; ``is_a``: a name with all that it is as well."""

    english: Mapping[tuple[str, ...], str]
    chinese: Sequence[tuple[re.Pattern[str], str]]
    is_a: Mapping[str, frozenset[str]]


def said_in(text: str, *, spelt: Iterable[str] = ()) -> Names:
    """Return what ``text`` calls by name. ``spelt``: words that one of it may be meant to be."""
    speller = Speller(word for word in spelt if len(word) >= SHORTEST)
    words = [run if has_han(run) else _meant(run, speller) for run in runs(without_accents(text))]
    return _names(words)


def called(titles: Iterable[str]) -> Names:
    """Return what a thing of these titles, brands and kinds may be called."""
    found = _names(runs(without_accents(" , ".join(titles))))
    goods = (_goods().is_a[name] for name in found.goods)
    return Names(frozenset().union(*goods), found.words)


def spellings(titles: Iterable[str]) -> set[str]:
    """Return the English words by which a thing of these titles may be called."""
    names = called(titles)
    words = {run for title in titles for run in runs(without_accents(title)) if not has_han(run)}
    return words | {
        word for name in names.goods for way in _ways_of()[name] for word in way.split()
    }


def without_names(text: str) -> str:
    """Return ``text``, normalised, with one word for whatever goods it names.

    What somebody wants does not hang on whether it is of a watch or a bag.
    """
    han = text
    for way, _name in _goods().chinese if has_han(text) else ():
        han = way.sub(_GOODS_HAN, han)
    return _english_names().sub(_GOODS, han)


def is_bare_name(text: str) -> bool:
    """Tell whether ``text``, normalised, calls something by its name and says no more."""
    plain = without_names(without_accents(text))
    return (_GOODS in plain or _GOODS_HAN in plain) and not _FILLER.sub("", plain)


@lru_cache(maxsize=2_000)
def without_accents(text: str) -> str:
    """Return ``text``, normalised, with plain letters: "hermes" for "Hermès"."""
    parts = unicodedata.normalize("NFD", normalise(text))
    return unicodedata.normalize("NFC", "".join(x for x in parts if not unicodedata.combining(x)))


def _names(words: Sequence[str]) -> Names:
    goods: set[str] = set()
    others: set[str] = set()
    at = 0
    while at < len(words):
        if has_han(words[at]):
            named, rest = _named_in(words[at])
            goods |= named
            others |= {pair for run in runs(rest) for pair in bigrams(run) if len(pair) > 1}
            at += 1
            continue
        name, length = _named_at(words, at)
        if name:
            goods.add(name)
        elif len(words[at]) >= _LEAST and not words[at].isdigit():
            others.add(stem(words[at]))
        at += length
    return Names(frozenset(goods), frozenset(others) - _TELLS_NOTHING)


def _named_in(run: str) -> tuple[set[str], str]:
    """Return the names in ``run``, which is Chinese, and what is left of it."""
    named: set[str] = set()
    for way, name in _goods().chinese:
        run, times = way.subn(" ", run)
        if times:
            named.add(name)
    return named, run


def _named_at(words: Sequence[str], at: int) -> tuple[str, int]:
    """Return the name that begins there, with how many words it has; the longest."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = _goods().english.get(tuple(map(stem, words[at : at + length])))
        if name:
            return name, length
    return "", 1


def _meant(word: str, speller: Speller) -> str:
    if _MEANT_AS_TYPED.fullmatch(word) or word in ENGLISH_STOP or word.isdigit():
        return word
    return speller.meant_by(word) or word


@cache
def _goods() -> _Goods:
    english = {
        tuple(map(stem, runs(way))): name for name, ways in _ways_of().items() for way in ways
    }
    above: dict[str, list[str]] = {}
    chinese: list[tuple[re.Pattern[str], str]] = []
    for name, parents, _english, han in _lines():
        above[name] = parents
        chinese += [(re.compile(way), name) for way in han]
    chinese.sort(key=lambda one: -len(one[0].pattern))
    return _Goods(english, chinese, {name: frozenset(_all_of(name, above)) for name in above})


@cache
def _ways_of() -> Mapping[str, Sequence[str]]:
    return {name: ways for name, _parents, ways, _han in _lines()}


@cache
def _english_names() -> re.Pattern[str]:
    ways = sorted((way for ways in _ways_of().values() for way in ways), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, ways))})(?:e?s)?(?![a-z0-9])")


def _lines() -> Iterator[tuple[str, list[str], list[str], list[str]]]:
    """Yield each name with what it is as well, and the ways to say it in both languages."""
    for line in (FOLDER / "goods.txt").read_text(encoding="utf-8").splitlines():
        head, _, ways = line.partition(": ")
        name, _, above = head.partition(" < ")
        english, _, han = ways.partition("|")
        yield name, _listed(above), _listed(english), _listed(han)


def _listed(text: str) -> list[str]:
    return [one.strip() for one in text.split(",") if one.strip()]


def _all_of(name: str, above: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield name
    for parent in above[name]:
        yield from _all_of(parent, above)
