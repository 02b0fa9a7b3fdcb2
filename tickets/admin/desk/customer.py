"""Who asks: their account, their trade and their earlier tickets, without asking them again."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Window

from consignment import dossier, standing
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.lifecycle.traces import TicketTrace, TraceKind
from tickets.triage.models import Standing
from tickets.triage.standing import in_words

EARLIER = 8
"""How many of the customer's other tickets are shown."""


@dataclass(frozen=True, slots=True)
class Customer:
    """What the desk knows of a ticket's customer; a guest has neither dossier nor standing.

    ``same_matter``: which of ``others`` are about the same item, or follow this ticket.
    """

    dossier: dossier.Dossier | None
    standing: standing.Standing | None
    others: Sequence[Ticket]
    others_in_all: int
    same_matter: frozenset[uuid.UUID] = frozenset()
    goes_ahead: "GoesAhead | None" = None


@dataclass(frozen=True, slots=True)
class GoesAhead:
    """That somebody's turn comes sooner: the level now, why, and by how much for this ticket."""

    level: int
    grounds: Sequence[str]
    sooner: dt.timedelta


def customer_of(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Customer:
    """Return the customer of ``ticket`` with what ``by`` may know of their other tickets.

    Ten queries, however much they trade; one for a guest.
    """
    others = _others(ticket, by).annotate(in_all=Window(Count("*")), same=_same(ticket))[:EARLIER]
    rows = list(others)
    return Customer(
        dossier=dossier.dossier_of(ticket.requester, at=at) if ticket.requester else None,
        standing=standing.standing_of(ticket.requester) if ticket.requester else None,
        others=rows,
        others_in_all=rows[0].in_all if rows else 0,
        same_matter=frozenset(
            other.id
            for other in rows
            if other.same or other.follows_id == ticket.id or ticket.follows_id == other.id
        ),
        goes_ahead=_goes_ahead(ticket),
    )


def _goes_ahead(ticket: Ticket) -> GoesAhead | None:
    row: Standing | None = getattr(ticket.requester, "standing", None)
    if row is None:
        return None
    return GoesAhead(row.level, in_words(row), dt.timedelta(seconds=ticket.head_start))


def _same(ticket: Ticket) -> Exists:
    """Tell of another ticket whether it is about what ``ticket`` is about."""
    # Through an item, or through the consignment where that is all that is linked.
    kinds = (TraceKind.ITEM, TraceKind.CONSIGNOR)
    mine = TicketTrace.objects.filter(ticket=ticket, kind__in=kinds).values("through")
    theirs = TicketTrace.objects.filter(ticket=OuterRef("pk"), kind__in=kinds)
    return Exists(theirs.filter(through__in=mine))


def _others(ticket: Ticket, by: Actor) -> TicketQuerySet:
    tickets = Ticket.objects.visible_to(by).exclude(id=ticket.id).order_by("-created_at", "-id")
    if ticket.requester_id is not None:
        return tickets.filter(requester_id=ticket.requester_id)
    return tickets.filter(requester=None, guest_email=ticket.guest_email)
