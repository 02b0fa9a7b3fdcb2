"""The stem of an English word, for matching in memory. Pure.

PostgreSQL stems what it searches; what is matched while somebody types must not ask a server for
every word. Less than Snowball does, and enough where both sides go through here: endings of number
and time (M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), steps 1a and 1b),
and a silent "e", so that "declined", "declines" and "decline" are one.
"""

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
SHORTEST = 4
"""Shorter words have no ending to lose: "is", "was", "bed"."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of ``word``, one English word in lower case.

    >>> [stem(word) for word in ("shipped", "shipping", "ships", "ship")]
    ['ship', 'ship', 'ship', 'ship']
    """
    if len(word) < SHORTEST:
        return word
    root = _without_time(_without_number(word))
    return root.removesuffix("e") if len(root) >= SHORTEST else root


def _without_number(word: str) -> str:
    word = word.removesuffix("'s")
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_time(word: str) -> str:
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and _VOWEL.search(root):
            if root.endswith("i"):
                return root[:-1] + "y"
            return _DOUBLED.sub(r"\1", root)
    return word
