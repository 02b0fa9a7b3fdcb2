"""What somebody holds who is not there goes back to its queue."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Q

from tickets.actions.assign import place, put_back_locked
from tickets.actions.locking import forward
from tickets.actions.promising import announce
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Absence, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.staff.models import WORKING, Presence

GONE = Q(assignee__user__is_active=False) | ~Q(assignee__role__in=WORKING)


def take_from_absent(*, at: dt.datetime, limit: int = 500) -> int:
    """Put back what absent agents hold, and place it anew; return how many.

    Of somebody who is away for longer than staff set: what waits for us. What waits for its
    customer stays, and goes back when the customer has answered. Of somebody who has gone, whose
    account is not active any more: everything.

    One transaction a ticket; one that somebody holds locked comes up again next time.
    """
    gone = _ids(_held().filter(GONE), limit)
    away = _ids(_of_away(at), limit)
    return sum(_put_back(ticket_id, Absence.GONE, at=at) for ticket_id in gone) + sum(
        _put_back(ticket_id, Absence.AWAY, at=at) for ticket_id in away
    )


def _held() -> TicketQuerySet:
    tickets: TicketQuerySet = Ticket.objects.filter(state__in=OCCUPYING)
    return tickets


def _of_away(at: dt.datetime) -> TicketQuerySet:
    minutes = DeskSettings.current().absent_minutes
    if not minutes:
        return Ticket.objects.none()
    since = at - dt.timedelta(minutes=minutes)
    away = Q(assignee__presence_since=None) | Q(assignee__presence_since__lte=since)
    waits_for_us = [state for state in OCCUPYING if state != State.WAITING_ON_CUSTOMER]
    # Whoever was given it since, by name, knows that the agent is away.
    return _held().filter(
        away,
        Q(assignments__ended_at=None, assignments__began_at__lte=since),
        assignee__presence=Presence.AWAY,
        state__in=waits_for_us,
    )


def _ids(tickets: TicketQuerySet, limit: int) -> list[uuid.UUID]:
    return list(tickets.order_by("priority", "turn", "id").values_list("id", flat=True)[:limit])


@transaction.atomic
def _put_back(ticket_id: uuid.UUID, absence: Absence, *, at: dt.datetime) -> bool:
    wanted = _held().filter(GONE) if absence is Absence.GONE else _of_away(at)
    ticket = (
        Ticket.objects.filter(id__in=wanted.filter(id=ticket_id).values("id"))
        .select_related("category", "queue", "requester")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if ticket is None:
        return False
    at = forward(ticket, at)
    put_back_locked(ticket, by=SYSTEM, at=at, reason=absence)
    if DeskSettings.current().place_by_itself:
        place(ticket, at=at)
    announce(ticket)
    return True
