"""Registry: Django finds the models of all stages here. Nobody inside imports this file."""

from tickets.conversation.models import Message, Note
from tickets.insight.models import MeasureTarget
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import GuestLink, TicketEvent, TicketLink
from tickets.outbox.models import OutboxEntry, StoredReply
from tickets.routing.models import Assignment, Queue
from tickets.satisfaction.models import Rating, RatingInvite, Review
from tickets.sla.models import (
    Calendar,
    CalendarVersion,
    CalendarWindow,
    Clock,
    ClockEvent,
    ClockWarning,
    Holiday,
    Policy,
)
from tickets.staff.models import Agent, Skill, Team
from tickets.triage.models import Category, LaneLimit, TemplateField

__all__ = [
    "Agent",
    "Assignment",
    "Calendar",
    "CalendarVersion",
    "CalendarWindow",
    "Category",
    "Clock",
    "ClockEvent",
    "ClockWarning",
    "DeskSettings",
    "GuestLink",
    "Holiday",
    "LaneLimit",
    "MeasureTarget",
    "Message",
    "Note",
    "OutboxEntry",
    "Policy",
    "Queue",
    "Rating",
    "RatingInvite",
    "Review",
    "Skill",
    "StoredReply",
    "Team",
    "TemplateField",
    "Ticket",
    "TicketEvent",
    "TicketLink",
]
