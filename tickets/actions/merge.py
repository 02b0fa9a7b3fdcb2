"""Two tickets of one customer become one.

What was said moves, and says where it was said first (``said_on``): so every reader of the kept
ticket, whatever the door, finds it without knowing of merges, in the order of time, and nobody who
may not read the ticket can reach it. Pointing at the other ticket instead would ask each reader,
search and export to look in two places, and who forgets to would lose messages without a word. The
history stays where it happened: each ticket has its own events, and theirs name what moved.

There is no undoing: a promise that was dropped would have to be taken up again, and then its past
could not be proven. Who merged by mistake splits what moved off again (``split.py``).
"""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.joining import move_rows, tell_customer, weigh_again, who_spoke_last
from tickets.actions.locking import forward
from tickets.actions.promising import announce, refresh_due
from tickets.conversation import drafts
from tickets.conversation.held import OPEN, HeldReply
from tickets.conversation.linked_articles import LinkedArticle
from tickets.conversation.models import Author, Message, Note
from tickets.conversation.talks import Handover, silence_assistant
from tickets.inbox import indexing
from tickets.lifecycle import configuration, history, links
from tickets.lifecycle.actors import Actor, refuse_readers
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.moves import move
from tickets.routing import assigning
from tickets.routing.callbacks.choices import CallbackState, Step
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.merging import kinds_of, merge_promises
from tickets.sla.models import Clock
from tickets.sla.what_counts import Happening


