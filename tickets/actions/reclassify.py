"""Somebody of the staff finds that a ticket is of another kind: category, tier, urgency or lane."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.confirm_category import learn_category_locked
from tickets.actions.joining import moment, tell_customer
from tickets.actions.locking import lock
from tickets.actions.promising import announce, choose_policy, refresh_due
from tickets.actions.requeue import release_misfit, requeue_locked
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Lane, Tier, Urgency
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.choices import KINDS
from tickets.sla.moving import Moved, moved_later, times_told
from tickets.triage import classifying
from tickets.triage.models import Category


class ReclassifyRefused(Exception):
    """It cannot be changed like this; ``why`` says what to do, ``field`` beside which field."""

    def __init__(self, why: str, field: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.field = field


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a ticket is to be; None where it stays. A category brings its tier and urgency along,
    unless these are said as well.
    """

    category: Category | None = None
    tier: Tier | None = None
    urgency: Urgency | None = None
    lane: Lane | None = None


@transaction.atomic
@configuration.held()
def reclassify(
    ticket_id: uuid.UUID, wanted: Wanted, *, by: Actor, at: dt.datetime, reason: str
) -> Ticket:
    """Change what kind of ticket it is, with the reason: its promises, queue and order follow.

    What was used up of a promise stays used up. Where one moves later than the customer was told,
    a message tells them so, and is there the moment the promise moves. In another queue the ticket
    may be numbered anew, and leaves an agent who may not hold it there.

    Raises ReclassifyRefused, NotAnAgent, NoPolicy.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents change what a ticket is about."))
    ticket, at = lock(ticket_id, by=by, at=at)
    reason = reason.strip()
    if ticket.facts.group is Group.DONE:
        raise ReclassifyRefused(_("This ticket is done. Reopen it first."))
    if not reason:
        raise ReclassifyRefused(_("Say why: the reason is kept in the history."), "reason")
    number = ticket.number
    changes = _change(ticket, wanted, by=by)
    if not changes:
        raise ReclassifyRefused(_("It is so already: choose what is to be different."))
    before = times_told(ticket)
    if ticket.queue_id != ticket.category.queue_id and "category" in changes:
        requeue_locked(ticket, ticket.category.queue, at=at)
    if "category" in changes:
        learn_category_locked(ticket, by=by, at=at)
    ticket.priority = classifying.priority(Tier(ticket.tier), Lane(ticket.lane))
    ticket.updated_at = at
    policy = choose_policy(ticket).policy
    clocks.retarget(ticket, policy=policy, at=at, reason=reason[:300])
    history.reclassified(ticket, changes=changes, by=by, at=at, reason=reason)
    later = moved_later(before, times_told(ticket))
    if later or ticket.number != number:
        _tell_customer(ticket, later, renumbered=ticket.number != number, at=at)
    release_misfit(ticket, by=by, at=at, reason=_("It is of another kind now."))
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return ticket


def _change(ticket: Ticket, wanted: Wanted, *, by: Actor) -> dict[str, list[Any]]:
    """Set what is wanted; return what it was and is, of the columns that differ."""
    category = wanted.category or ticket.category
    is_new = category != ticket.category
    tier = wanted.tier or (Tier(category.tier) if is_new else Tier(ticket.tier))
    urgency = wanted.urgency or (Urgency(category.urgency) if is_new else Urgency(ticket.urgency))
    lane = wanted.lane or Lane(ticket.lane)
    changes: dict[str, list[Any]] = {}
    if is_new:
        changes["category"] = [ticket.category_id, category.pk]
    for column, now in (("tier", tier), ("urgency", urgency), ("lane", lane)):
        if getattr(ticket, column) != now:
            changes[column] = [getattr(ticket, column), now.value]
    said = {}
    if wanted.tier is not None and "tier" in changes:
        said["tier"] = f"set by {by.name}"
    elif is_new:
        said["tier"] = classifying.classify(category).reason
    if "lane" in changes:
        # Whoever weighs the money at stake again leaves what a person has decided.
        said |= {"lane": f"set by {by.name}", "lane_by": by.name}
    ticket.category, ticket.tier, ticket.urgency, ticket.lane = category, tier, urgency, lane
    ticket.reasons = {**ticket.reasons, **said}
    return changes


def _tell_customer(
    ticket: Ticket, later: list[Moved], *, renumbered: bool, at: dt.datetime
) -> None:
    """Write to the customer what is different for them. It is automatic: it keeps no promise."""

    def body() -> str:
        lines = [
            _("We have read your request again: it belongs to “%(category)s”.")
            % {"category": ticket.category}
        ]
        lines += [_in_words(one) for one in later]
        if renumbered:
            lines.append(_("Its number is %(number)s from now on.") % {"number": ticket.reference})
        return "\n\n".join(lines)

    tell_customer(ticket, body, at=at)


def _in_words(moved: Moved) -> str:
    about = {"promise": KINDS[moved.kind].customer_words, "was": moment(moved.was)}
    if moved.now is None:
        return _("%(promise)s %(was)s: we cannot promise this time any more.") % about
    about["now"] = moment(moved.now)
    return _("%(promise)s %(now)s. Before, we had said %(was)s.") % about
