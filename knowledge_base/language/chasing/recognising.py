"""Whether a customer asks where our answer is, or is out of patience with waiting for it. Pure.

"Any news?" and 催一下 ask after us; "where is my parcel?" asks after goods, and "thank you, I will
wait" for nothing. Two things tell. Turns of phrase (``turns.py``) are sure of what they know. How
much a text sounds like sentences of ours that ask (``learned.py``), in its words and in what it
means, knows what nobody wrote down. Where neither is sure, it does not ask.
"""

import re
from collections.abc import Iterator
from itertools import islice

from knowledge_base.language.chasing.learned import learned
from knowledge_base.language.chasing.turns import turns_of
from knowledge_base.language.segmenting import has_han
from knowledge_base.language.vectors import vectors
from knowledge_base.language.weighing import read

ASKS_FROM = 0.35
"""The score from which on a text asks. Measured on our own sentences, each by what the others teach
(1,250 of both languages): with what follows, precision .93 and .92, recall .90 and .89."""
TURN_FROM = -0.6
"""With a turn of phrase that asks, this is enough,"""
ELSE_FROM = 0.8
"""and with one that sounds alike and asks for nothing, so much is needed."""
STRETCH, STRETCH_HAN, STRETCHES = 160, 60, 8
"""So many characters are judged together, and so many stretches of a message: in a long one the
question is a sentence among others."""
MOST = 2_000
"""Characters that are read: nobody begins to ask where we are after a page."""
_SAYS = re.compile(r"\w|[?？]")
"""Without one of these it is a picture or a mark, and asks for nothing."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])(?![。！？])|\n+")


def asks_after(text: str) -> bool:
    """Tell whether ``text``, something a customer wrote, asks where our answer is.

    >>> [asks_after(text) for text in ("any news??", "I will wait", "怎么还没回复", "没事不着急")]
    [True, False, True, False]
    """
    return bool(asking_words(text))


def asking_words(text: str) -> str:
    """Return the words because of which ``text`` asks where our answer is; "" where it does not.

    A turn of phrase as it was understood, or else the sentences that sound like asking.
    """
    if not _SAYS.search(text):
        return ""
    known = learned()
    for part in islice(stretches(text[:MOST]), STRETCHES):
        turns = turns_of(part)
        enough = TURN_FROM if turns.asks else ELSE_FROM if turns.otherwise else ASKS_FROM
        row = known.weighing.row(read(part, vectors([part])[0]))
        if known.score(row) > enough:
            return turns.asks or part
    return ""


def stretches(text: str) -> Iterator[str]:
    """Yield ``text`` in sentences, joined as long as they are short."""
    held = ""
    for sentence in map(str.strip, _SENTENCE.split(text)):
        most = STRETCH_HAN if has_han(held + sentence) else STRETCH
        if held and len(held) + len(sentence) > most:
            yield held
            held = ""
        held = f"{held} {sentence}".strip()
    if held:
        yield held
