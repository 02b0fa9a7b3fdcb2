"""What the pages say of calls: the one that is booked, or that one can be, and how long answers
take at the moment.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from consignment.languages import supported
from consignment.models import User
from tickets.actions.book_callback import COUNTRY, PHONE, STARTS_AT
from tickets.actions.callback_slots import Offer, offered
from tickets.insight.waiting import wait_now
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ActorKind
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.public.forms.callback import CallbackForm
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.routing.callbacks.numbers import guessed
from tickets.routing.callbacks.slots import Slot
from tickets.words import span

CALL = "call"
"""What a page is asked with to show the fields of a call, and before their names within another
form.
"""


@dataclass(frozen=True, slots=True)
class Calling:
    """``booked``: the call to come, if any; ``can_book``: whether one can be asked for.

    ``wait``: how long an answer takes now, in words, where it is so long that a call is offered by
    itself; else empty.
    """

    booked: Callback | None = None
    can_book: bool = False
    wait: str = ""


def calling_of(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Calling:
    """Return what the page of ``ticket`` says of calls. At most four queries, none when done."""
    if ticket.facts.group is Group.DONE or by.kind is ActorKind.ANONYMOUS:
        return Calling()
    booked = ticket.callbacks.open().first()
    if booked is not None:
        return Calling(booked)
    plan = CallbackPlan.objects.for_language(ticket.language)
    if plan is None:
        return Calling()
    # Whom somebody has answered already waits for no first answer.
    wait = "" if ticket.first_replied_at else long_wait(plan, at=at)
    return Calling(can_book=True, wait=wait)


def long_wait(plan: CallbackPlan, *, at: dt.datetime) -> str:
    """Return how long an answer takes now, in words, if that is more than staff bear; else ""."""
    wait = wait_now(plan.language, at=at)
    return span(wait) if wait > dt.timedelta(minutes=plan.offer_above_minutes) else ""


def offer_when_asking(request: HttpRequest, *, at: dt.datetime) -> Offer | None:
    """Return the times at which who files a new request can be called instead.

    Nothing for strangers: a number that they type may be anybody's. The link of the receipt proves
    more, and leads to the same offer.
    """
    if not request.user.is_authenticated:
        return None
    return offered(supported(get_language()), at=at)


def form_on(
    ticket: Ticket,
    booked: Callback | None,
    *,
    data: Mapping[str, Any] | None,
    at: dt.datetime,
) -> CallbackForm | None:
    """Return the form of a call on ``ticket``, with what is ``booked``; None when no time is free.

    The time that is booked can be kept, however full its slot is.
    """
    offer = offered(ticket.language, at=at)
    slots = {slot.starts_at: slot for slot in (offer.slots if offer else ())}
    initial = known_of(ticket.requester, language=ticket.language)
    if booked is not None:
        slots[booked.next_at] = Slot(booked.next_at, booked.next_until, left=1)
        initial = {"phone": booked.spaced, "starts_at": booked.next_at.isoformat()}
    if not slots:
        return None
    plan = booked.plan if booked is not None else offer.plan if offer else None
    return CallbackForm(
        data,
        initial=initial,
        slots=[slots[start] for start in sorted(slots)],
        allowed=plan.countries if plan else (),
        language=supported(get_language()),
    )


def within(typed: Mapping[str, Any]) -> bool:
    """Tell whether what was ``typed`` into the form of a request holds fields of a call."""
    return f"{CALL}-{STARTS_AT}" in typed


def form_within(
    offer: Offer, person: User, *, typed: Mapping[str, Any], sent: bool
) -> CallbackForm:
    """Return the form of a call as a part of the form of a new request; nothing in it is asked.

    ``typed``: what was ``sent``, or what a draft has kept of it.
    """
    language = supported(get_language())
    kept = {name: typed.get(f"{CALL}-{name}", "") for name in (PHONE, COUNTRY, STARTS_AT)}
    return CallbackForm(
        typed if sent else None,
        prefix=CALL,
        asked=False,
        initial=known_of(person, language=language) | {k: v for k, v in kept.items() if v},
        slots=offer.slots,
        allowed=offer.plan.countries,
        language=language,
    )


def known_of(person: User | None, *, language: str) -> dict[str, str]:
    """Return what is known of somebody's number before they type it."""
    phone = person.phone if person else ""
    return {"phone": phone, "country": guessed(phone=phone, language=language)}
