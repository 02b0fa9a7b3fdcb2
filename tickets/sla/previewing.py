"""What would be promised, told before anything is filed. Nothing is written here."""

import datetime as dt

from tickets.sla import calendars
from tickets.sla.models import Policy
from tickets.sla.timetables import hours_of


def first_response_by(policy: Policy, *, at: dt.datetime) -> dt.datetime | None:
    """Return by when ``policy`` would have a ticket of ``at`` answered; None: it promises nothing.

    One query. Raises UnusableCalendar, TooFarAway.
    """
    if policy.first_response_within is None:
        return None
    return calendars.add(hours_of(policy.calendar), at, policy.first_response_within)
