"""A customer books a call, or another time or number for it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.callback_slots import Offer, offered, slots_of
from tickets.actions.locking import lock
from tickets.actions.promising import announce, record_mail, refresh_due
from tickets.lifecycle import history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ActorKind
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.choices import CallbackState, Step
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.routing.callbacks.numbers import NumberRefused, guessed, normalised
from tickets.routing.callbacks.slots import Slot
from tickets.sla import calendars, clocks
from tickets.sla.choices import ClockKind
from tickets.sla.openings import hours_now

NEXT_FREE = 6
"""How many free slots are offered with a refusal."""

PHONE, STARTS_AT, COUNTRY = "phone", "starts_at", "country"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed: a number, the country it is from if it begins with no +, and the slot."""

    phone: str
    starts_at: dt.datetime
    country: str = ""


class CallbackRefused(Exception):
    """The call cannot be booked so. ``why`` says what to do, ``field`` beside what it belongs
    (empty: the whole), and ``slots`` are the next that are free.
    """

    def __init__(
        self, why: str, *, code: str, field: str = "", slots: tuple[Slot, ...] = ()
    ) -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.field = field
        self.slots = slots

    def within(self, name: str) -> "CallbackRefused":
        """Return the same, where the call is a part ``name`` of something larger."""
        field = f"{name}.{self.field}" if self.field else name
        return CallbackRefused(self.why, code=self.code, field=field, slots=self.slots)


