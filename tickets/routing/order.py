"""The order of work, defined once for SQL and for Python. Pure."""

import datetime as dt
import uuid
from typing import Protocol

from django.db.models import F
from django.db.models.expressions import OrderBy


class Waiting(Protocol):
    """What the order of work looks at."""

    priority: int
    due_at: dt.datetime | None
    created_at: dt.datetime
    id: uuid.UUID


NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)

ORDER_BY: tuple[OrderBy, ...] = (
    F("priority").asc(),
    F("due_at").asc(nulls_last=True),
    F("created_at").asc(),
    F("id").asc(),
)
"""For ``QuerySet.order_by``: priority, then the nearest promise, then who came first."""


def key(ticket: Waiting) -> tuple[int, dt.datetime, dt.datetime, uuid.UUID]:
    """Return the sort key that orders Python objects as ORDER_BY orders rows."""
    return ticket.priority, ticket.due_at or NEVER, ticket.created_at, ticket.id
