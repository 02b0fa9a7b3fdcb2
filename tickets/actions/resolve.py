"""An agent solves a ticket."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction

from tickets.actions.cancel_callback import drop_locked
from tickets.actions.locking import lock
from tickets.actions.promising import announce, record_mail, refresh_due
from tickets.actions.reply import reply_locked
from tickets.actions.take_escalation import end_locked
from tickets.conversation.files.attaching import body_with
from tickets.conversation.files.models import Upload
from tickets.lifecycle import configuration
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.routing import assigning
from tickets.sla import clocks
from tickets.sla.what_counts import Happening


@transaction.atomic
@configuration.held()
def resolve(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    at: dt.datetime,
    body: str = "",
    reason: str = "",
    files: Sequence[Upload] = (),
) -> Ticket:
    """Solve the ticket, with a last reply when ``body`` is given; the customer is asked to rate.

    Raises MoveRefused (also when the customer was never answered), TextRefused, FilesRefused,
    TicketIsDone.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    ids = {}
    if body.strip() or files:
        answer = reply_locked(ticket, by=by, body=body_with(body, files), at=at, files=files)
        ids["message"] = str(answer.message.id)
    move(ticket, Move.RESOLVE, by=by, at=at, reason=reason)
    assigning.end(ticket, at=at)
    happening = Happening.SOLVED_WITH_AN_ANSWER if ids else Happening.SOLVED
    dropped = clocks.count(ticket, happening, at=at)
    drop_locked(ticket, dropped, by=by, at=at)
    end_locked(ticket, dropped, at=at)
    refresh_due(ticket)
    ticket.save()
    record_mail("resolved", ticket, at=at, **ids)
    announce(ticket)
    return ticket
