"""Who is on when, and when nobody is: a stretch of the roster, and its gaps in opening hours."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from consignment.models import User
from tickets.sla.hours import Span, union, without
from tickets.sla.models import Calendar
from tickets.sla.openings import hours_now, openings
from tickets.sla.timetables import UnusableCalendar
from tickets.staff.models import Agent, Skill
from tickets.staff.shifts import Shift


@dataclass(frozen=True, slots=True)
class Rostered:
    """Somebody who works on tickets with their shifts in order; None where they are always on."""

    agent: Agent
    shifts: Sequence[Span] | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody is on who has ``what`` (a language or a skill); of "" nobody at all."""

    what: str
    span: Span


@dataclass(frozen=True, slots=True)
class Roster:
    """Shifts and gaps from ``start`` to ``end``. ``unmanned``: how long nobody at all is on outside
    of opening hours, when something urgent calls supervisors.
    """

    start: dt.datetime
    end: dt.datetime
    people: list[Rostered]
    gaps: list[Gap] = field(default_factory=list)
    unmanned: dt.timedelta = dt.timedelta()

    def on(self, at: dt.datetime) -> dict[int, Span]:
        """Return the shift that runs ``at``, by the id of its agent."""
        return {
            one.agent.pk: span
            for one in self.people
            for span in one.shifts or ()
            if span.start <= at < span.end
        }


def roster(start: dt.datetime, end: dt.datetime, *, gaps_from: dt.datetime | None = None) -> Roster:
    """Return the roster from ``start`` to ``end``, its gaps from ``gaps_from`` on. A query for
    people, shifts, calendars, skills each, whatever the numbers.

    Opening hours are those of the calendars of the policies that hold, but for those that never
    close. A gap of a language or a skill is told where somebody else is on. Someone who is always
    on closes every gap of what they have.
    """
    agents = Agent.objects.working().select_related("user").prefetch_related("skills")
    rows = Shift.objects.between(start, end).order_by("starts_at")
    by_agent: dict[int, list[Span]] = {}
    for agent_id, begins, ends in rows.values_list("agent", "starts_at", "ends_at"):
        by_agent.setdefault(agent_id, []).append(Span(begins, ends))
    people = [
        Rostered(agent, by_agent.get(agent.pk, []) if agent.by_shifts else None)
        for agent in agents.order_by("user__name", "id")
    ]
    since = max(start, gaps_from or start)
    if since >= end or not any(one.shifts is not None for one in people):
        return Roster(start, end, people)
    whole = [Span(since, end)]
    opened = _opened(since, end)
    nobody = list(without(whole, covered(people)))
    gaps = [Gap("", span) for span in _within(nobody, opened)]
    for name, having in _asked_for(people):
        missing = list(without(whole, covered(having)))
        only = without(list(without(missing, nobody)), list(without(whole, opened)))
        gaps += [Gap(name, span) for span in only]
    night = without(nobody, opened)
    unmanned = sum((span.end - span.start for span in night), dt.timedelta())
    return Roster(start, end, people, sorted(gaps, key=lambda gap: gap.span), unmanned)


def covered(people: Iterable[Rostered]) -> list[Span]:
    """Return when at least one of ``people`` is on, in order; of who is always on, all time."""
    ever = Span(dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC))
    return union(chain.from_iterable([ever] if p.shifts is None else p.shifts for p in people))


def _within(spans: list[Span], opened: list[Span]) -> list[Span]:
    return list(without(spans, list(without(spans, opened))))


def _opened(start: dt.datetime, end: dt.datetime) -> list[Span]:
    """Return what is open from ``start`` to ``end``, in order and cut at both."""
    calendars = Calendar.objects.filter(policies__active=True, always_open=False).distinct()
    spans: list[Span] = []
    for calendar in calendars:
        try:
            hours = hours_now(calendar)
        except UnusableCalendar:
            continue
        spans += [Span(max(a, start), min(b, end)) for a, b in openings(hours, start, end)]
    return union(spans)


def _asked_for(people: list[Rostered]) -> list[tuple[str, list[Rostered]]]:
    """Return what tickets ask for, with who has it: each language, each skill of a category."""
    languages = [
        (str(name), [one for one in people if code in one.agent.languages])
        for code, name in User.Language.choices
    ]
    skills = Skill.objects.filter(categories__active=True).distinct().order_by("name")
    return languages + [
        (str(skill), [one for one in people if skill in one.agent.skills.all()]) for skill in skills
    ]
