"""What would be promised, told before anything is filed. Nothing is written here."""

import datetime as dt
from dataclasses import dataclass

from tickets.sla import calendars
from tickets.sla.models import Policy
from tickets.sla.timetables import hours_of


@dataclass(frozen=True, slots=True)
class Preview:
    """By when a person would answer; ``opens_at`` when nobody works now, None while somebody does.

    Each is None where nothing is promised.
    """

    answer_by: dt.datetime | None = None
    opens_at: dt.datetime | None = None


def preview(policy: Policy, *, at: dt.datetime) -> Preview:
    """Return what ``policy`` would promise a ticket of ``at``.

    One query. Raises UnusableCalendar, TooFarAway.
    """
    if policy.first_response_within is None:
        return Preview()
    hours = hours_of(policy.calendar)
    return Preview(
        answer_by=calendars.add(hours, at, policy.first_response_within),
        opens_at=None if calendars.is_open(hours, at) else calendars.next_opening(hours, at),
    )
