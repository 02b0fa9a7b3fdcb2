"""An agent writes to the customer."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import take_locked
from tickets.actions.locking import lock
from tickets.actions.promising import announce, policy_in_force, record_reply, refresh_due
from tickets.actions.receive import TicketIsDone
from tickets.actions.wait import wait_locked
from tickets.conversation import canned, linked_articles, writing
from tickets.conversation.files.attaching import attach, body_with
from tickets.conversation.files.models import Upload
from tickets.conversation.models import Author, Message
from tickets.conversation.news import brings_news
from tickets.inbox import indexing
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import SHUT
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.what_counts import person_answered

COMPARED = 20
"""How many earlier answers a new one is held against."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was sent, and whether it brings news: else it keeps no promise of progress."""

    message: Message
    news: bool


@transaction.atomic
@configuration.held()
def reply(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    body: str,
    at: dt.datetime,
    then_wait: bool = False,
    files: Sequence[Upload] = (),
) -> Message:
    """Send ``body`` to the customer; it keeps the promises that it counts for. Mail follows.

    A ticket that still waits in its queue is taken first. ``then_wait``: the reply asks something,
    and the clocks stand still until the customer answers.

    Raises TextRefused, FilesRefused, TicketIsDone, AgentIsFull, NotAnAgent, MoveRefused.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    answer = reply_locked(ticket, by=by, body=body_with(body, files), at=at, files=files)
    happening = person_answered(news=answer.news)
    clocks.count(ticket, happening, at=at, policy=policy_in_force(ticket))
    if then_wait:
        wait_locked(ticket, by=by, at=at)
    refresh_due(ticket)
    ticket.save()
    record_reply(ticket, answer.message.id, at=at)
    announce(ticket)
    return answer.message


def reply_locked(
    ticket: Ticket, *, by: Actor, body: str, at: dt.datetime, files: Sequence[Upload] = ()
) -> Answer:
    """Append the reply. Caller holds the ticket lock, says what it counts for, and saves."""
    if ticket.state == State.MERGED:
        raise TicketIsDone(_("This ticket was merged: write on the one that it went into."))
    if ticket.state in SHUT:
        raise TicketIsDone(_("This ticket is closed; the customer can file a new one."))
    if ticket.state == State.NEW:
        take_locked(ticket, by=by, at=at)
    canned.check_gaps(body)
    articles = linked_articles.articles_in(body, ticket, at=at)
    # Whoever sends a file shows something.
    news = bool(files) or _brings_news(ticket, body, by=by)
    message = writing.write(ticket, by=by, body=body, at=at, channel=Channel(ticket.channel))
    attach(message, files, at=at)
    indexing.said(ticket, message.body)
    linked_articles.record(message, articles)
    history.replied(ticket, message_id=message.id, by=by, at=at, news=news)
    return Answer(message, news)


def _brings_news(ticket: Ticket, body: str, *, by: Actor) -> bool:
    """Tell whether ``body`` says what no earlier answer on ``ticket`` said. One query."""
    earlier = ticket.messages.filter(author_kind=Author.AGENT, automatic=False)
    return brings_news(
        body,
        earlier=earlier.order_by("-at").values_list("body", flat=True)[:COMPARED],
        names=(ticket.customer_name, by.name, ticket.reference),
        least=DeskSettings.current().least_words,
    )
