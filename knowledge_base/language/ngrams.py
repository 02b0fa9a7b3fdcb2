"""The features by which a text is classified: words and what they are made of. Pure.

English and other spaced scripts give words, pairs of words, and two to five characters in a row
inside each word, which a typing error leaves mostly as they were. Chinese gives one to four
characters in a row: they beat a dictionary's words (measured on public sets: .899 to .877) and know
every brand. A text in both gives both, so no language has to be told.
"""

import re
from collections.abc import Iterator

from knowledge_base.language.segmenting import has_han, runs

MAX_CHARACTERS = 2_000
"""What is read of a text: what it is about is said long before."""
WORD, PIECE = "w", "c"
"""The two blocks; each is weighed as a text of its own, so that neither drowns the other."""

LONGEST_WORD = 24
_CHARACTERS = (2, 3, 4, 5)
_HAN_WORDS = (2, 3)
_HAN_PIECES = (1, 2, 3, 4)
_NUMBER = re.compile(r"\d{3,}")


def features(text: str) -> tuple[list[str], list[str]]:
    """Return the features of ``text`` in order and repeated: those of words, those of pieces.

    >>> features("Cat 到账")[0]
    ['cat', '到账', 'cat 到']
    """
    words: list[str] = []
    pieces: list[str] = []
    previous = ""
    for run in runs(text[:MAX_CHARACTERS]):
        if has_han(run):
            words.extend(_in_a_row(run, _HAN_WORDS))
            pieces.extend(_in_a_row(run, _HAN_PIECES))
            first, last = run[0], run[-1]
        else:
            # A long number is one of an order, and no two orders are about the same.
            word = _NUMBER.sub("0", run)[:LONGEST_WORD]
            words.append(word)
            pieces.extend(_in_a_row(f" {word} ", _CHARACTERS))
            first = last = word
        if previous:
            words.append(f"{previous} {first}")
        previous = last
    return words, pieces


def _in_a_row(run: str, lengths: tuple[int, ...]) -> Iterator[str]:
    for length in lengths:
        for at in range(len(run) - length + 1):
            yield run[at : at + length]
