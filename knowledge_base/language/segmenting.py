"""Cut text into the words it is looked up by. Pure: no database, no Django.

Chinese does not mark where words end, and a dictionary would have to know every trade word and
brand. Pairs of neighbouring characters (bigrams) need no dictionary and find about as much (Nie,
Gao, Zhang & Zhou, "On the Use of Words and N-grams for Chinese Information Retrieval", 2000).
"""

import re
import unicodedata

from opencc import OpenCC

# Unified ideographs with extensions A to H, and the compatibility block: Han, without kana.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:'[^\W_{HAN}]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_CHINESE = OpenCC("t2s")
"""Customers in Hong Kong and Taiwan write 退貨 where articles say 退货."""


def normalise(text: str) -> str:
    """Return ``text`` in one form: NFKC (full-width folded), lower case, single spaces, plain ',
    simplified characters for traditional ones.

    Control characters become spaces: PostgreSQL refuses NUL.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    simplified = _HAN_RUN.sub(lambda run: _CHINESE.convert(run[0]), folded)
    return " ".join(_CONTROL.sub(" ", simplified).split())


def has_han(text: str) -> bool:
    return _HAN_RUN.search(text) is not None


def runs(text: str) -> list[str]:
    """Return the stretches of ``text`` that are all Han or one word of another script, in order."""
    return _RUN.findall(normalise(text))


def bigrams(run: str) -> list[str]:
    """Return the neighbouring pairs of ``run``; a single character stands for itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def segments(text: str) -> list[str]:
    """Return what ``text`` is looked up by: words as they are, Han as bigrams.

    >>> segments("我的订单 CO-12 未发货")
    ['我的', '的订', '订单', 'co', '12', '未发', '发货']
    """
    return [segment for run in runs(text) for segment in (bigrams(run) if has_han(run) else [run])]
