"""Solved tickets that stay silent are closed."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.choices import Move
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move


@transaction.atomic
def close(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str = "") -> Ticket:
    """Close a solved ticket for good. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    move(ticket, Move.CLOSE, by=by, at=at, reason=reason)
    announce(ticket)
    return ticket


def close_resolved(*, at: dt.datetime, limit: int = 500) -> int:
    """Close what was solved longer ago than the desk waits; return how many.

    One transaction a ticket. A ticket that somebody holds, or that was reopened since it was
    listed, is passed over and comes up again next time.
    """
    before = at - dt.timedelta(days=DeskSettings.current().close_after_days)
    waiting = Ticket.objects.resolved_before(before).order_by("resolved_at").values_list("id")
    return sum(_close_if_silent(ticket_id, before, at) for (ticket_id,) in waiting[:limit])


@transaction.atomic
def _close_if_silent(ticket_id: uuid.UUID, before: dt.datetime, at: dt.datetime) -> bool:
    ticket = (
        Ticket.objects.resolved_before(before)
        .filter(id=ticket_id)
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if ticket is None:
        return False
    move(
        ticket, Move.CLOSE, by=SYSTEM, at=at, reason="no word from the customer since the solution"
    )
    announce(ticket)
    return True
