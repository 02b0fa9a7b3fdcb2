"""The history of a ticket in sentences: what happened, by whom, why."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tickets.lifecycle.choices import ActorKind, EventKind, Move, State, Withdrawal
from tickets.lifecycle.facts import MOVES
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.staff.models import Agent

Names = dict[int, str]


@dataclass(frozen=True, slots=True)
class Happened:
    """One step: ``what`` happened, ``why`` if somebody said so, ``who`` did it, and when."""

    at: dt.datetime
    what: str
    why: str
    who: str


def happened_to(ticket: Ticket) -> list[Happened]:
    """Return the history of ``ticket``, newest first: two queries."""
    events = list(
        TicketEvent.objects.filter(ticket=ticket).select_related("actor").order_by("-at", "-id")
    )
    names = _names(event.data["agent"] for event in events if event.kind == EventKind.PLACED)
    return [_happened(event, names) for event in events]


def _names(agent_ids: Iterable[int]) -> Names:
    agents = Agent.objects.filter(id__in=set(agent_ids)).select_related("user")
    return {agent.id: str(agent) for agent in agents}


def _happened(event: TicketEvent, names: Names) -> Happened:
    why = _why(event.reason) or ", ".join(event.data.get("why", ()))
    who = str(event.actor) if event.actor else str(ActorKind(event.actor_kind).label)
    return Happened(event.at, WHAT[EventKind(event.kind)](event, names), why, who)


def _why(reason: str) -> str:
    """Return ``reason`` in words: of those that customers choose from, the key is stored."""
    return str(Withdrawal(reason).label) if reason in Withdrawal.values else reason


def _moved(event: TicketEvent, names: Names) -> str:
    return _("%(move)s: %(source)s → %(target)s") % {
        "move": MOVES[Move(event.move)].label,
        "source": State(event.source).label,
        "target": State(event.target).label,
    }


def _placed(event: TicketEvent, names: Names) -> str:
    return _("Given to %(agent)s") % {"agent": names.get(event.data["agent"], "–")}


def _rated(event: TicketEvent, names: Names) -> str:
    return _("Rated %(score)d of 5") % {"score": event.data["score"]}


def _reviewed(event: TicketEvent, names: Names) -> str:
    steps = {
        "due": _("A review is due"),
        "written": _("Review written"),
        "closed": _("Review closed"),
    }
    return steps[event.data["step"]]


def _linked(event: TicketEvent, names: Names) -> str:
    return _("It is about %(numbers)s") % {"numbers": ", ".join(event.data["numbers"])}


def _named(event: TicketEvent, names: Names) -> str:
    return str(EventKind(event.kind).label)


WHAT: dict[EventKind, Callable[[TicketEvent, Names], str]] = {
    **dict.fromkeys(EventKind, _named),
    EventKind.MOVED: _moved,
    EventKind.PLACED: _placed,
    EventKind.RATED: _rated,
    EventKind.LINKED: _linked,
    EventKind.REVIEWED: _reviewed,
}
