"""Whether two questions ask the same in other words. Pure.

What is compared is what tells: stems and the concepts that words of both languages share
(``language/concepts.py``), without words of asking. Measured on pairs of our own, the same matter
is .5 to 1 alike and another one up to .5.
"""

import math
from collections.abc import Mapping
from functools import lru_cache

from knowledge_base.language.concepts import MARK
from knowledge_base.language.terms import ASKING, terms

SAME = 0.62
"""So alike, two questions are one."""
SAME_IDEAS = 0.5
"""So alike, they are one if they are about the very same concepts too."""


def is_same_matter(one: str, other: str) -> bool:
    """Tell whether ``one`` asks what ``other`` does; they may be in different words."""
    left, right = _telling(one), _telling(other)
    alike = _cosine(left, right)
    ideas = {word for word in left if word.startswith(MARK)}
    return alike >= SAME or (
        alike >= SAME_IDEAS
        and bool(ideas)
        and ideas == {word for word in right if word.startswith(MARK)}
    )


@lru_cache(maxsize=2_000)
def _telling(text: str) -> Mapping[str, float]:
    words = terms(text, with_pieces=False).words
    return {word: weight for word, weight in words.items() if weight > ASKING and " " not in word}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    lengths = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return sum(v * other.get(word, 0.0) for word, v in one.items()) / lengths if lengths else 0.0
