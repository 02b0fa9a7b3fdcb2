"""Registry: Django finds the models of all stages here. Nobody inside imports this file."""

from tickets.conversation.canned import CannedReply, CannedReplyMatter
from tickets.conversation.drafts import Draft
from tickets.conversation.files.models import Attachment, DiscardedFile, Upload, UploadPart
from tickets.conversation.held import HeldReply
from tickets.conversation.linked_articles import LinkedArticle
from tickets.conversation.models import Message, Note
from tickets.conversation.talks import Handover
from tickets.conversation.visits import StaffVisit, Visit
from tickets.inbox.models import BulkRow, BulkRun, OwnDefault, SavedView, SearchRow
from tickets.insight.containment import TalkOutcome
from tickets.insight.fewer.models import ProductProposal
from tickets.insight.levels.models import LevelProposal, LevelRule
from tickets.insight.models import Fact, FactState, MeasureTarget
from tickets.lifecycle.configuration import ConfigurationVersion
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import Claim, GuestLink, TicketEvent, TicketLink
from tickets.lifecycle.traces import TicketTrace
from tickets.outbox.models import OutboxEntry, StoredReply
from tickets.routing.callbacks.models import Callback, CallbackAttempt, CallbackPlan
from tickets.routing.escalating import Escalation, EscalationStep
from tickets.routing.models import Assignment, CategoryBand, Queue
from tickets.satisfaction.coaching import Coaching, CoachingCorrection
from tickets.satisfaction.models import Rating, RatingInvite, Review, ReviewStep
from tickets.sla.models import (
    Alert,
    Calendar,
    CalendarVersion,
    CalendarWindow,
    Clock,
    ClockEvent,
    ClockWarning,
    Holiday,
    Policy,
    RetargetRun,
    SpecialOpening,
    WarningAct,
    WarningLevel,
)
from tickets.staff.help_centre import KeptExample, KeptSection, KeptSynonym
from tickets.staff.models import Agent, Skill, Team
from tickets.staff.readers import Reader
from tickets.staff.shifts import Shift, ShiftException
from tickets.triage.learned import TriageLesson, TriageModel
from tickets.triage.models import Category, Clarification, LaneLimit, Standing, TemplateField
from tickets.triage.pressing import DeadlineRule, PressingDeadline
from tickets.triage.stakes import StakeChange

__all__ = [
    "Agent",
    "Alert",
    "Assignment",
    "Attachment",
    "BulkRow",
    "BulkRun",
    "Calendar",
    "CalendarVersion",
    "CalendarWindow",
    "Callback",
    "CallbackAttempt",
    "CallbackPlan",
    "CannedReply",
    "CannedReplyMatter",
    "Category",
    "CategoryBand",
    "Claim",
    "Clarification",
    "Clock",
    "ClockEvent",
    "ClockWarning",
    "Coaching",
    "CoachingCorrection",
    "ConfigurationVersion",
    "DeadlineRule",
    "DeskSettings",
    "DiscardedFile",
    "Draft",
    "Escalation",
    "EscalationStep",
    "Fact",
    "FactState",
    "GuestLink",
    "Handover",
    "HeldReply",
    "Holiday",
    "KeptExample",
    "KeptSection",
    "KeptSynonym",
    "LaneLimit",
    "LevelProposal",
    "LevelRule",
    "LinkedArticle",
    "MeasureTarget",
    "Message",
    "Note",
    "OutboxEntry",
    "OwnDefault",
    "Policy",
    "PressingDeadline",
    "ProductProposal",
    "Queue",
    "Rating",
    "RatingInvite",
    "Reader",
    "RetargetRun",
    "Review",
    "ReviewStep",
    "SavedView",
    "SearchRow",
    "Shift",
    "ShiftException",
    "Skill",
    "SpecialOpening",
    "StaffVisit",
    "StakeChange",
    "Standing",
    "StoredReply",
    "TalkOutcome",
    "Team",
    "TemplateField",
    "Ticket",
    "TicketEvent",
    "TicketLink",
    "TicketTrace",
    "TriageLesson",
    "TriageModel",
    "Upload",
    "UploadPart",
    "Visit",
    "WarningAct",
    "WarningLevel",
]
