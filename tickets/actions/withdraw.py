"""The customer takes a request back."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.cancel_callback import drop_locked
from tickets.actions.locking import lock
from tickets.actions.promising import announce, refresh_due
from tickets.actions.take_escalation import end_locked
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.routing import assigning
from tickets.sla import clocks
from tickets.sla.what_counts import Happening


@transaction.atomic
def withdraw(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str = "") -> Ticket:
    """End a ticket at the customer's wish; no promise is left. Raises MoveRefused."""
    ticket, at = lock(ticket_id, by=by, at=at)
    move(ticket, Move.WITHDRAW, by=by, at=at, reason=reason)
    assigning.end(ticket, at=at)
    dropped = clocks.count(ticket, Happening.WITHDRAWN, at=at)
    drop_locked(ticket, dropped, by=by, at=at)
    end_locked(ticket, dropped, at=at)
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return ticket
