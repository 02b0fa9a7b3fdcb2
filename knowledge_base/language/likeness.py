"""How alike texts are, by the words they share. Pure.

A text is the set of its telling words. A rare word tells more than a common one: it weighs its
inverse document frequency, as in ``search/scoring.py``. Two texts are as alike as the cosine of
their weighted words (Manning, Raghavan & Schütze, "Introduction to Information Retrieval", 2008,
section 6.3): 0 when they share nothing, 1 when they have the same words.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Set
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def idf(holding: int, of: int) -> float:
    """Return the weight of a word that ``holding`` texts out of ``of`` hold; never negative."""
    return math.log(1 + (of - holding + 0.5) / (holding + 0.5))


def likeness(one: Key, texts: Mapping[Key, Set[str]]) -> dict[Key, float]:
    """Return how alike ``one`` is to each other text that shares a word with it, 0 to 1."""
    weights = _weights(texts)
    words = texts.get(one, frozenset())
    length = _length(words, weights)
    return {
        other: _cosine(words & others, length, _length(others, weights), weights)
        for other, others in texts.items()
        if other != one and words & others
    }


def likenesses(texts: Mapping[Key, Set[str]]) -> dict[Key, dict[Key, float]]:
    """Return what ``likeness`` gives for every text, without comparing those that share nothing."""
    weights = _weights(texts)
    lengths = {key: _length(words, weights) for key, words in texts.items()}
    holders: dict[str, list[Key]] = defaultdict(list)
    for key, words in texts.items():
        for word in words:
            holders[word].append(key)
    shared: dict[Key, dict[Key, float]] = {key: defaultdict(float) for key in texts}
    for word, keys in holders.items():
        for key in keys:
            for other in keys:
                shared[key][other] += weights[word] ** 2
    return {
        key: {
            other: min(1.0, product / (lengths[key] * lengths[other]))
            for other, product in others.items()
            if other != key and lengths[key] and lengths[other]
        }
        for key, others in shared.items()
    }


def _weights(texts: Mapping[Key, Set[str]]) -> dict[str, float]:
    holding = Counter(word for words in texts.values() for word in words)
    return {word: idf(number, len(texts)) for word, number in holding.items()}


def _length(words: Set[str], weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weights[word] ** 2 for word in words))


def _cosine(shared: Set[str], one: float, other: float, weights: Mapping[str, float]) -> float:
    if not one or not other:
        return 0.0
    return min(1.0, sum(weights[word] ** 2 for word in shared) / (one * other))