class MergeRefused(Exception):
    """These two cannot become one; ``why`` says what to do, ``field`` beside which field."""

    def __init__(self, why: str, *, code: str = "merge_refused", field: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.field = field


def why_not(merged: Ticket, kept: Ticket) -> MergeRefused | None:
    """Return what is against it that ``merged`` goes into ``kept``; None when nothing is."""
    if merged.id == kept.id:
        why = _("This is the same ticket: choose another one of the customer.")
        return MergeRefused(why, code="same_ticket", field="into")
    for ticket in (merged, kept):
        about = {"number": ticket.reference}
        if ticket.state == State.MERGED:
            why = _("%(number)s was merged before: take the one that it went into.") % about
            return MergeRefused(why, code="merged_already")
        if ticket.state == State.RESOLVED:
            why = _(
                "%(number)s is resolved, and its customer may rate that. If the matter goes on, "
                "reopen it first, then merge; else leave it as it is."
            )
            return MergeRefused(why % about, code="is_done")
        if ticket.facts.group is Group.DONE:
            why = _(
                "%(number)s is closed: what was promised and measured there stays as it was. Go on "
                "in the other one, and name this number in a note."
            )
            return MergeRefused(why % about, code="is_done")
    if _whose(merged) != _whose(kept):
        why = _("They are of different customers, who would read each other's words.")
        return MergeRefused(why, code="other_customer", field="into")
    if merged.queue.restricted_to_id != kept.queue.restricted_to_id:
        why = _(
            "One of them is in a queue that only its team may see. Move it to the same queue first."
        )
        return MergeRefused(why, code="restricted", field="into")
    return None


@transaction.atomic
@configuration.held()
def merge(ticket_id: uuid.UUID, *, into: uuid.UUID, by: Actor, at: dt.datetime) -> Ticket:
    """Let a ticket go into another one of its customer; return the one that is kept.

    All that was said, noted and linked stands on the kept ticket from now on, as do the earliest
    promise of each kind, a booked call and an escalation; the more urgent tier and the VIP lane,
    whichever of both had it. The other is closed as merged, and leads there. The customer is told.

    Locks both, in the order of their ids. Raises MergeRefused, NotAnAgent, OutOfOrder.
    """
    refuse_readers(by)
    if not by.may.works:
        raise NotAnAgent(_("Only agents merge tickets."))
    known = Ticket.objects.visible_to(by)
    if not known.filter(id=into).exists():
        known.get(id=ticket_id)
        raise MergeRefused(_("Choose one of the customer's other tickets."), field="into")
    both = {one: known.locked(one) for one in sorted({ticket_id, into})}
    merged, kept = both[ticket_id], both[into]
    if refused := why_not(merged, kept):
        raise refused
    at = max(forward(merged, at), forward(kept, at))

    waits_for_us = not merged.facts.pauses_clocks
    move(merged, Move.MERGE, by=by, at=at, into_id=kept.id)
    assigning.end(merged, at=at)
    if kept.facts.pauses_clocks and waits_for_us:
        move(kept, Move.RESUME, by=by, at=at)
    moved = _move_talk(merged, kept, at=at)
    links.carry(merged, kept)
    carried, dropped = merge_promises(merged, kept, at=at)
    _follow(merged, kept, carried, dropped, by=by, at=at)
    clocks.count(merged, Happening.MERGED, at=at)
    weigh_again(kept, merged)
    kept.answers = [*kept.answers, *(one for one in merged.answers if one not in kept.answers)]
    kept.reply_count += merged.reply_count
    kept.customer_spoke_last = who_spoke_last(kept)
    kept.updated_at = at
    history.merged(merged, other=kept, step="gone", by=by, at=at)
    history.merged(kept, other=merged, step="kept", by=by, at=at, **moved)
    tell_customer(
        kept,
        lambda: (
            _(
                "Your requests %(other)s and %(number)s are about the same matter, so we go on "
                "with both here. All that you wrote is here, and the earlier of our promises holds."
            )
            % {"other": merged.reference, "number": kept.reference}
        ),
        at=at,
    )
    for ticket in (merged, kept):
        refresh_due(ticket)
        ticket.save()
        announce(ticket)
    return kept


def _whose(ticket: Ticket) -> tuple[uuid.UUID | None, str]:
    return ticket.requester_id, ticket.guest_email


def _move_talk(merged: Ticket, kept: Ticket, *, at: dt.datetime) -> dict[str, list[str | int]]:
    """Let all that was said and noted stand on ``kept``; return the ids, for the history."""
    said = list(Message.objects.filter(ticket=merged).order_by("at", "id"))
    noted = list(Note.objects.filter(ticket=merged).order_by("at", "id"))
    move_rows(Message.objects.filter(ticket=merged), kept, source=merged.id)
    move_rows(Note.objects.filter(ticket=merged), kept, source=merged.id)
    LinkedArticle.objects.filter(ticket=merged).update(ticket=kept)
    # Whoever merges it takes care of the talk that it came from, which shows the kept one now.
    silence_assistant(merged, at=at)
    Handover.objects.filter(ticket=merged).update(ticket=kept)
    # What is typed, or on its way out, is of the same matter.
    HeldReply.objects.filter(ticket=merged, state__in=OPEN).update(ticket=kept)
    writers = set(merged.staff_visits.values_list("user", flat=True))
    if merged.requester_id is not None:
        writers.add(merged.requester_id)
    drafts.go_along(writers, merged.id, kept.id)
    spoken = [m.body for m in said if not (m.automatic and m.author_kind == Author.SYSTEM)]
    indexing.said(kept, "\n".join([merged.subject, *spoken]))
    if noted:
        indexing.noted(kept, "\n".join(note.body for note in noted))
    numbers = merged.links.values_list("snapshot__number", flat=True)
    indexing.linked(kept, [number for number in numbers if number])
    return {"messages": [str(m.id) for m in said], "notes": [note.id for note in noted]}


def _follow(
    merged: Ticket,
    kept: Ticket,
    carried: list[Clock],
    dropped: list[Clock],
    *,
    by: Actor,
    at: dt.datetime,
) -> None:
    """Let what stands behind a promise go where the promise went: the call, the escalation."""
    gone, over = kinds_of(carried), kinds_of(dropped)
    if ClockKind.CALLBACK in over:
        losing = kept if ClockKind.CALLBACK in gone else merged
        losing.callbacks.open().update(state=CallbackState.CANCELLED, ended_at=at)
        history.callback(losing, step=Step.CANCELLED, by=by, at=at)
    if ClockKind.CALLBACK in gone:
        merged.callbacks.open().update(ticket=kept)
    if ClockKind.ESCALATION in over:
        losing = kept if ClockKind.ESCALATION in gone else merged
        losing.escalations.open().update(ended_at=at)
    if ClockKind.ESCALATION in gone:
        merged.escalations.open().update(ticket=kept)
