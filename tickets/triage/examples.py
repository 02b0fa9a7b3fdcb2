"""Messages of a consignment marketplace that the desk ships, each with its category. Pure.

Written for this project, as different people would write: a block a writer, headed by ``@`` and who
they are; then a line a message, ``category: text``. A third is vague or outside every category
(``oos``). A writer has a matter, a tone and faults of their own, so whoever measures keeps writers
apart: a writer is wholly for training or wholly for testing.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "messages"
TESTED_OF = 4
"""Every so many-th writer is for testing; those of the two languages who tell the same story are
in the same place of their files, and so on the same side."""


class Said(NamedTuple):
    writer: int
    """Counts within a language."""
    language: str
    category: str
    """A key of the preset categories, or ``oos``."""
    text: str

    @property
    def tested(self) -> bool:
        return self.writer % TESTED_OF == TESTED_OF - 1


@cache
def said() -> tuple[Said, ...]:
    """Return every message, in the order of the files."""
    return tuple(one for language in ("en", "zh") for one in _of(language))


def _of(language: str) -> Iterator[Said]:
    writer = -1
    for file in sorted(FOLDER.glob(f"{language}-*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                writer += 1
            elif line.strip():
                category, _colon, text = line.partition(": ")
                yield Said(writer, language, category, text)
