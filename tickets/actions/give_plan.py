"""The promised plan is given."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.actions.locking import lock
from tickets.actions.promise_plan import PlanRefused, open_plan
from tickets.actions.promising import announce, policy_in_force, record_mail, refresh_due
from tickets.actions.reply import reply_locked
from tickets.conversation.models import Message
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import Actor
from tickets.sla import clocks
from tickets.sla.what_counts import Happening


@transaction.atomic
@configuration.held()
def give_plan(ticket_id: uuid.UUID, *, by: Actor, at: dt.datetime, body: str) -> Message:
    """Send the plan to the customer: it keeps the promise of one, late or not.

    Raises PlanRefused when none is promised, NotAnAgent, TextRefused, AgentIsFull.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents give plans."))
    ticket, at = lock(ticket_id, by=by, at=at)
    if open_plan(ticket) is None:
        raise PlanRefused(_("No plan is promised: write it as a reply."))
    answer = reply_locked(ticket, by=by, body=body, at=at)
    clocks.count(ticket, Happening.PLAN_GIVEN, at=at, policy=policy_in_force(ticket))
    history.plan_given(ticket, message_id=answer.message.id, by=by, at=at)
    refresh_due(ticket)
    ticket.save()
    record_mail("reply", ticket, at=at, message=str(answer.message.id))
    announce(ticket)
    return answer.message
