"""Work on a ticket stands still, and goes on."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.locking import lock
from tickets.actions.promising import announce, refresh_due
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.sla import clocks
from tickets.sla.what_counts import Happening


@transaction.atomic
def wait_for_customer(
    ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str = ""
) -> Ticket:
    """Wait for the customer's answer: promises stand still. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    wait_locked(ticket, by=by, at=at, reason=reason)
    return _finish(ticket)


@transaction.atomic
def wait_for_partner(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Wait for a courier or specialist: promises to the customer run on. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    move(ticket, Move.WAIT_FOR_PARTNER, by=by, at=at, reason=reason)
    clocks.count(ticket, Happening.WAITS_FOR_PARTNER, at=at)
    return _finish(ticket)


@transaction.atomic
def resume(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str = "") -> Ticket:
    """Go on working. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    move(ticket, Move.RESUME, by=by, at=at, reason=reason)
    clocks.count(ticket, Happening.WORK_GOES_ON, at=at)
    return _finish(ticket)


def wait_locked(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str = "") -> None:
    """Wait for the customer. Caller holds the ticket lock and saves."""
    move(ticket, Move.WAIT_FOR_CUSTOMER, by=by, at=at, reason=reason)
    clocks.count(ticket, Happening.WAITS_FOR_CUSTOMER, at=at)


def _finish(ticket: Ticket) -> Ticket:
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return ticket
