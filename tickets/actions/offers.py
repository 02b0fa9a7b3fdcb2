"""What a reader can do with a ticket now: for doors, to show a button only where it works."""

import datetime as dt
from dataclasses import dataclass

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.facts import SHUT, Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import allowed
from tickets.satisfaction import surveys


@dataclass(frozen=True, slots=True)
class Offers:
    """``reply`` to a solved ticket reopens it, as long as it can be reopened; after that, and on a
    closed one, what is written opens a ``follow_up``.
    """

    reply: bool
    reopen: bool
    follow_up: bool
    withdraw: bool
    rate: bool


def offers(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Offers:
    """Return what ``by``, who may see ``ticket``, can do at ``at``; actions have the last word."""
    moves = allowed(ticket, by=by, at=at)
    reopen = Move.REOPEN in moves
    unfinished = ticket.facts.group is not Group.DONE
    # What a customer writes on one that was merged goes to the one that was kept.
    merged = ticket.state == State.MERGED
    return Offers(
        reply=(by.is_customer and (unfinished or reopen or merged))
        or (by.may.works and ticket.state not in SHUT),
        reopen=reopen,
        follow_up=by.is_customer and not (unfinished or reopen or merged),
        withdraw=Move.WITHDRAW in moves,
        rate=by.is_customer and surveys.is_open(ticket, at=at),
    )
