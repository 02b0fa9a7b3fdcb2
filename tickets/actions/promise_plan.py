"""A complex case is registered, and its customer told when a plan comes."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tickets import words
from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promising import announce, record_mail, refresh_due
from tickets.conversation import writing
from tickets.conversation.models import Message
from tickets.inbox import indexing
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.sla.what_counts import Happening


class PlanRefused(Exception):
    """A plan cannot be promised, moved or given now; ``why`` says what to do instead."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
@configuration.held()
def promise_plan(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Register a complex case with its ``reason``, which staff read; tell the customer at once.

    What is told goes out by itself, so it keeps no promise of an answer. Raises PlanRefused,
    NotAnAgent.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents promise plans."))
    ticket, at = lock(ticket_id, by=by, at=at)
    reason = reason.strip()
    if not reason:
        raise PlanRefused(_("Say why this is complex: the reason is kept in the history."))
    if ticket.facts.group is Group.DONE:
        raise PlanRefused(_("This ticket is done: nobody plans for it. Reopen it first."))
    if (promised := open_plan(ticket)) is not None:
        when = words.when(due_of(promised), now=at)
        raise PlanRefused(_("A plan is promised already, by %(when)s.") % {"when": when})
    hours = DeskSettings.current().plan_hours
    terms = clocks.by_the_wall(dt.timedelta(hours=hours))
    clocks.count(ticket, Happening.PLAN_PROMISED, at=at, terms=terms)
    message = _tell(ticket, due_at=at + terms.target, at=at)
    history.plan_promised(ticket, message_id=message.id, by=by, at=at, reason=reason)
    refresh_due(ticket)
    ticket.save()
    record_mail("plan", ticket, at=at, message=str(message.id))
    announce(ticket)
    return ticket


def open_plan(ticket: Ticket) -> Clock | None:
    """Return the clock of the plan that is promised now."""
    return ticket.clocks.open().filter(kind=ClockKind.PLAN).first()


def due_of(plan: Clock) -> dt.datetime:
    """Return when ``plan`` is due: by the clock on the wall it never stands still."""
    return plan.started_at + plan.target


def told_time(ticket: Ticket, due_at: dt.datetime) -> str:
    """Return ``due_at`` as the customer of ``ticket`` reads it; the language is set already."""
    zone = ticket.requester.time_zone if ticket.requester else settings.TIME_ZONE
    # With its day, always: what is said stays, and is read on other days.
    return date_format(due_at.astimezone(ZoneInfo(zone)), _("D j M, H:i"))


def _tell(ticket: Ticket, *, due_at: dt.datetime, at: dt.datetime) -> Message:
    with translation.override(ticket.language):
        body = _(
            "Your request needs more than a quick answer, so somebody looks into it thoroughly. "
            "You get a plan from us by %(when)s: what we do, and by when."
        ) % {"when": told_time(ticket, due_at)}
    channel = Channel(ticket.channel)
    message = writing.write(ticket, by=SYSTEM, body=body, at=at, channel=channel, automatic=True)
    indexing.said(ticket, message.body)
    return message
