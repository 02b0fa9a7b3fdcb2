"""What somebody holds who is not there goes back to its queue."""

import datetime as dt
import uuid
from collections.abc import Callable

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from tickets.actions.assign import place, put_back_locked
from tickets.actions.locking import forward
from tickets.actions.promising import announce
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Absence, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.staff.models import WORKING, Presence
from tickets.staff.shifts import Shift

GONE = Q(assignee__user__is_active=False) | ~Q(assignee__role__in=WORKING)


def take_from_absent(*, at: dt.datetime, limit: int = 500) -> int:
    """Put back what absent agents hold, and place it anew; return how many.

    Of somebody who is away, or whose shift has been over, for longer than staff set: what waits for
    us. What waits for its customer stays, and goes back when the customer has answered. Whoever
    said after the shift that they are here keeps all of it: they go on working. Of somebody who has
    gone, whose account is not active any more: everything.

    One transaction a ticket; one that somebody holds locked comes up again next time.
    """
    gone = _ids(_of_gone(at), limit)
    away = _ids(_of_away(at), limit)
    off = _ids(_of_off_shift(at), limit)
    return (
        sum(_put_back(ticket_id, Absence.GONE, at=at) for ticket_id in gone)
        + sum(_put_back(ticket_id, Absence.AWAY, at=at) for ticket_id in away)
        + sum(_put_back(ticket_id, Absence.OFF_SHIFT, at=at) for ticket_id in off)
    )


def _of_gone(at: dt.datetime) -> TicketQuerySet:
    return _held().filter(GONE)


def _held() -> TicketQuerySet:
    tickets: TicketQuerySet = Ticket.objects.filter(state__in=OCCUPYING)
    return tickets


def _of_away(at: dt.datetime) -> TicketQuerySet:
    since = _since(at)
    if since is None:
        return Ticket.objects.none()
    away = Q(assignee__presence_since=None) | Q(assignee__presence_since__lte=since)
    return _waits_for_us(since).filter(away, assignee__presence=Presence.AWAY)


def _of_off_shift(at: dt.datetime) -> TicketQuerySet:
    since = _since(at)
    if since is None:
        return Ticket.objects.none()
    shifts = Shift.objects.filter(agent=OuterRef("assignee"))
    last_end = shifts.filter(ends_at__lte=at).order_by("-ends_at").values("ends_at")[:1]
    stays = ~Q(assignee__presence=Presence.AWAY) & Q(assignee__presence_since__gt=F("off_since"))
    return (
        _waits_for_us(since)
        .filter(~Exists(shifts.at(at)), assignee__by_shifts=True)
        .annotate(off_since=Subquery(last_end))
        .alias(stays=Case(When(stays, then=True), default=False))
        .filter(Q(off_since=None) | Q(off_since__lte=since), stays=False)
    )


def _since(at: dt.datetime) -> dt.datetime | None:
    """Return since when somebody must not have been there; None where nothing goes back."""
    minutes = DeskSettings.current().absent_minutes
    return at - dt.timedelta(minutes=minutes) if minutes else None


def _waits_for_us(since: dt.datetime) -> TicketQuerySet:
    """Keep what waits for us and was with its agent at ``since``: whoever gave it to them since, by
    name, knows that they are not there.
    """
    states = [state for state in OCCUPYING if state != State.WAITING_ON_CUSTOMER]
    with_them = Q(assignments__ended_at=None, assignments__began_at__lte=since)
    return _held().filter(with_them, state__in=states)


WANTED: dict[Absence, Callable[[dt.datetime], TicketQuerySet]] = {
    Absence.GONE: _of_gone,
    Absence.AWAY: _of_away,
    Absence.OFF_SHIFT: _of_off_shift,
}


def _ids(tickets: TicketQuerySet, limit: int) -> list[uuid.UUID]:
    return list(tickets.order_by("priority", "turn", "id").values_list("id", flat=True)[:limit])


@transaction.atomic
def _put_back(ticket_id: uuid.UUID, absence: Absence, *, at: dt.datetime) -> bool:
    wanted = WANTED[absence](at)
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
