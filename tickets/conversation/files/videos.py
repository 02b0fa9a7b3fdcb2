"""MP4 and QuickTime: taken as they are, but for what they say of where and by whom.

Both are boxes in boxes (ISO/IEC 14496-12, 4.2): four bytes of length, four of type, content. A box
of type ``free`` is skipped by every reader, so a box is silenced in its place, and no offset of the
film changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tickets.conversation.files.documents import refuse_hidden_archive
from tickets.conversation.files.refusals import Why, refused

# Boxes that hold boxes; names, places and makers are told in those of TELLING within or beside.
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"edts", b"moof", b"traf"}
TELLING = {b"udta", b"meta", b"uuid", b"Xtra"}
# Skipped by readers: anything could stand there.
SKIPPED = {b"free", b"skip", b"wide"}
DEPTH = 8
BOXES = 100_000
CHUNK = 1 << 16
TYPE = re.compile(rb"[\x20-\x7e\xa9]{4}")


@dataclass(frozen=True, slots=True)
class Box:
    """Where a box lies: its first byte, where its content begins and where it ends."""

    kind: bytes
    start: int
    content: int
    end: int


def silence(file: BinaryIO) -> None:
    """Overwrite in ``file`` what tells of places and people, and check that it is boxes to its end.

    Raises FilesRefused for a film that is damaged, cut off, or more than a film.
    """
    refuse_hidden_archive(file)
    size = file.seek(0, 2)
    top = list(_boxes(file, 0, size, budget=[BOXES]))
    if b"moov" not in {box.kind for box in top} or b"mdat" not in {box.kind for box in top}:
        raise refused(Why.BROKEN_VIDEO)
    budget = [BOXES]
    for box in top:
        _silence(file, box, depth=0, budget=budget)


def _silence(file: BinaryIO, box: Box, *, depth: int, budget: list[int]) -> None:
    if box.kind in TELLING or box.kind in SKIPPED:
        file.seek(box.start + 4)
        file.write(b"free")
        _overwrite(file, box.content, box.end)
    elif box.kind in CONTAINERS:
        if depth == DEPTH:
            raise refused(Why.BROKEN_VIDEO)
        for inner in list(_boxes(file, box.content, box.end, budget=budget)):
            _silence(file, inner, depth=depth + 1, budget=budget)


def _boxes(file: BinaryIO, start: int, end: int, *, budget: list[int]) -> Iterator[Box]:
    """Yield the boxes from ``start`` to ``end``. Raises FilesRefused when they do not fit."""
    while start < end:
        budget[0] -= 1
        file.seek(start)
        head = file.read(min(16, end - start))
        size, kind, content = int.from_bytes(head[:4]), head[4:8], start + 8
        if size == 1:
            size, content = int.from_bytes(head[8:16]), start + 16
        elif size == 0 and len(head) == 4:
            # QuickTime ends some lists of boxes with four zeros.
            return
        elif size == 0:
            size = end - start
        if budget[0] < 0 or not TYPE.fullmatch(kind) or not content <= start + size <= end:
            raise refused(Why.BROKEN_VIDEO)
        yield Box(kind, start, content, start + size)
        start += size


def _overwrite(file: BinaryIO, start: int, end: int) -> None:
    file.seek(start)
    while start < end:
        start += file.write(bytes(min(CHUNK, end - start)))
