"""Which language a text is in, as far as support is given in it. Pure."""

from enum import StrEnum

from knowledge_base.language.segmenting import has_han, runs

CHINESE_WORD = 2
"""Characters that say about as much as one English word."""
OTHER_AT_MOST = 0.2
"""A brand or an order number does not make a Chinese message mixed."""


class Language(StrEnum):
    ENGLISH = "en"
    CHINESE = "zh"
    MIXED = "mixed"
    UNKNOWN = ""


def language_of(text: str) -> Language:
    """Return the language of ``text``; numbers, marks and pictures alone are of none.

    >>> [str(language_of(text)) for text in ("LV 包没收到", "where is 我的 order", "ok", "?? 42")]
    ['zh', 'mixed', 'en', '']
    """
    chinese = latin = 0.0
    for run in runs(text):
        if has_han(run):
            chinese += len(run) / CHINESE_WORD
        elif any(character.isalpha() for character in run):
            latin += 1
    if not chinese + latin:
        return Language.UNKNOWN
    share = chinese / (chinese + latin)
    if not chinese:
        return Language.ENGLISH
    if share >= 1 - OTHER_AT_MOST or latin <= 1:
        return Language.CHINESE
    return Language.ENGLISH if share <= OTHER_AT_MOST else Language.MIXED
