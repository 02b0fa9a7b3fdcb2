"""What an example of an operation is made of."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """``sent``: bodies by name; ``answers``: by status; ``asked``: parameters by name."""

    sent: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)


def page(*rows: Any) -> dict[str, Any]:
    """Return one page of a list, with nothing before or after it."""
    return {"next": None, "previous": None, "results": list(rows)}
