"""The order of work, defined once for SQL and for Python. Pure.

Tickets wait in *lines*: what is urgent, the VIP lane, the ordinary lane (``lifecycle.facts.LINE``).
Within a line whoever was promised the nearest time comes first, a little earlier where the customer
has standing. From which line the next one is taken, ``shares.py`` decides.
"""

import datetime as dt
import uuid
from typing import Protocol

from django.db.models import F
from django.db.models.expressions import OrderBy

from tickets.lifecycle.turn import EPOCH, UNPROMISED


class Waiting(Protocol):
    """What the order of work looks at. ``head_start`` in seconds, never negative."""

    @property
    def priority(self) -> int: ...
    @property
    def due_at(self) -> dt.datetime | None: ...
    @property
    def head_start(self) -> int: ...
    @property
    def created_at(self) -> dt.datetime: ...
    @property
    def id(self) -> uuid.UUID: ...


ORDER_BY: tuple[OrderBy, ...] = (
    F("priority").asc(),
    F("turn").asc(),
    F("created_at").asc(),
    F("id").asc(),
)
"""For ``QuerySet.order_by``: the line, then the nearest promise, then who came first."""

SECOND = 1_000_000


def turn(ticket: Waiting) -> int:
    """Return when the ticket's turn is within its line, as the column ``Ticket.turn`` has it:
    microseconds since 1970.

    What was promised nothing waits as if it were promised ``UNPROMISED`` after it was filed: so
    nothing can be passed by for ever.
    """
    promised = ticket.due_at or ticket.created_at + UNPROMISED
    return (promised - EPOCH) // dt.timedelta(microseconds=1) - ticket.head_start * SECOND


def key(ticket: Waiting) -> tuple[int, int, dt.datetime, uuid.UUID]:
    """Return the sort key that orders Python objects as ORDER_BY orders rows."""
    return ticket.priority, *within(ticket)


def within(ticket: Waiting) -> tuple[int, dt.datetime, uuid.UUID]:
    """Return the part of the key that orders tickets of one line, or of several as if one."""
    return turn(ticket), ticket.created_at, ticket.id
