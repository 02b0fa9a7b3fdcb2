"""With whom a ticket is placed. Pure: takes facts, gives a placement with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tickets.staff.room import Held, Room


@dataclass(frozen=True, slots=True)
class Need:
    """What a ticket asks of its agent. ``knows_it`` is who held it before, if anybody."""

    skill_id: int | None
    language: str
    team_id: int | None = None
    knows_it: int | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent who is here, with skills, teams, languages, and what they hold of their room."""

    agent_id: int
    name: str
    skill_ids: frozenset[int]
    team_ids: frozenset[int]
    languages: frozenset[str]
    room: Room
    held: Held = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """The choice: ``score`` is the free share of the room, 0 to 1; ``why`` is for people."""

    agent_id: int
    score: float
    why: tuple[str, ...]


def fits(need: Need, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may hold the ticket, and has room for it."""
    return suits(need, candidate) and candidate.room.fits(candidate.held, need.channel)


def suits(need: Need, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may hold the ticket at all, full or not."""
    return (
        need.language in candidate.languages
        and (need.skill_id is None or need.skill_id in candidate.skill_ids)
        and (need.team_id is None or need.team_id in candidate.team_ids)
    )


def rank(need: Need, candidates: Iterable[Candidate]) -> list[Placement]:
    """Return every possible placement, best first.

    Who knew the matter comes first, then whoever has the largest share of room left, then whoever
    is less on the telephone and in chats; ties go to the lower id, so that the same facts always
    give the same answer.
    """
    fitting = [candidate for candidate in candidates if fits(need, candidate)]
    fitting.sort(
        key=lambda c: (
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
    return tuple(reasons)
