"""With whom a ticket is placed. Pure: takes facts, gives a placement with its reasons."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from tickets.staff.room import Held, Room


@dataclass(frozen=True, slots=True)
class Need:
    """What a ticket asks of its agent. ``knows_it`` is who held it before, if anybody;
    ``ahead`` how much of their shift must be left, unless it is ``urgent``.
    """

    skill_id: int | None
    language: str
    team_id: int | None = None
    knows_it: int | None = None
    channel: str = ""
    urgent: bool = False
    ahead: dt.timedelta = dt.timedelta()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent who is here, with skills, teams, languages, and what they hold of their room.

    ``on_for``: how long their shift still goes on; nothing for whoever is on none, None for whoever
    works by no shifts and so is always on.
    """

    agent_id: int
    name: str
    skill_ids: frozenset[int]
    team_ids: frozenset[int]
    languages: frozenset[str]
    room: Room
    held: Held = field(default_factory=dict)
    on_for: dt.timedelta | None = None


class Duty(IntEnum):
    """How a ticket finds somebody: 0 comes first, and of what is not urgent nobody else is given.

    Urgent work goes to whoever is on; else to whoever is in the last minutes of a shift; else to
    whoever says, since their shift, that they are here. Where nobody is, supervisors are called
    (``actions/call_for_urgent.py``).
    """

    ON = 0
    LEAVING = 1
    OFF = 2


@dataclass(frozen=True, slots=True)
class Placement:
    """The choice: ``score`` is the free share of the room, 0 to 1; ``why`` is for people."""

    agent_id: int
    score: float
    why: tuple[str, ...]


def fits(need: Need, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may be given the ticket by their shift, and has room for it."""
    return (
        suits(need, candidate)
        and (need.urgent or duty(need, candidate) is Duty.ON)
        and candidate.room.fits(candidate.held, need.channel)
    )


def duty(need: Need, candidate: Candidate) -> Duty:
    """Return where ``candidate`` stands in their shift, seen from the ticket."""
    if candidate.on_for is None:
        return Duty.ON
    if candidate.on_for <= dt.timedelta():
        return Duty.OFF
    return Duty.ON if candidate.on_for >= need.ahead else Duty.LEAVING


def suits(need: Need, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may hold the ticket at all, full or not, on shift or not."""
    return (
        need.language in candidate.languages
        and (need.skill_id is None or need.skill_id in candidate.skill_ids)
        and (need.team_id is None or need.team_id in candidate.team_ids)
    )


def rank(need: Need, candidates: Iterable[Candidate]) -> list[Placement]:
    """Return every possible placement, best first.

    Whoever is on shift comes first, which only what is urgent has to ask. Then who knew the matter,
    then whoever has the largest share of room left, then whoever is less on the telephone and in
    chats; ties go to the lower id, so that the same facts always give the same answer.
    """
    fitting = [candidate for candidate in candidates if fits(need, candidate)]
    fitting.sort(
        key=lambda c: (
            duty(need, c),
            c.agent_id != need.knows_it,
            -c.room.left(c.held, need.channel),
            c.room.load(c.held, live=True),
            c.agent_id,
        )
    )
    return [
        Placement(c.agent_id, c.room.left(c.held, need.channel), _why(need, c)) for c in fitting
    ]


def choose(need: Need, candidates: Iterable[Candidate]) -> Placement | None:
    """Return the best placement, or None when nobody fits: the ticket then waits."""
    return next(iter(rank(need, candidates)), None)


def _why(need: Need, candidate: Candidate) -> tuple[str, ...]:
    room, held = candidate.room, candidate.held
    if room.is_live(need.channel):
        holds = f"has {held.get(need.channel, 0)} of {room.at_once[need.channel]} {need.channel}"
    else:
        holds = f"holds {room.written(held)} of {room.tickets}"
    reasons = [holds, f"speaks {need.language}"]
    if need.skill_id is not None:
        reasons.append("has the skill")
    if candidate.agent_id == need.knows_it:
        reasons.insert(0, "knows the matter")
    if candidate.on_for is not None:
        minutes = int(candidate.on_for.total_seconds()) // 60
        reasons.append(IN_WORDS[duty(need, candidate)].format(minutes=minutes))
    return tuple(reasons)


IN_WORDS = {
    Duty.ON: "on shift for {minutes} min more",
    Duty.LEAVING: "leaves in {minutes} min, and it is urgent",
    Duty.OFF: "here although on no shift, and it is urgent",
}
