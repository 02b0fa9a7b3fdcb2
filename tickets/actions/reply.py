"""An agent writes to the customer."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import take_locked
from tickets.actions.locking import lock
from tickets.actions.promising import announce, record_mail, refresh_due
from tickets.actions.receive import TicketIsDone
from tickets.actions.wait import wait_locked
from tickets.conversation import canned, linked_articles, writing
from tickets.conversation.files.attaching import attach, body_with
from tickets.conversation.files.models import Upload
from tickets.conversation.models import Message
from tickets.inbox import indexing
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.choices import ClockKind


@transaction.atomic
def reply(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    body: str,
    at: dt.datetime,
    then_wait: bool = False,
    files: Sequence[Upload] = (),
) -> Message:
    """Send ``body`` to the customer; it meets the first response. Mail follows.

    A ticket that still waits in its queue is taken first. ``then_wait``: the reply asks something,
    and the clocks stand still until the customer answers.

    Raises TextRefused, FilesRefused, TicketIsDone, AgentIsFull, NotAnAgent, MoveRefused.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    message = reply_locked(ticket, by=by, body=body_with(body, files), at=at)
    attach(message, files, at=at)
    if then_wait:
        wait_locked(ticket, by=by, at=at)
    refresh_due(ticket)
    ticket.save()
    record_mail("reply", ticket, at=at, message=str(message.id))
    announce(ticket)
    return message


def reply_locked(ticket: Ticket, *, by: Actor, body: str, at: dt.datetime) -> Message:
    """Append the reply and meet the promise. Caller holds the ticket lock and saves."""
    if ticket.state in {State.CLOSED, State.WITHDRAWN}:
        raise TicketIsDone(_("This ticket is closed; the customer can file a new one."))
    if ticket.state == State.NEW:
        take_locked(ticket, by=by, at=at)
    canned.check_gaps(body)
    articles = linked_articles.articles_in(body, ticket, at=at)
    message = writing.write(ticket, by=by, body=body, at=at, channel=Channel(ticket.channel))
    indexing.said(ticket, message.body)
    linked_articles.record(message, articles)
    history.replied(ticket, message_id=message.id, by=by, at=at)
    clocks.meet(ticket, ClockKind.FIRST_RESPONSE, at=at)
    return message
