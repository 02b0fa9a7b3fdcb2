"""With whom a ticket is placed. Pure: takes facts, gives a placement with its reasons."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What a ticket asks of its agent. ``knows_it`` is who held it before, if anybody."""

    skill_id: int | None
    language: str
    team_id: int | None = None
    knows_it: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent who is here, with skills, teams, languages and room left."""

    agent_id: int
    name: str
    skill_ids: frozenset[int]
    team_ids: frozenset[int]
    languages: frozenset[str]
    load: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Placement:
    """The choice: ``score`` is the free share of capacity, 0 to 1; ``why`` is for people."""

    agent_id: int
    score: float
    why: tuple[str, ...]


def fits(need: Need, candidate: Candidate) -> bool:
    """Tell whether ``candidate`` may hold the ticket at all."""
    return (
        candidate.load < candidate.capacity
        and need.language in candidate.languages
        and (need.skill_id is None or need.skill_id in candidate.skill_ids)
        and (need.team_id is None or need.team_id in candidate.team_ids)
    )


def rank(need: Need, candidates: Iterable[Candidate]) -> list[Placement]:
    """Return every possible placement, best first.

    Who knew the matter comes first, then whoever has the largest share of room left; ties go to
    the lower id, so that the same facts always give the same answer.
    """
    placements = [
        Placement(c.agent_id, 1 - c.load / c.capacity, _why(need, c))
        for c in candidates
        if fits(need, c)
    ]
    return sorted(placements, key=lambda p: (p.agent_id != need.knows_it, -p.score, p.agent_id))


def choose(need: Need, candidates: Iterable[Candidate]) -> Placement | None:
    """Return the best placement, or None when nobody fits: the ticket then waits."""
    return next(iter(rank(need, candidates)), None)


def _why(need: Need, candidate: Candidate) -> tuple[str, ...]:
    reasons = [f"holds {candidate.load} of {candidate.capacity}", f"speaks {need.language}"]
    if need.skill_id is not None:
        reasons.append("has the skill")
    if candidate.agent_id == need.knows_it:
        reasons.insert(0, "knows the matter")
    return tuple(reasons)
