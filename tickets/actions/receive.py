"""The customer writes on a ticket."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from knowledge_base.language.chasing.recognising import asks_after
from tickets.actions.locking import lock
from tickets.actions.naming import link_named
from tickets.actions.promising import announce, policy_in_force, refresh_due
from tickets.actions.reopen import reopen_locked
from tickets.conversation import writing
from tickets.conversation.files.attaching import attach, body_with
from tickets.conversation.files.models import Upload
from tickets.conversation.models import Message
from tickets.inbox import indexing
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, Move, State
from tickets.lifecycle.continuing import kept_id
from tickets.lifecycle.facts import SHUT
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.sla import clocks
from tickets.sla.what_counts import customer_wrote
from tickets.triage import clarifications


class TicketIsDone(Exception):
    """Nothing can be added any more; ``why`` says what to do instead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _GoesOn(Exception):
    """The ticket was merged: what is written on it goes on with the one that was kept."""

    def __init__(self, ticket: Ticket) -> None:
        self.kept_id = kept_id(ticket.id)


@configuration.held()
def receive(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    body: str,
    channel: Channel,
    at: dt.datetime,
    files: Sequence[Upload] = (),
    provider_id: str | None = None,
    automatic: bool = False,
) -> Message:
    """Append the customer's message; work that waited for it goes on, a solved matter reopens.

    Whether it asks where our answer is, is kept with it. In answer to the question back, what of
    the customer's own it names is linked. An automatic reply (``automatic``) is kept, but moves
    nothing. What is written on a ticket that was merged goes to the one that was kept, by whatever
    door it comes.

    Raises TextRefused, FilesRefused, TicketIsDone, MoveRefused (reopened too late), NoPolicy.
    """
    # Before the lock: what it means takes as long to read as the rest.
    asks = None if automatic else asks_after(body)
    while True:
        try:
            with transaction.atomic():
                return _receive(
                    ticket_id,
                    by=by,
                    body=body,
                    channel=channel,
                    at=at,
                    files=files,
                    provider_id=provider_id,
                    automatic=automatic,
                    asks=asks,
                )
        except _GoesOn as merged:
            # Its lock is given back first: tickets are locked in the order of their ids.
            ticket_id = merged.kept_id
            by = by if by.ticket_id is None else replace(by, ticket_id=ticket_id)


def _receive(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    body: str,
    channel: Channel,
    at: dt.datetime,
    files: Sequence[Upload],
    provider_id: str | None,
    automatic: bool,
    asks: bool | None,
) -> Message:
    ticket, at = lock(ticket_id, by=by, at=at)
    if ticket.state == State.MERGED:
        raise _GoesOn(ticket)
    if ticket.state in SHUT:
        raise TicketIsDone(_("This matter is closed. Please file a new request."))
    message = writing.write(
        ticket,
        by=by,
        body=body_with(body, files),
        at=at,
        channel=channel,
        provider_id=provider_id,
        automatic=automatic,
        asks_after=asks,
    )
    attach(message, files, at=at)
    indexing.said(ticket, message.body)
    history.received(ticket, message_id=message.id, by=by, at=at)
    if not automatic:
        answers = clarifications.answer(ticket, at=at)
        if ticket.state == State.RESOLVED:
            reopen_locked(ticket, by=by, at=at, reason=_("the customer wrote again"))
        elif ticket.state == State.WAITING_ON_CUSTOMER:
            move(ticket, Move.RESUME, by=by, at=at, reason="")
        if answers:
            link_named(ticket, message.body, by=by, at=at)
    happening = customer_wrote(ticket, automatic=automatic)
    clocks.count(ticket, happening, at=at, policy=policy_in_force(ticket))
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return message
