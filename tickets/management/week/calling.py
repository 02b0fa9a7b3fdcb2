"""At the end of the week: calls that were made, are due and are to come, and what was escalated."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from tickets.actions.book_callback import Wanted, book_callback
from tickets.actions.callback_slots import offered
from tickets.actions.escalate import choices, escalate
from tickets.actions.press import press_deadlines
from tickets.actions.record_call import record_call
from tickets.actions.take_callback import take_callback
from tickets.actions.take_escalation import take_escalation
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.routing.callbacks.choices import Outcome
from tickets.routing.callbacks.models import Callback
from tickets.routing.escalating import Escalation, Whom
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent

# Ofcom keeps 020 7946 0000 to 0999 for drama; the Chinese one is the number of every example.
PHONES = {"en": "+442079460018", "zh-hans": "+8613800138000"}
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
BOOKED_AGO = (30 * HOUR, 26 * HOUR, 8 * HOUR, 4 * HOUR, 2 * HOUR, HOUR)
"""How long ago customers booked: the first were called by now, the last are still to be."""
LEFT_OPEN = 2 * HOUR
"""Calls that were due for less long wait for whoever looks at the desk."""
ASKED_AGO = 25 * MINUTE
WHY = (
    "The courier and the customer say different things, and neither moves.",
    "It is worth more than I may decide alone.",
)


def call_and_escalate(*, now: dt.datetime) -> None:
    """Let customers book calls, agents make some and ask their supervisors, deadlines press.

    Each step is dated after all that happened to its ticket: where a week is short, there is less.
    """
    for number, ago in enumerate(BOOKED_AGO):
        ticket = next(_quiet_since(now - ago, besides=Callback.objects.values("ticket")), None)
        if ticket is not None:
            _book(ticket, at=now - ago, now=now, answers=number != 1)
    for number, why in enumerate(WHY):
        at = now - ASKED_AGO
        ticket = next(_quiet_since(at, besides=Escalation.objects.values("ticket")), None)
        if ticket is not None:
            _ask(ticket, why, at=at, taken=number == 0)
    press_deadlines(at=now)


def _quiet_since(at: dt.datetime, *, besides: QuerySet[Any, Any]) -> Iterator[Ticket]:
    """Yield tickets that an agent holds and nothing has happened to since ``at``, but ``besides``.

    Those in restricted queues are left out, so that everybody finds something.
    """
    held = Ticket.objects.unfinished().filter(updated_at__lt=at, queue__restricted_to=None)
    held = held.exclude(assignee=None).exclude(requester=None).exclude(id__in=besides)
    # What the desk only notices, a warning, is no change of the ticket.
    held = held.exclude(Exists(TicketEvent.objects.filter(ticket=OuterRef("pk"), at__gt=at)))
    yield from held.select_related("assignee__user", "requester").order_by("number")


def _book(ticket: Ticket, *, at: dt.datetime, now: dt.datetime, answers: bool) -> None:
    offer = offered(ticket.language, at=at)
    if offer is None or ticket.requester is None or ticket.assignee is None:
        return
    wanted = Wanted(PHONES[ticket.language], offer.slots[0].starts_at)
    call = book_callback(ticket.id, wanted, by=actor_of(ticket.requester), at=at)
    then, agent = call.starts_at + 4 * MINUTE, actor_of(ticket.assignee.user)
    if then > now - LEFT_OPEN:
        return
    take_callback(call.id, by=agent, at=then)
    if answers:
        record_call(call.id, outcome=Outcome.REACHED, by=agent, at=then)
    else:
        record_call(call.id, outcome=Outcome.NO_ANSWER, note="Rang out.", by=agent, at=then)


def _ask(ticket: Ticket, why: str, *, at: dt.datetime, taken: bool) -> None:
    """Ask a supervisor to take ``ticket``, who does (``taken``) or has not yet."""
    if ticket.assignee is None:
        return
    by = actor_of(ticket.assignee.user)
    steps = (one.step for one in choices(ticket, by=by) if one.possible)
    step = next((one for one in steps if one.whom == Whom.SUPERVISOR), None)
    if step is None:
        return
    escalate(ticket.id, step=step.pk, by=by, at=at, reason=why)
    leader = Agent.objects.filter(pk__in=step.members(ticket)).exclude(user=by.user_id)
    first = leader.select_related("user").order_by("id").first()
    if taken and first is not None:
        take_escalation(ticket.id, by=actor_of(first.user), at=at + 12 * MINUTE)
