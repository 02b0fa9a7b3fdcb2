"""Calendars, policies, clocks."""

from tickets.sla.models.calendars import (
    Calendar,
    CalendarVersion,
    CalendarWindow,
    Holiday,
    SpecialOpening,
    Weekday,
)
from tickets.sla.models.clocks import Clock, ClockEvent, ClockWarning
from tickets.sla.models.policies import Policy

__all__ = [
    "Calendar",
    "CalendarVersion",
    "CalendarWindow",
    "Clock",
    "ClockEvent",
    "ClockWarning",
    "Holiday",
    "Policy",
    "SpecialOpening",
    "Weekday",
]
