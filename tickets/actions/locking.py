"""The first step of every action on a ticket."""

import datetime as dt
import uuid

from tickets.lifecycle.actors import Actor, refuse_readers
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import SKEW


def lock(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime) -> tuple[Ticket, dt.datetime]:
    """Return the ticket, locked, and when the step counts.

    Somebody who read the clock earlier may get the lock later. History runs forward all the same:
    the step then counts from the ticket's last change. A difference of more than SKEW is no race
    but a mistake, and is left for the clocks to refuse.

    Raises Ticket.DoesNotExist when there is no such ticket, or none that ``by`` may know of, and
    OnlyReads for who changes nothing.
    """
    refuse_readers(by)
    ticket = Ticket.objects.visible_to(by).locked(ticket_id)
    return ticket, forward(ticket, at)


def forward(ticket: Ticket, at: dt.datetime) -> dt.datetime:
    """Return ``at``, or the time of the last change of ``ticket`` when that is a little later."""
    return ticket.updated_at if dt.timedelta() < ticket.updated_at - at <= SKEW else at
