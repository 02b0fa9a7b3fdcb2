"""What must hold of the configuration as a whole, whoever changed which part of it."""

from collections.abc import Callable

from django.core.exceptions import ValidationError

from tickets.admin.configuration.covering import ask_whether_all_are_promised
from tickets.sla.models import Calendar, Policy
from tickets.sla.timetables import UnusableCalendar, hours_of


def desk_still_holds() -> Callable[[], None]:
    """Return what asks, after a change, whether every ticket that had a promise still has one.

    It raises ValidationError with the reason. To be called before the change.
    """
    before = list(Policy.objects.active())
    broken = {calendar.pk for calendar, _why in _broken_calendars()}

    def ask() -> None:
        for calendar, why in _broken_calendars():
            if calendar.pk not in broken:
                raise ValidationError(str(why), code="calendar")
        ask_whether_all_are_promised(list(Policy.objects.active()), before=before)

    return ask


def _broken_calendars() -> list[tuple[Calendar, UnusableCalendar]]:
    found = []
    for calendar in Calendar.objects.filter(policies__active=True).distinct():
        try:
            hours_of(calendar)
        except UnusableCalendar as why:
            found.append((calendar, why))
    return found
