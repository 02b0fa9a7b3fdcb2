"""Staff leave a note for staff."""

import datetime as dt
import uuid

from django.db import transaction

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.conversation import writing
from tickets.conversation.models import Note
from tickets.inbox import indexing
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor


@transaction.atomic
def note(ticket_id: uuid.UUID, *, by: Actor, body: str, at: dt.datetime) -> Note:
    """Leave a note that no customer ever sees. Raises TextRefused, NotAnAgent."""
    if not by.is_staff:
        raise NotAnAgent
    ticket, at = lock(ticket_id, by=by, at=at)
    written = writing.note(ticket, by=by, body=body, at=at)
    indexing.noted(ticket, written.body)
    history.noted(ticket, note_id=written.id, by=by, at=at)
    announce(ticket)
    return written
