"""Which state of a ticket its customer has read: an open page or an app says it back."""

import hashlib

from django.db.models import Max

from tickets.lifecycle.choices import EventKind
from tickets.lifecycle.models import Ticket

UNSEEN = (
    EventKind.PLACED,
    EventKind.NOTED,
    EventKind.REVIEWED,
    EventKind.GUEST_LINK_MADE,
)
"""What no customer reads of: a version that moved would tell of it."""


def version_of(ticket: Ticket) -> str:
    """Return the version of ``ticket``: of the last that happened to it. One query.

    Not of its times: two changes can have one, when the second came from a slower clock. Hashed,
    since the numbers of events would tell how much the desk has to do.
    """
    last = ticket.events.exclude(kind__in=UNSEEN).aggregate(last=Max("id"))["last"]
    return hashlib.sha256(f"{ticket.id} {last}".encode()).hexdigest()[:16]
