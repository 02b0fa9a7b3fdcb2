"""The one door to a ticket's state."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django_fsm import can_proceed

from tickets.lifecycle import guards, history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.facts import MOVES
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent

SKEW = dt.timedelta(minutes=1)
"""How far apart two machines' clocks, and a request's wait for the lock, may be."""


class MoveRefused(Exception):
    """The ticket cannot make this move now, or not by this actor; ``why`` is for people."""

    def __init__(self, ticket: Ticket, move: Move, why: str) -> None:
        super().__init__(why)
        self.move = move
        self.state = State(ticket.state)
        self.why = why


def move(
    ticket: Ticket, move: Move, *, by: Actor, at: dt.datetime, reason: str = "", **fields: Any
) -> TicketEvent:
    """Make one transition of ``ticket`` and write it into the history.

    Caller holds the ticket lock and saves nothing of the state itself. ``fields`` go to the
    transition (``assign`` takes ``agent_id``). The whole row is saved, since what else the caller
    has set (``due_at``, counters) belongs to the same step.

    Raises MoveRefused with words that say why.
    """
    transition = getattr(ticket, move.value)
    source = ticket.state
    if not can_proceed(transition):
        raise MoveRefused(
            ticket,
            move,
            _("A ticket that is “%(state)s” cannot do this: %(move)s.")
            % {"state": State(source).label, "move": MOVES[move].label},
        )
    if why := guards.refusal(ticket, move, by=by, at=at):
        raise MoveRefused(ticket, move, why)
    if MOVES[move].asks_reason and by.is_staff and not reason.strip():
        raise MoveRefused(ticket, move, _("Say why: the reason is kept in the history."))
    transition(at=at, **fields)
    ticket.updated_at = at
    # One that is being filed is stored as it is then, once.
    if not ticket._state.adding:
        ticket.save()
    return history.moved(ticket, move, source=source, by=by, at=at, reason=reason.strip())


def allowed(ticket: Ticket, *, by: Actor, at: dt.datetime) -> list[Move]:
    """Return the moves ``by`` could make now, in the order of the table of facts."""
    return [
        m
        for m in MOVES
        if can_proceed(getattr(ticket, m.value)) and guards.refusal(ticket, m, by=by, at=at) is None
    ]
