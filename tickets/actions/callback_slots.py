"""When a customer can be called, as things stand. Reads; books nothing."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tickets.lifecycle import configuration
from tickets.routing.callbacks.choices import CallbackState
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.routing.callbacks.slots import Slot, slots
from tickets.sla.hours import CalendarError
from tickets.sla.openings import hours_now, openings


@dataclass(frozen=True, slots=True)
class Offer:
    """The plan of a language, and the slots with room, the earliest first."""

    plan: CallbackPlan
    slots: tuple[Slot, ...]

    def first(self, count: int) -> tuple[Slot, ...]:
        """Return the next ``count`` slots: what is offered when the wished one has gone."""
        return self.slots[:count]


@configuration.held()
def offered(language: str, *, at: dt.datetime) -> Offer | None:
    """Return when customers who read ``language`` can be called; None when nothing is free or
    nobody is called at all. One query, and none where no plan is active.
    """
    plan = CallbackPlan.objects.for_language(language)
    if plan is None:
        return None
    free = tuple(slot for slot in slots_of(plan, at=at) if slot.left)
    return Offer(plan, free) if free else None


def slots_of(plan: CallbackPlan, *, at: dt.datetime) -> list[Slot]:
    """Return every slot of ``plan`` that can still be chosen at ``at``, full ones too. One query.

    None where its calendar cannot be used: its page in the admin says so.
    """
    earliest = at + dt.timedelta(minutes=plan.notice_minutes)
    until = at + dt.timedelta(days=plan.days_ahead)
    try:
        open_now = openings(hours_now(plan.calendar), earliest, until + plan.slot_length)
    except CalendarError:
        return []
    return slots(
        open_now,
        length=plan.slot_length,
        earliest=earliest,
        until=until,
        places=plan.places,
        taken=_taken(plan, earliest, until),
        zone=ZoneInfo(plan.calendar.time_zone),
    )


def _taken(plan: CallbackPlan, since: dt.datetime, until: dt.datetime) -> Counter[dt.datetime]:
    sold = Callback.objects.filter(plan=plan, starts_at__gte=since, starts_at__lt=until)
    sold = sold.exclude(state=CallbackState.CANCELLED)
    return Counter(sold.values_list("starts_at", flat=True))
