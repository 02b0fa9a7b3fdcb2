"""What one talk knows so far. Pure; stored with the talk as JSON.

Only what the customer said or chose in this talk is kept, and of things of trade only numbers:
how a thing stands is looked up anew each time, with the rights of whoever asks then.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from consignment.numbers import Kind

KEPT = 12
"""So many things are remembered, the last named first."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that was talked about."""

    kind: Kind
    number: str


@dataclass(frozen=True, slots=True)
class Memory:
    """``things``: those talked about, the last first. ``offered``: the choices of the last question
    or list. ``topic``: what the last turn was about; ``asks``: that it ended in a question back.
    """

    things: tuple[Named, ...] = ()
    told: tuple[Named, ...] = ()
    """Numbers that were said and not found to be theirs, as a guest's are: for the ticket alone."""
    topic: str = ""
    asks: bool = False
    offered: tuple[Named, ...] = ()
    asked: int = 0
    """Questions back in a row."""
    missed: int = 0
    """Texts in a row that were not understood."""
    tried: tuple[str, ...] = ()
    """What was said of things and articles, for whoever takes over: "shipping CO-..."."""
    about: str = ""
    """The matter, as the caller's triage named it last."""
    started: int = field(default=0)
    """The number of the turn from which on this is remembered."""

    @property
    def focus(self) -> Named | None:
        return self.things[0] if self.things else None

    @property
    def known(self) -> Mapping[str, str]:
        """Return the last number of each kind; one that is known to be theirs goes first."""
        known: dict[str, str] = {}
        for named in (*self.things, *self.told):
            known.setdefault(named.kind.value, named.number)
        return known

    def of_kind(self, kind: Kind) -> Named | None:
        return next((named for named in self.things if named.kind == kind), None)

    def talking_of(self, named: Named) -> Self:
        others = tuple(one for one in self.things if one != named)
        return replace(self, things=(named, *others)[:KEPT])

    def being_told(self, named: Named) -> Self:
        others = tuple(one for one in self.told if one != named)
        return replace(self, told=(named, *others)[:KEPT])

    def having_tried(self, what: str) -> Self:
        return replace(self, tried=(*(one for one in self.tried if one != what), what)[-KEPT:])

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return what ``as_json`` gave; what an older version stored otherwise is forgotten."""
        try:
            return cls(
                **{
                    **{name: stored[name] for name in _PLAIN if name in stored},
                    **{
                        name: tuple(
                            Named(Kind(one["kind"]), str(one["number"]))
                            for one in stored.get(name, ())
                        )
                        for name in ("things", "told", "offered")
                    },
                    "tried": tuple(map(str, stored.get("tried", ()))),
                }
            )
        except (KeyError, TypeError, ValueError):
            return cls()


_PLAIN = ("topic", "asks", "asked", "missed", "about", "started")
