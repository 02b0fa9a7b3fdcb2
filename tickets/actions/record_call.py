"""We called: what became of it, and how it goes on."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.book_callback import promise
from tickets.actions.promising import announce, record_mail, refresh_due
from tickets.actions.take_callback import CallRefused, caller, locked
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.routing.callbacks.choices import OUTCOMES, CallbackState, Outcome
from tickets.routing.callbacks.models import Callback, CallbackAttempt
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.openings import hours_now, open_stretch

LONGEST_WAIT = dt.timedelta(days=30)


@transaction.atomic
def record_call(
    callback_id: uuid.UUID,
    *,
    outcome: Outcome,
    by: Actor,
    at: dt.datetime,
    note: str = "",
    again_at: dt.datetime | None = None,
) -> Callback:
    """Record one attempt: it keeps the promise, since we called when we said.

    Without an answer another attempt is promised, at ``again_at`` or after the plan's minutes, in
    its opening hours. After the last attempt, and for a number that is wrong, the call is over and
    the customer hears by mail how it goes on. Whoever records a call that nobody has taken, has.

    Raises CallRefused, NotAnAgent, Callback.DoesNotExist.
    """
    ticket, callback, at = locked(callback_id, by=by, at=at)
    if callback.taken_by is not None and callback.taken_by_id != by.agent_id:
        raise CallRefused(
            _("%(name)s makes this call. Take it over first.") % {"name": callback.taken_by}
        )
    if again_at is not None and not at < again_at <= at + LONGEST_WAIT:
        raise CallRefused(_("Choose a time in the next 30 days for the next call."))
    facts = OUTCOMES[outcome]
    number = callback.tries.count() + 1
    CallbackAttempt.objects.create(
        callback=callback,
        number=number,
        at=at,
        agent_id=caller(by),
        outcome=outcome,
        note=note.strip(),
    )
    clocks.meet(ticket, ClockKind.CALLBACK, at=at)
    ends = facts.ends or (CallbackState.NOT_REACHED if number >= callback.plan.attempts else None)
    if ends is not None:
        callback.state, callback.ended_at = ends, at
        callback.taken_by_id = by.agent_id
    else:
        plan = callback.plan
        earliest = again_at or at + dt.timedelta(minutes=plan.again_minutes)
        stretch = open_stretch(hours_now(plan.calendar), earliest, plan.slot_length)
        callback.next_at, callback.next_until = stretch
        callback.taken_by = None
    callback.save()
    if ends is None:
        promise(ticket, callback, at=at)
    history.callback(ticket, step=outcome, by=by, at=at, reason=note.strip(), number=number)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    if facts.tells or ends is CallbackState.NOT_REACHED:
        record_mail("callback_missed", ticket, at=at, callback=str(callback.id))
    announce(ticket)
    return callback
