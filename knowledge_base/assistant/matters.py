"""What a text is about, as the caller's triage says: the assistant knows no categories."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How soon a person must answer."""

    URGENT = "urgent"
    HIGH = "high"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Matter:
    """``key`` is the caller's own name for it. ``answered``: the assistant may answer it at all."""

    key: str = ""
    level: Level = Level.ROUTINE
    answered: bool = True
