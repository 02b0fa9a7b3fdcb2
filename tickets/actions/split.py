"""What belongs to another matter becomes a ticket of its own.

The chosen messages move, as in ``merge.py``, and say where they were said first. The new ticket has
promises of its own, which begin now; those of the first hold as they stand. Both lead to each
other, and the customer is told where to read on.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from consignment import dossier
from tickets.actions.assign import NotAnAgent, place
from tickets.actions.joining import moment, move_rows, tell_customer, who_spoke_last
from tickets.actions.locking import lock
from tickets.actions.naming import own_named
from tickets.actions.open import subject_of
from tickets.actions.promising import announce, choose_policy
from tickets.conversation.linked_articles import LinkedArticle
from tickets.conversation.models import Author, Message
from tickets.inbox import indexing
from tickets.lifecycle import configuration, history, linked, links
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.numbering import restricted_number
from tickets.sla import clocks
from tickets.triage import classifying, lanes, standing
from tickets.triage.models import Category

MOST = 200
"""Messages that one split takes along."""


class SplitRefused(Exception):
    """This cannot be split off; ``why`` says what to do, ``field`` beside which field."""

    def __init__(self, why: str, *, code: str = "split_refused", field: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.field = field


@transaction.atomic
@configuration.held()
def split(
    ticket_id: uuid.UUID,
    *,
    messages: Collection[uuid.UUID],
    by: Actor,
    at: dt.datetime,
    subject: str = "",
    category: Category | None = None,
) -> Ticket:
    """Let ``messages`` go into a new ticket of the same customer; return it.

    At least one of them is the customer's, and one of theirs stays. The new ticket is of the same
    category unless another is given, about what its messages name, or else what the first is about.
    The customer is told its number and until when they are answered.

    Raises SplitRefused, NotAnAgent, NoPolicy.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents split tickets."))
    ticket, at = lock(ticket_id, by=by, at=at)
    chosen = _chosen(ticket, messages)
    category = category or ticket.category
    if category.queue.restricted_to_id != ticket.queue.restricted_to_id:
        why = _(
            "This category belongs to a queue that only its team may see, or to one that all may. "
            "Split first, then change what the new ticket is."
        )
        raise SplitRefused(why, code="restricted", field="category")
    new = _file(ticket, chosen, category, subject=subject, by=by, at=at)
    ids = [message.id for message in chosen]
    move_rows(Message.objects.filter(id__in=ids), new, source=ticket.id)
    LinkedArticle.objects.filter(message__in=ids).update(ticket=new)
    new.customer_spoke_last = who_spoke_last(new)
    ticket.customer_spoke_last = who_spoke_last(ticket)
    moved = {"messages": [str(message_id) for message_id in ids]}
    history.split(ticket, other=new, step="left", by=by, at=at, **moved)
    history.split(new, other=ticket, step="came", by=by, at=at, **moved)
    _tell(ticket, new, at=at)
    for one in (ticket, new):
        one.updated_at = at
        one.save()
    if DeskSettings.current().place_by_itself:
        place(new, at=at)
    for one in (ticket, new):
        announce(one)
    return new


def _chosen(ticket: Ticket, messages: Collection[uuid.UUID]) -> list[Message]:
    """Return the messages that go, in their order. Raises SplitRefused."""
    if ticket.facts.group is Group.DONE:
        why = _("%(number)s is done. Reopen it first, or leave it as it is.")
        raise SplitRefused(why % {"number": ticket.reference}, code="is_done")
    if not messages or len(messages) > MOST:
        why = _("Choose what goes into the new ticket: up to %(most)d messages.") % {"most": MOST}
        raise SplitRefused(why, code="no_messages", field="messages")
    said = Message.objects.filter(ticket=ticket)
    chosen = list(said.filter(id__in=messages).order_by("at", "id"))
    if len(chosen) != len(set(messages)):
        why = _("Some of these are not on this ticket any more. Look again at what was said.")
        raise SplitRefused(why, code="not_here", field="messages")
    theirs = [message for message in chosen if message.author_kind == Author.CUSTOMER]
    if not theirs:
        why = _("Choose at least one message of the customer: it is what the new ticket is about.")
        raise SplitRefused(why, code="nothing_of_the_customer", field="messages")
    if said.filter(author_kind=Author.CUSTOMER).count() == len(theirs):
        why = _("A message of the customer must stay. Is it all about something else? Change it.")
        raise SplitRefused(why, code="nothing_stays", field="messages")
    return chosen


def _file(
    ticket: Ticket,
    chosen: Sequence[Message],
    category: Category,
    *,
    subject: str,
    by: Actor,
    at: dt.datetime,
) -> Ticket:
    """File the new ticket, with its promises. Caller holds the lock of the first."""
    spoken = [message for message in chosen if message.author_kind == Author.CUSTOMER]
    text = "\n".join(message.body for message in spoken)
    things = own_named(ticket.requester, text)
    about = things or linked.own_things(ticket)
    classified = classifying.classify(category)
    lane = lanes.choose(dossier.stakes_of(about), limits=lanes.limits())
    new = Ticket(
        split_from=ticket,
        requester=ticket.requester,
        guest_email=ticket.guest_email,
        guest_name=ticket.guest_name,
        party=ticket.party,
        language=ticket.language,
        channel=spoken[0].channel,
        category=category,
        subject=subject_of(subject, spoken[0].body),
        tier=classified.tier,
        urgency=classified.urgency,
        lane=lane.lane,
        reasons={"tier": classified.reason, "lane": lane.reason},
        priority=classifying.priority(classified.tier, lane.lane),
        queue=category.queue,
        created_at=at,
        updated_at=at,
    )
    if new.queue.restricted_to_id is not None:
        new.number = restricted_number()
    policy = choose_policy(new).policy
    new.head_start = standing.head_start(new.requester, promised=policy.first_response_within)
    promised = clocks.start_promises(new, policy=policy, at=at)
    new.due_at = clocks.earliest(promised)
    new.save(force_insert=True)
    if things:
        links.link(new, things, at=at)
    else:
        links.carry(ticket, new)
    history.opened(new, by=by, at=at, policy=policy.key)
    indexing.begin(new, text, numbers=[thing.number for thing in about])
    return new


def _tell(ticket: Ticket, new: Ticket, *, at: dt.datetime) -> None:
    """Say on both where it goes on; the mail is one, of the new ticket."""
    about = {"number": ticket.reference, "other": new.reference}

    def on_the_new() -> str:
        words = [
            _(
                "What you wrote on %(number)s about this has a request of its own now: %(other)s. "
                "You need not do anything; we answer you here."
            )
            % about
        ]
        if promise := clocks.promise_to_customer(new):
            words.append(f"{promise.words} {moment(promise.due_at)}.")
        return "\n\n".join(words)

    tell_customer(new, on_the_new, at=at)
    tell_customer(
        ticket,
        lambda: _("Part of what you wrote here has a request of its own now: %(other)s.") % about,
        at=at,
        by_mail=False,
    )
