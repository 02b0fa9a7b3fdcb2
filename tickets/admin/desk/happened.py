"""The history of a ticket in sentences: what happened, by whom, why."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet, Value
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.admin.desk.promises import clock_reason
from tickets.admin.desk.warned import what_followed
from tickets.lifecycle.choices import (
    Absence,
    ActorKind,
    EventKind,
    Lane,
    Move,
    State,
    Tier,
    Urgency,
    Withdrawal,
)
from tickets.lifecycle.facts import MOVES
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.reasons import in_words
from tickets.routing.callbacks.choices import Outcome as CallOutcome
from tickets.routing.callbacks.choices import Step as CallStep
from tickets.routing.models import Queue
from tickets.satisfaction.models import Step
from tickets.sla.choices import KINDS, ClockEventKind, ClockKind, Consequence
from tickets.sla.models import ClockEvent
from tickets.staff.models import Agent
from tickets.triage.models import Category
from tickets.triage.pressing import PressingKind
from tickets.words import when


@dataclass(frozen=True, slots=True)
class Names:
    """What ids in the events are called, by id: read once for a page, and only if asked for."""

    agents: dict[int, str]
    queues: dict[int, str]
    categories: dict[int, str]


@dataclass(frozen=True, slots=True)
class Happened:
    """One step: ``what`` happened, ``why`` if somebody said so, ``who`` did it, and when.

    ``timed``: it is of a promise, which the time itself moves.
    """

    at: dt.datetime
    what: str
    why: str
    who: str
    timed: bool = False


class Show(models.TextChoices):
    """Which part of the history is asked for."""

    ALL = "all", gettext_lazy("Everything")
    WORK = "work", gettext_lazy("States and agents")
    TALK = "talk", gettext_lazy("Conversation")
    PROMISES = "promises", gettext_lazy("Promises")
    TRADE = "trade", gettext_lazy("What it is about")


TALK = (
    EventKind.REPLIED,
    EventKind.RECEIVED,
    EventKind.ASKED_BACK,
    EventKind.NOTED,
    EventKind.RATED,
    EventKind.REVIEWED,
    EventKind.GUEST_LINK_MADE,
    EventKind.CALLBACK,
)
TRADE = (
    EventKind.LINKED,
    EventKind.CLAIMED,
    EventKind.FOLLOWS,
    EventKind.CONTINUED,
    EventKind.PRESSED,
)
TELLING = (
    ClockEventKind.PAUSED,
    ClockEventKind.RESUMED,
    ClockEventKind.RETARGETED,
    ClockEventKind.BREACHED,
    ClockEventKind.CANCELLED,
    ClockEventKind.CARRIED,
)
"""What of the promises stands among the rest: that they began and were kept, the panel says."""
PAGE = 30


@dataclass(frozen=True, slots=True)
class Past:
    """One page of the history, newest first; ``following`` is the number of the next, if any."""

    events: list[Happened]
    following: int | None


def happened_to(ticket: Ticket, *, show: Show = Show.ALL, page: int = 1) -> Past:
    """Return one page of what happened to ``ticket``, newest first: at most seven queries."""
    steps, promises = _steps(ticket, show), _promises(ticket, show)
    keys = steps.union(promises, all=True).order_by("-at", "-step", "-id")
    start = (page - 1) * PAGE
    rows = list(keys[start : start + PAGE + 1])
    shown = rows[:PAGE]
    of_ticket = TicketEvent.objects.select_related("actor").in_bulk(
        [key for key, _, step in shown if step]
    )
    of_clocks = ClockEvent.objects.select_related("clock").in_bulk(
        [key for key, _, step in shown if not step]
    )
    names = _names(list(of_ticket.values()))
    events = [
        _happened(of_ticket[key], names) if step else _timed(of_clocks[key])
        for key, _, step in shown
    ]
    return Past(events, page + 1 if len(rows) > PAGE else None)


def _steps(ticket: Ticket, show: Show) -> QuerySet[Any, Any]:
    events = TicketEvent.objects.filter(ticket=ticket)
    match show:
        case Show.WORK:
            events = events.exclude(kind__in=[*TALK, *TRADE])
        case Show.TALK:
            events = events.filter(kind__in=TALK)
        case Show.TRADE:
            events = events.filter(kind__in=TRADE)
        case Show.PROMISES:
            events = events.none()
    return events.order_by().annotate(step=Value(True)).values_list("id", "at", "step")


def _promises(ticket: Ticket, show: Show) -> QuerySet[Any, Any]:
    events = ClockEvent.objects.filter(clock__ticket=ticket)
    match show:
        case Show.ALL:
            # That nothing is promised any more is what it means to be solved.
            ended = Q(kind=ClockEventKind.CANCELLED, reason="resolved")
            events = events.filter(~ended, kind__in=TELLING)
        case Show.PROMISES:
            pass
        case _:
            events = events.none()
    return events.order_by().annotate(step=Value(False)).values_list("id", "at", "step")


def _timed(event: ClockEvent) -> Happened:
    kind = ClockEventKind(event.kind)
    what = _("%(promise)s: %(what)s") % {
        "promise": event.clock.facts.staff_words,
        "what": TIMED.get(kind, kind.label),
    }
    return Happened(event.at, what, clock_reason(event.reason), str(ActorKind.SYSTEM.label), True)


TIMED: dict[ClockEventKind, str | Promise] = {
    ClockEventKind.STARTED: gettext_lazy("promised"),
    ClockEventKind.PAUSED: gettext_lazy("stands still"),
    ClockEventKind.RESUMED: gettext_lazy("runs on"),
    ClockEventKind.RETARGETED: gettext_lazy("promised anew"),
    ClockEventKind.MET: gettext_lazy("kept"),
    ClockEventKind.BREACHED: gettext_lazy("not kept in time"),
    ClockEventKind.CANCELLED: gettext_lazy("dropped"),
    ClockEventKind.CARRIED: gettext_lazy("came over, as it stands"),
}


def _names(events: Sequence[TicketEvent]) -> Names:
    """Return the names that ``events`` need: one query for agents, and one each for queues and
    categories where a ticket went to others.
    """
    agents, queues, categories = set[int](), set[int](), set[int]()
    for event in events:
        agents.update([event.data["agent"]] if event.kind == EventKind.PLACED else [])
        agents.update(event.data.get("agents", ()))
        if event.data.get("consequence") == Consequence.MOVE:
            queues.add(event.data["now"])
        categories.update(event.data.get("changes", {}).get("category", ()))
        categories.update(event.data.get("named", ()))
    return Names(
        _labels(Agent.objects.select_related("user"), agents),
        _labels(Queue.objects.all(), queues) if queues else {},
        _labels(Category.objects.all(), categories) if categories else {},
    )


def _labels(rows: QuerySet[Any], ids: set[int]) -> dict[int, str]:
    return {row.pk: str(row) for row in rows.filter(pk__in=ids)}


def _happened(event: TicketEvent, names: Names) -> Happened:
    why = _why(event.reason) or ", ".join(map(in_words, event.data.get("why", ())))
    who = str(event.actor) if event.actor else str(ActorKind(event.actor_kind).label)
    return Happened(event.at, WHAT[EventKind(event.kind)](event, names), why, who)


def _why(reason: str) -> str:
    """Return ``reason`` in words: of those that are chosen from a list, the key is stored."""
    for closed in (Withdrawal, Absence):
        if reason in closed.values:
            return str(closed(reason).label)
    return reason


def _moved(event: TicketEvent, names: Names) -> str:
    return _("%(move)s: %(source)s → %(target)s") % {
        "move": MOVES[Move(event.move)].label,
        "source": State(event.source).label,
        "target": State(event.target).label,
    }


def _placed(event: TicketEvent, names: Names) -> str:
    return _("Given to %(agent)s") % {"agent": names.agents.get(event.data["agent"], "–")}


def _warned(event: TicketEvent, names: Names) -> str:
    about = {
        "promise": KINDS[ClockKind(event.data["promise"])].staff_words,
        "level": event.data["level"],
        "what": what_followed(
            Consequence(event.data["consequence"]),
            event.data,
            names=[names.agents.get(key, "–") for key in event.data.get("agents", ())],
            queue=names.queues.get(event.data.get("now", 0), ""),
        ),
    }
    return _("%(what)s, since %(level)d %% were used up of: %(promise)s") % about


def _reclassified(event: TicketEvent, names: Names) -> str:
    said = []
    for column, pair in event.data["changes"].items():
        word, labels = CHANGED[column]
        was, now = (
            names.categories.get(key, "–") if labels is None else labels(key).label for key in pair
        )
        said.append(f"{word}: {was} → {now}")
    return " · ".join(said)


def _confirmed(event: TicketEvent, names: Names) -> str:
    said = (
        _("Said that the category is right: %(category)s")
        if event.data["right"]
        else _("Taken back that the category is right: %(category)s")
    )
    return said % {"category": names.categories.get(event.data["named"][0], "–")}


CHANGED: dict[str, tuple[str | Promise, type[models.TextChoices] | None]] = {
    "category": (gettext_lazy("Category"), None),
    "tier": (gettext_lazy("Tier"), Tier),
    "urgency": (gettext_lazy("Urgency"), Urgency),
    "lane": (gettext_lazy("Lane"), Lane),
}


def _rated(event: TicketEvent, names: Names) -> str:
    return _("Rated %(score)d of 5") % {"score": event.data["score"]}


def _reviewed(event: TicketEvent, names: Names) -> str:
    return str(Step(event.data["step"]).label)


def _called(event: TicketEvent, names: Names) -> str:
    """Say what became of a call: a step of the booking, or the outcome of an attempt."""
    step = event.data["step"]
    if step in CallOutcome.values:
        return _("Called, attempt %(number)d: %(outcome)s") % {
            "number": event.data["number"],
            "outcome": CallOutcome(step).label,
        }
    words = str(CallStep(step).label)
    starts_at = parse_datetime(event.data.get("starts_at", ""))
    return f"{words}: {when(starts_at, now=event.at)}" if starts_at else words


def _replied(event: TicketEvent, names: Names) -> str:
    if event.data.get("news", True):
        return str(EventKind.REPLIED.label)
    return _("Reply written; without news, it keeps no promise of progress")


def _pressed(event: TicketEvent, names: Names) -> str:
    due_at = parse_datetime(event.data["due_at"])
    return _("%(deadline)s of %(number)s is near: %(when)s") % {
        "deadline": PressingKind(event.data["deadline"]).label,
        "number": event.data["number"],
        "when": when(due_at, now=event.at) if due_at else "–",
    }


def _escalated(event: TicketEvent, names: Names) -> str:
    words = ESCALATED[event.data["step"]]
    return str(words) % {"whom": event.data["whom"]}


ESCALATED: dict[str, str | Promise] = {
    "asked": gettext_lazy("Escalated to %(whom)s"),
    "up": gettext_lazy("Nobody took it in time: escalated to %(whom)s"),
    "taken": gettext_lazy("Escalation taken (%(whom)s)"),
    "stuck": gettext_lazy("Nobody took it, and there is no step above %(whom)s"),
}


def _linked(event: TicketEvent, names: Names) -> str:
    return _("It is about %(numbers)s") % {"numbers": ", ".join(event.data["numbers"])}


def _evidence(event: TicketEvent, names: Names) -> str:
    due_at = parse_datetime(event.data["due_at"])
    longer = event.data.get("longer", False)
    text = (
        _("More time for the evidence, until %(when)s")
        if longer
        else _("Evidence asked for until %(when)s")
    )
    return text % {"when": when(due_at, now=event.at) if due_at else "–"}


def _joined(event: TicketEvent, names: Names) -> str:
    """Say that tickets became one, or two, and how much went along."""
    moved = len(event.data.get("messages", ())) + len(event.data.get("notes", ()))
    words = str(JOINED[EventKind(event.kind), event.data["step"]])
    return words % {"number": f"T-{event.data['number']}", "moved": moved}


JOINED: dict[tuple[EventKind, str], str | Promise] = {
    (EventKind.MERGED, "gone"): gettext_lazy("Merged into %(number)s"),
    (EventKind.MERGED, "kept"): gettext_lazy("%(number)s was merged into it: %(moved)d entries"),
    (EventKind.SPLIT, "left"): gettext_lazy("%(moved)d messages went into %(number)s"),
    (EventKind.SPLIT, "came"): gettext_lazy("Split from %(number)s: %(moved)d messages"),
}


def _named(event: TicketEvent, names: Names) -> str:
    return str(EventKind(event.kind).label)


WHAT: dict[EventKind, Callable[[TicketEvent, Names], str]] = {
    **dict.fromkeys(EventKind, _named),
    EventKind.MOVED: _moved,
    EventKind.PLACED: _placed,
    EventKind.RATED: _rated,
    EventKind.REPLIED: _replied,
    EventKind.LINKED: _linked,
    EventKind.REVIEWED: _reviewed,
    EventKind.CALLBACK: _called,
    EventKind.PRESSED: _pressed,
    EventKind.ESCALATED: _escalated,
    EventKind.WARNED: _warned,
    EventKind.RECLASSIFIED: _reclassified,
    EventKind.CONFIRMED: _confirmed,
    EventKind.EVIDENCE_ASKED: _evidence,
    EventKind.MERGED: _joined,
    EventKind.SPLIT: _joined,
}
