"""A solved ticket was not solved after all."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.assign import place
from tickets.actions.locking import lock
from tickets.actions.promising import announce, choose_policy, refresh_due
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.sla import clocks
from tickets.sla.what_counts import Happening


@transaction.atomic
def reopen(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Put a solved ticket back to work. Raises MoveRefused: not solved, or too long ago."""
    ticket, at = lock(ticket_id, by=by, at=at)
    reopen_locked(ticket, by=by, at=at, reason=reason)
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return ticket


def reopen_locked(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> None:
    """Reopen: a new cycle with new promises, placed anew with who knew it.

    The old cycle keeps its result. Caller holds the ticket lock and saves.
    """
    move(ticket, Move.REOPEN, by=by, at=at, reason=reason)
    policy = choose_policy(ticket)
    clocks.count(ticket, Happening.REOPENED, at=at, policy=policy.policy)
    refresh_due(ticket)
    if DeskSettings.current().place_by_itself:
        place(ticket, at=at)
