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
from tickets.sla.models.retargets import RetargetRun
from tickets.sla.models.warnings import Alert, Outcome, WarningAct, WarningLevel

__all__ = [
    "Alert",
    "Calendar",
    "CalendarVersion",
    "CalendarWindow",
    "Clock",
    "ClockEvent",
    "ClockWarning",
    "Holiday",
    "Outcome",
    "Policy",
    "RetargetRun",
    "SpecialOpening",
    "WarningAct",
    "WarningLevel",
    "Weekday",
]
