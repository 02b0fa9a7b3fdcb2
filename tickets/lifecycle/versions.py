"""Which state of a ticket its customer has read: an open page or an app says it back."""

import hashlib
import uuid
from collections.abc import Iterable

from consignment import prepared
from tickets.lifecycle.choices import EventKind
from tickets.lifecycle.records import TicketEvent

UNSEEN = (
    EventKind.PLACED,
    EventKind.NOTED,
    EventKind.REVIEWED,
    EventKind.GUEST_LINK_MADE,
    EventKind.PRESSED,
    EventKind.ESCALATED,
)
"""What no customer reads of: a version that moved would tell of it."""


def version_of(ticket_id: uuid.UUID) -> str:
    """Return the version of a ticket: of the last that happened to it. One query.

    Asked for before anything of the ticket is read, or under its lock: a page that is newer than
    the version it names is read once more, one that is older would never be.

    Not of its times: two changes can have one, when the second came from a slower clock. Hashed,
    since the numbers of events would tell how much the desk has to do.
    """
    found = prepared.row(_LAST, [ticket_id, [kind.value for kind in UNSEEN]])
    return _hashed(ticket_id, found[0] if found else None)


_LAST = 'SELECT max(id) FROM "tickets_ticketevent" WHERE ticket_id = %s AND kind <> ALL(%s)'


def version_after(ticket_id: uuid.UUID, events: Iterable[TicketEvent]) -> str:
    """Return the version of a ticket to which ``events`` are all that happened so far."""
    seen = [event.pk for event in events if event.kind not in UNSEEN]
    return _hashed(ticket_id, max(seen, default=None))


def _hashed(ticket_id: uuid.UUID, last: int | None) -> str:
    return hashlib.sha256(f"{ticket_id} {last}".encode()).hexdigest()[:16]
