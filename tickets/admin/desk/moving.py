"""Buttons of a ticket: the moves that are allowed now, and the action behind each."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.actions.assign import put_back, take
from tickets.actions.close import close
from tickets.actions.reopen import reopen
from tickets.actions.resolve import resolve
from tickets.actions.wait import resume, wait_for_customer, wait_for_partner
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.facts import MOVES, SHUT
from tickets.lifecycle.guards import MAY
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import allowed

Action = Callable[[uuid.UUID, Actor, dt.datetime, str], Ticket]

ACTIONS: dict[Move, Action] = {
    Move.ASSIGN: lambda ticket, by, at, reason: take(ticket, by=by, at=at),
    Move.PUT_BACK: lambda ticket, by, at, reason: put_back(ticket, by=by, at=at, reason=reason),
    Move.WAIT_FOR_CUSTOMER: lambda ticket, by, at, reason: wait_for_customer(
        ticket, by=by, at=at, reason=reason
    ),
    Move.WAIT_FOR_PARTNER: lambda ticket, by, at, reason: wait_for_partner(
        ticket, by=by, at=at, reason=reason
    ),
    Move.RESUME: lambda ticket, by, at, reason: resume(ticket, by=by, at=at, reason=reason),
    Move.RESOLVE: lambda ticket, by, at, reason: resolve(ticket, by=by, at=at, reason=reason),
    Move.REOPEN: lambda ticket, by, at, reason: reopen(ticket, by=by, at=at, reason=reason),
    Move.CLOSE: lambda ticket, by, at, reason: close(ticket, by=by, at=at, reason=reason),
}
"""What the desk does for a move. Withdrawing is the customer's, and merging asks into what."""


@dataclass(frozen=True, slots=True)
class Button:
    """A move that is allowed now; ``asks_reason`` opens a question first."""

    move: Move
    label: str | Promise
    asks_reason: bool


@dataclass(frozen=True, slots=True)
class Endings:
    """With what a reply may end, as the ticket stands; a reply takes a new ticket first."""

    reply: bool
    wait: bool
    resolve: bool


def buttons(ticket: Ticket, *, by: Actor, at: dt.datetime) -> list[Button]:
    """Return what ``by`` could do with ``ticket`` now, in the order of the table of moves."""
    return [_button(move) for move in allowed(ticket, by=by, at=at) if move in ACTIONS]


def asking(by: Actor) -> list[Button]:
    """Return every move of ``by`` that asks for a reason, whether allowed now or not.

    Their questions stand on the page all the time, so that a reason half typed is not lost when
    the buttons change.
    """
    return [_button(m) for m in ACTIONS if MOVES[m].asks_reason and by.kind in MAY[m]]


def endings(ticket: Ticket) -> Endings:
    """Return with what a reply on ``ticket`` may end."""
    after = State.OPEN if ticket.state == State.NEW else State(ticket.state)
    return Endings(
        reply=after not in SHUT,
        wait=after in MOVES[Move.WAIT_FOR_CUSTOMER].sources,
        resolve=after in MOVES[Move.RESOLVE].sources,
    )


def _button(move: Move) -> Button:
    label = _("Take it") if move is Move.ASSIGN else MOVES[move].label
    return Button(move, label, MOVES[move].asks_reason)
