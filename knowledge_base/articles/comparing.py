"""What changed between two texts, word by word. Pure.

Lines are compared first, then the words of those that differ, so that a long article takes no
longer than a short one. Han characters count one by one, since nothing stands between words.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

MAX_WORDS = 2_000
"""Of more words in one changed passage the whole is shown as replaced: nobody reads finer."""
CONTEXT = 2
"""Lines without a change that are shown on both sides of one."""
_WORDS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|\w+|\s+|[^\w\s]")


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    FOLDED = "folded"
    """Lines that are the same and far from a change; not shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    kind: Kind
    text: str
    """As it is, not escaped; of folded lines, nothing."""
    lines: int = 0
    """How many are folded."""


def compare(old: str, new: str) -> list[Piece]:
    """Return what makes ``new`` of ``old``, in reading order; [] when they are the same."""
    if old == new:
        return []
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    steps = difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    for number, (step, a, b, c, d) in enumerate(steps):
        if step == "equal":
            pieces += _folded(before[a:b], first=number == 0, last=number == len(steps) - 1)
        else:
            pieces += _words("".join(before[a:b]), "".join(after[c:d]))
    return list(_joined(pieces))


def _folded(lines: Sequence[str], *, first: bool, last: bool) -> list[Piece]:
    """Return ``lines``, which are the same, without what stands far from a change."""
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    hidden = len(lines) - head - tail
    if hidden <= 1:
        return [Piece(Kind.SAME, "".join(lines))]
    return [
        Piece(Kind.SAME, "".join(lines[:head])),
        Piece(Kind.FOLDED, "", hidden),
        Piece(Kind.SAME, "".join(lines[len(lines) - tail :])),
    ]


def _words(old: str, new: str) -> list[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > MAX_WORDS:
        return [Piece(Kind.REMOVED, old), Piece(Kind.ADDED, new)]
    pieces = []
    for step, a, b, c, d in difflib.SequenceMatcher(
        a=before, b=after, autojunk=False
    ).get_opcodes():
        if step == "equal":
            pieces.append(Piece(Kind.SAME, "".join(before[a:b])))
        else:
            pieces.append(Piece(Kind.REMOVED, "".join(before[a:b])))
            pieces.append(Piece(Kind.ADDED, "".join(after[c:d])))
    return pieces


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield ``pieces`` without empty ones, those of a kind that touch made one."""
    last: Piece | None = None
    for piece in pieces:
        if not piece.text and piece.kind != Kind.FOLDED:
            continue
        if last is not None and last.kind == piece.kind != Kind.FOLDED:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
