"""Which words lead to which category. Pure, and kept in memory by its content.

Every category is a small document: its name, its hint and the words that staff wrote down. A
message is a query against these sixteen or so documents, and each of its features (stems and pairs
of stems; of Chinese, two and three characters in a row) earns a category what BM25 gives it
(Robertson & Zaragoza, "The Probabilistic Relevance Framework", 2009, section 3.3): more where few
categories know the feature, less with each further line that repeats it.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from knowledge_base.language.likeness import idf
from knowledge_base.language.segmenting import HAN, has_han, normalise
from knowledge_base.language.spelling import Speller
from knowledge_base.language.stemming import stem
from knowledge_base.language.stopwords import CHINESE_STOP, ENGLISH_STOP
from knowledge_base.language.wordforms import base_forms

MAX_CHARACTERS = 4_000
"""What is read of a message: what it is about is said long before."""
LEVELS_OFF_AT = 0.7
"""In how many lines of a category a feature has earned half of what it can."""

Feature = str
Characters = list[tuple[str, int, int]]

_TOKEN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:'[^\W_{HAN}]+)*")
# Words that say nothing by themselves and stand between those that do. "Does not work" says much.
_BETWEEN = """
    a an the this that these those my mine your yours our ours his her its their i me you we us they
    them he she it i'm im i've ive i'd you've we've it's is are was were be been being am do does
    did done have has had having will would shall should can could may might must to of in on at
    for from with by as and or but so if then than too very really just also still yet already ever
    even again some any much many there here what who which whom whose about into per pls plz
    ago yesterday like wanna gonna lot
    monday tuesday wednesday thursday friday saturday sunday
"""
SILENT = (ENGLISH_STOP - {"works"}) | frozenset(_BETWEEN.split())
_NOT = re.compile(
    r"(?:\w+n't|dont|doesnt|didnt|isnt|arent|wasnt|werent|hasnt|havent|hadnt|wont|wouldnt|cant"
    r"|cannot|couldnt|never|no|not|none|nothing|nowhere|neither|nor|without|aint)$"
)
NOT = "not"
# Particles that may stand between the characters of a word (付了款, 发了没) and say nothing.
_PARTICLES = frozenset("了的吗呢啊吧呀啦哦嘛噢哎")
# Characters that are words by themselves and say nothing about a matter.
_WEAK = frozenset("在说有给到会要不好人个来去上下对没被把让用")
# The ways to say that something is not so, as one character.
_CHINESE_NOT = re.compile("还没有|还没|没有|[未沒]")
# Where a stretch of Han is cut: words of asking, but those that say that something is not so.
_CHINESE_SILENT = re.compile(
    "|".join(word for word in CHINESE_STOP if not (word in _PARTICLES or _CHINESE_NOT.match(word)))
)


class Lines(NamedTuple):
    """What is known of one category, in both languages; hashable, so that an index can be kept."""

    key: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A feature of a message and the places it stands at: pairs of offsets into ``text``."""

    feature: Feature
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Index:
    """``weights``: what each feature earns each category."""

    weights: dict[Feature, dict[str, float]]
    speller: Speller


@dataclass(frozen=True, slots=True)
class Match:
    """What one category earned, and the stretches of ``normalise(text)`` that earned it."""

    score: float
    earned: tuple[tuple[float, tuple[tuple[int, int], ...]], ...]


@lru_cache(maxsize=8)
def index_of(categories: tuple[Lines, ...]) -> Index:
    """Return the index of ``categories``; made anew only when their words change."""
    lines_with: dict[str, Counter[Feature]] = {}
    words: Counter[str] = Counter()
    for category in categories:
        counted = lines_with[category.key] = Counter()
        for text in category.texts:
            for line in text.splitlines():
                prepared = prepare(line)
                counted.update({found.feature for found in features(prepared)})
                words.update(word for word, _ in _english(prepared))
    known_by: Counter[Feature] = Counter(
        feature for counted in lines_with.values() for feature in counted
    )
    weights: dict[Feature, dict[str, float]] = defaultdict(dict)
    for key, counted in lines_with.items():
        for feature, lines in counted.items():
            rare = idf(known_by[feature], len(categories))
            weights[feature][key] = rare * lines / (lines + LEVELS_OFF_AT)
    speller = Speller([*(word for word, _ in words.most_common()), *SILENT])
    return Index(weights=dict(weights), speller=speller)


