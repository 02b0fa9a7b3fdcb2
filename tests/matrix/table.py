"""Tables of routes and callers, written as text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Caller(StrEnum):
    ANONYMOUS = "anonymous"
    OWNER = "owner"
    OTHER = "other"
    CONSIGNOR = "consignor"
    GUEST = "guest"
    AGENT = "agent"
    ELSEWHERE = "elsewhere"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"
    READER = "reader"


@dataclass(frozen=True)
class Row:
    """One method of one route: what fills its blanks, what is sent, who gets which status."""

    route: str
    method: str
    of: str
    expected: dict[Caller, int]
    sent: Any = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} /{self.route} of {self.of}"


def table(text: str, *, sent: dict[tuple[str, str, str], Any] | None = None) -> list[Row]:
    """Return the rows of ``text``: a route on a line of its own, its methods indented below.

    ``sent`` holds bodies (of a GET: queries) by method, route and what fills it.
    """
    rows, bodies = [], dict(sent or {})
    for route, line in _lines(text):
        method, of, *statuses = line.split()
        if len(statuses) != len(Caller):
            raise ValueError(
                f"{route}: {line!r} has {len(statuses)} statuses and needs {len(Caller)}, one for "
                f"each of {', '.join(Caller)}. An editor knows no tickets: at the desk 403, as a "
                "customer of somebody else's elsewhere. An administrator acts as the supervisor "
                "does. A reader sees what the agent sees, and gets 403 for all that is no GET."
            )
        expected = dict(zip(Caller, map(int, statuses), strict=True))
        rows.append(Row(route, method, of, expected, bodies.pop((method, route, of), {})))
    if bodies:
        raise ValueError(f"Nothing sends {list(bodies)}.")
    return rows


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line of a method with the route it stands under. ``/`` alone is the root."""
    route = ""
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith(" "):
            yield route, line
        else:
            route = line.strip().removeprefix("/")
