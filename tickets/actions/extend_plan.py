"""A promised plan needs longer: once, and the customer hears why before its time is over."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tickets import words
from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promise_plan import PlanRefused, due_of, open_plan, told_time
from tickets.actions.promising import announce, policy_in_force, record_mail, refresh_due
from tickets.actions.reply import reply_locked
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.sla.what_counts import person_answered


@transaction.atomic
@configuration.held()
def extend_plan(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Move the promised plan to the longer time, counted from when it was promised.

    ``reason`` is what the customer reads, with the new time. It is a message of a person like any
    other. Raises PlanRefused (none is promised, it was moved before, or its time is over),
    NotAnAgent, TextRefused, AgentIsFull.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents move plans."))
    ticket, at = lock(ticket_id, by=by, at=at)
    reason = reason.strip()
    if not reason:
        raise PlanRefused(_("Say why it takes longer: the customer reads it."))
    plan = open_plan(ticket)
    if plan is None:
        raise PlanRefused(_("No plan is promised, so there is none to move."))
    hours = DeskSettings.current().plan_extended_hours
    terms = clocks.by_the_wall(dt.timedelta(hours=hours))
    _check(plan, terms.target, at=at)
    clocks.move(ticket, ClockKind.PLAN, terms, at=at, reason="the plan needs longer")
    with translation.override(ticket.language):
        when = told_time(ticket, plan.started_at + terms.target)
        told = _("You get the plan by %(when)s.") % {"when": when}
    answer = reply_locked(ticket, by=by, body=f"{reason}\n\n{told}", at=at)
    happening = person_answered(news=answer.news)
    clocks.count(ticket, happening, at=at, policy=policy_in_force(ticket))
    history.plan_extended(ticket, message_id=answer.message.id, by=by, at=at, reason=reason)
    refresh_due(ticket)
    ticket.save()
    record_mail("reply", ticket, at=at, message=str(answer.message.id))
    announce(ticket)
    return ticket


def _check(plan: Clock, longer: dt.timedelta, *, at: dt.datetime) -> None:
    """Raise PlanRefused when ``plan`` may not be moved any more."""
    when = words.when(due_of(plan), now=at)
    if due_of(plan) <= at:
        raise PlanRefused(
            _("The plan was due %(when)s: it can no longer be moved. Give the plan now.")
            % {"when": when}
        )
    if clocks.was_moved(plan) or plan.target >= longer:
        raise PlanRefused(
            _("The plan was moved once, and the customer told so. Give it by %(when)s.")
            % {"when": when}
        )
