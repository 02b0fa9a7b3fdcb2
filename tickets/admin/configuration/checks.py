"""What must hold of the configuration as a whole, whoever changed which part of it."""

from django.core.exceptions import ValidationError

from tickets.sla.models import Calendar
from tickets.sla.timetables import UnusableCalendar, hours_of


def desk_holds() -> None:
    """Raise ValidationError with the reason when promises could no longer be made."""
    for calendar in Calendar.objects.filter(policies__active=True).distinct():
        try:
            hours_of(calendar)
        except UnusableCalendar as why:
            raise ValidationError(str(why), code="calendar") from why