def prepare(text: str) -> str:
    """Return what is read of ``text``, in the form that ``features`` and offsets mean."""
    return normalise(text[:MAX_CHARACTERS])


def matches(index: Index, prepared: str) -> dict[str, Match]:
    """Return what each category earns by ``prepared``; categories that earn nothing are missing."""
    earned: dict[str, list[tuple[float, tuple[tuple[int, int], ...]]]] = defaultdict(list)
    for found in features(prepared, speller=index.speller):
        for key, weight in index.weights.get(found.feature, {}).items():
            earned[key].append((weight, found.spans))
    return {
        key: Match(math.fsum(weight for weight, _ in pieces), tuple(pieces))
        for key, pieces in earned.items()
    }


def features(prepared: str, *, speller: Speller | None = None) -> Iterator[Found]:
    """Give each feature of ``prepared`` once, where it stands first.

    With a ``speller``, words that nobody knows count as the known ones they come near to.
    """
    seen: set[Feature] = set()
    for found in (*_of_english(prepared, speller), *_of_chinese(prepared)):
        if found.feature not in seen:
            seen.add(found.feature)
            yield found


def _of_english(prepared: str, speller: Speller | None) -> Iterator[Found]:
    before: list[tuple[str, tuple[int, int]]] = []
    for word, span in _english(prepared):
        meant = (speller.meant_by(word) if speller else None) or word
        denies = _NOT.match(meant) is not None
        if meant in SILENT and not denies:
            continue
        root = NOT if denies else stem(base_forms(meant))
        if root != NOT:
            yield Found(root, (span,))
        for distance, (other, its_span) in enumerate(reversed(before[-2:]), start=1):
            # “not been properly paid” is “not paid”; other pairs stand side by side.
            if distance == 1 or other == NOT:
                first, second = (other, root) if other == NOT else sorted((other, root))
                yield Found(f"{first} {second}", (its_span, span))
        before.append((root, span))


def _english(prepared: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _TOKEN.finditer(prepared):
        if not has_han(match.group()):
            yield match.group(), match.span()


def _of_chinese(prepared: str) -> Iterator[Found]:
    for match in _TOKEN.finditer(prepared):
        if has_han(match.group()):
            for word in _chinese(match.group(), match.start()):
                yield from _in_a_row(word)


def _in_a_row(word: Characters) -> Iterator[Found]:
    """Give two and three characters in a row of ``word``, or the one that stands alone."""
    if len(word) == 1 and word[0][0] not in _WEAK:
        yield _joined(word)
    for length in (2, 3):
        for at in range(len(word) - length + 1):
            yield _joined(word[at : at + length])


def _joined(piece: Characters) -> Found:
    return Found("".join(character for character, _, _ in piece), ((piece[0][1], piece[-1][2]),))


def _chinese(run: str, start: int) -> Iterator[Characters]:
    """Give the stretches of ``run`` between words of asking, without particles."""
    place = 0
    for silent in [*_CHINESE_SILENT.finditer(run), None]:
        end = silent.start() if silent else len(run)
        if word := _characters(run[place:end], start + place):
            yield word
        place = silent.end() if silent else end


def _characters(stretch: str, start: int) -> Characters:
    """Return the characters that say something, each with where it begins and ends."""
    said: Characters = []
    at = 0
    while at < len(stretch):
        denial = _CHINESE_NOT.match(stretch, at)
        end = denial.end() if denial else at + 1
        if denial or stretch[at] not in _PARTICLES:
            said.append(("没" if denial else stretch[at], start + at, start + end))
        at = end
    return said