@transaction.atomic
def book_callback(ticket_id: uuid.UUID, wanted: Wanted, *, by: Actor, at: dt.datetime) -> Callback:
    """Book a call on a ticket that is not done; the customer gets a mail with the time.

    Raises CallbackRefused, with the next free slots.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    callback = book_locked(ticket, wanted, by=by, at=at)
    refresh_due(ticket)
    ticket.save()
    record_mail("callback_booked", ticket, at=at, callback=str(callback.id))
    announce(ticket)
    return callback


def book_locked(ticket: Ticket, wanted: Wanted, *, by: Actor, at: dt.datetime) -> Callback:
    """Book the call and begin its promise. Caller holds the ticket lock and saves.

    Locks the plan of the language, after the ticket: of two who want the last place of a slot,
    the second finds it gone.
    """
    if ticket.facts.group is Group.DONE:
        why = _("This request is done, so there is nothing to call about. Write to reopen it.")
        raise CallbackRefused(why, code="ticket_is_done")
    if ticket.callbacks.open().exists():
        why = _("A call is booked for this request already. Change its time or its number instead.")
        raise CallbackRefused(why, code="booked_already")
    plan = _plan(ticket.language)
    phone = _phone(ticket, wanted, plan)
    slot = _slot(plan, wanted.starts_at, at=at)
    callback = Callback.objects.create(
        ticket=ticket,
        plan=plan,
        phone=phone,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        place=_free_place(plan, slot),
        next_at=slot.starts_at,
        next_until=slot.ends_at,
        booked_at=at,
    )
    promise(ticket, callback, at=at)
    _tell(ticket, callback, Step.BOOKED, by=by, at=at)
    return callback


@transaction.atomic
def change_callback(
    ticket_id: uuid.UUID, wanted: Wanted, *, by: Actor, at: dt.datetime
) -> Callback:
    """Move the booked call to another slot, or to another number, or both; attempts count on.

    Raises CallbackRefused, with the next free slots.
    """
    ticket, at = lock(ticket_id, by=by, at=at)
    callback = ticket.callbacks.open().select_for_update().first()
    if callback is None:
        raise CallbackRefused(_("No call is booked. Book one."), code="not_booked")
    plans = CallbackPlan.objects.select_for_update(of=("self",), no_key=True)
    plan = plans.select_related("calendar").get(pk=callback.plan_id)
    callback.phone = _phone(ticket, wanted, plan)
    if moved := wanted.starts_at != callback.next_at:
        slot = _slot(plan, wanted.starts_at, at=at)
        callback.starts_at, callback.ends_at = slot.starts_at, slot.ends_at
        callback.next_at, callback.next_until = slot.starts_at, slot.ends_at
        callback.place = _free_place(plan, slot)
        callback.taken_by = None
    callback.save()
    if moved:
        clocks.cancel(ticket, at=at, reason="the call was moved", kinds=[ClockKind.CALLBACK])
        promise(ticket, callback, at=at)
    _tell(ticket, callback, Step.CHANGED, by=by, at=at)
    refresh_due(ticket)
    ticket.updated_at = at
    ticket.save()
    record_mail("callback_booked", ticket, at=at, callback=str(callback.id))
    announce(ticket)
    return callback


def promise(ticket: Ticket, callback: Callback, *, at: dt.datetime) -> None:
    """Promise the next attempt: the clock falls due when its slot ends.

    Measured by the plan's calendar, which is open through the slot. Caller holds the ticket lock.
    """
    calendar = callback.plan.calendar
    target = calendars.elapsed(hours_now(calendar), at, callback.next_until)
    clocks.start(ticket, ClockKind.CALLBACK, target=target, calendar=calendar, policy=None, at=at)


def _plan(language: str) -> CallbackPlan:
    """Return the plan of ``language``, locked until the transaction ends."""
    plans = CallbackPlan.objects.select_for_update(of=("self",), no_key=True)
    plan = plans.select_related("calendar").filter(language=language, active=True).first()
    if plan is None:
        raise CallbackRefused(_("We do not call back at the moment. Write to us."), code="no_plan")
    return plan


def _phone(ticket: Ticket, wanted: Wanted, plan: CallbackPlan) -> str:
    known = ticket.requester.phone if ticket.requester else ""
    country = wanted.country or guessed(phone=known, language=ticket.language)
    try:
        return normalised(wanted.phone, country=country, allowed=plan.countries)
    except NumberRefused as refusal:
        field = COUNTRY if refusal.code == "which_country" else PHONE
        raise CallbackRefused(refusal.why, code=refusal.code, field=field) from refusal


def _slot(plan: CallbackPlan, starts_at: dt.datetime, *, at: dt.datetime) -> Slot:
    """Return the slot that begins at ``starts_at``, with room. Caller holds the plan's lock."""
    # A plan that was retired keeps what is booked, and sells nothing more.
    possible = {slot.starts_at: slot for slot in slots_of(plan, at=at)} if plan.active else {}
    free = tuple(slot for slot in possible.values() if slot.left)[:NEXT_FREE]
    slot = possible.get(starts_at)
    if slot is not None and slot.left:
        return slot
    if not free:
        why, code = _("No time is free in the next days. Write to us instead."), "nothing_free"
    elif slot is not None:
        why, code = _("This time has just gone. Choose another one."), "slot_gone"
    elif starts_at <= at:
        why, code = _("This time is over. Choose one that is to come."), "slot_past"
    else:
        why, code = _("Nobody calls at this time. Choose one of the list."), "no_slot"
    raise CallbackRefused(why, code=code, field=STARTS_AT, slots=free)


def _free_place(plan: CallbackPlan, slot: Slot) -> int:
    """Return the lowest place of the slot that nobody has. Caller holds the plan's lock."""
    sold = Callback.objects.filter(plan=plan, starts_at=slot.starts_at)
    taken = set(sold.exclude(state=CallbackState.CANCELLED).values_list("place", flat=True))
    return next(place for place in range(1, len(taken) + 2) if place not in taken)


def _tell(ticket: Ticket, callback: Callback, step: Step, *, by: Actor, at: dt.datetime) -> None:
    history.callback(
        ticket,
        step=step,
        by=by,
        at=at,
        starts_at=callback.next_at.isoformat(),
        ends_at=callback.next_until.isoformat(),
    )


def may_book(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Offer | None:
    """Return the times offered to ``by`` on ``ticket``; None where a call cannot be booked.

    Whether one is booked already, the caller knows.
    """
    if ticket.facts.group is Group.DONE or not (by.is_customer or by.may.works):
        return None
    if by.kind is ActorKind.ANONYMOUS:
        return None
    return offered(ticket.language, at=at)
