"""A matter that can no longer be reopened goes on in a new ticket."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from consignment import dossier
from tickets.actions.assign import place
from tickets.actions.locking import lock
from tickets.actions.naming import own_named
from tickets.actions.promising import announce, choose_policy, record_mail, refresh_due
from tickets.actions.receive import receive
from tickets.conversation import writing
from tickets.conversation.files.attaching import attach, body_with
from tickets.conversation.files.models import Upload
from tickets.inbox import indexing
from tickets.lifecycle import history, linked, links
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind, Channel, Move, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import allowed
from tickets.lifecycle.numbering import restricted_number
from tickets.sla import clocks
from tickets.triage import classifying, lanes, standing


class FollowUpRefused(Exception):
    """The ticket is not at its end, or not by this reader; ``why`` says what to do instead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def needs_follow_up(ticket: Ticket, *, by: Actor, at: dt.datetime) -> bool:
    """Tell whether what ``by`` writes can only go on in another ticket."""
    # What was merged goes on in the kept one by itself.
    finished = ticket.facts.group is Group.DONE and ticket.state != State.MERGED
    return by.is_customer and finished and Move.REOPEN not in allowed(ticket, by=by, at=at)


def open_follow_up(ticket: Ticket, *, at: dt.datetime) -> Ticket | None:
    """Return the follow-up of ``ticket`` that still takes messages: what is added goes there."""
    for follow in ticket.follow_ups.order_by("-created_at", "-id").select_related("requester"):
        by = _author(follow)
        if not needs_follow_up(follow, by=by, at=at):
            return follow
    return None


@transaction.atomic
def follow_up(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    body: str,
    channel: Channel,
    at: dt.datetime,
    files: Sequence[Upload] = (),
) -> Ticket:
    """Go on with a matter that is over: return the ticket that ``body`` was written on.

    A new ticket of the same matter, customer and language, about the same things as they are now,
    with promises of its own. While such a ticket takes messages, what follows goes into it: the
    lock of the old one lets two senders at once find one. A guest stays a guest with the same
    address, and reaches the new ticket by the link of its receipt.

    Raises FollowUpRefused (it is not over: write on it; or ``by`` is no customer), TextRefused,
    FilesRefused, NoPolicy; nothing is kept then.
    """
    closed, at = lock(ticket_id, by=by, at=at)
    if not needs_follow_up(closed, by=by, at=at):
        raise FollowUpRefused(_("This request is not closed: write on it."))
    going_on = open_follow_up(closed, at=at)
    if going_on is not None:
        by = _author(going_on)
        receive(going_on.id, by=by, body=body, channel=channel, at=at, files=files)
        return Ticket.objects.for_list().get(id=going_on.id)
    return _open(closed, body=body, channel=channel, at=at, files=files)


def _open(
    closed: Ticket, *, body: str, channel: Channel, at: dt.datetime, files: Sequence[Upload]
) -> Ticket:
    """File the follow-up of ``closed``. Caller holds its lock."""
    text = writing.cleaned(body_with(body, files))
    things = linked.own_things(closed)
    things += own_named(closed.requester, text, besides=things)
    classified = classifying.classify(closed.category)
    lane = lanes.choose(dossier.stakes_of(things), limits=lanes.limits())
    ticket = Ticket(
        follows=closed,
        requester=closed.requester,
        guest_email=closed.guest_email,
        guest_name=closed.guest_name,
        party=closed.party,
        language=closed.language,
        channel=channel,
        category=closed.category,
        subject=closed.subject,
        answers=closed.answers,
        tier=classified.tier,
        urgency=classified.urgency,
        lane=lane.lane,
        reasons={"tier": classified.reason, "lane": lane.reason},
        priority=classifying.priority(classified.tier, lane.lane),
        queue=closed.category.queue,
        created_at=at,
        updated_at=at,
    )
    if ticket.queue.restricted_to_id is not None:
        ticket.number = restricted_number()
    policy = choose_policy(ticket)
    ticket.head_start = standing.head_start(
        ticket.requester, promised=policy.policy.first_response_within
    )
    ticket.save(force_insert=True)
    by = _author(ticket)

    links.link(ticket, things, at=at)
    message = writing.write(ticket, by=by, body=text, at=at, channel=channel)
    attach(message, files, at=at)
    clocks.start_promises(ticket, policy=policy.policy, at=at)
    refresh_due(ticket)
    ticket.save()
    history.opened(ticket, by=by, at=at, policy=policy.policy.key)
    history.follows(ticket, closed=closed, by=by, at=at)
    history.received(ticket, message_id=message.id, by=by, at=at)
    indexing.begin(ticket, message.body, numbers=[thing.number for thing in things])
    history.continued(closed, follow_up=ticket, by=by, at=at)
    if DeskSettings.current().place_by_itself:
        place(ticket, at=at)
    record_mail("receipt", ticket, at=at)
    announce(ticket)
    announce(closed)
    return ticket


def _author(ticket: Ticket) -> Actor:
    """Return the customer of ``ticket``: whoever may write on the closed one is the same."""
    if ticket.requester is None:
        return guest(ticket.id, ticket.customer_name)
    return Actor(ActorKind.CUSTOMER, user_id=ticket.requester.id, name=str(ticket.requester))
