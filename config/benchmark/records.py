"""The tables of a ticket's life, with the columns that the stories fill."""

from config.benchmark.copying import Table
from tickets.conversation.models import Message
from tickets.inbox.models import SearchRow
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent, TicketLink
from tickets.outbox.models import OutboxEntry
from tickets.routing.models import Assignment
from tickets.satisfaction.models import Rating, Review
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock, ClockEvent, ClockWarning

FIRST_RESPONSE = ClockKind.FIRST_RESPONSE

TICKETS = Table(
    Ticket,
    *("id", "number", "state", "requester_id", "guest_email", "guest_name"),
    *("party", "language", "channel", "category_id", "subject"),
    *("tier", "urgency", "lane", "reasons", "priority", "queue_id", "assignee_id", "due_at"),
    *("created_at", "updated_at", "first_replied_at", "resolved_at", "closed_at"),
    *("reply_count", "reply_turns", "customer_spoke_last"),
)
MESSAGES = Table(
    Message, "id", "ticket_id", "author_kind", "author_id", "author_name", "body", "channel", "at"
)
EVENTS = Table(
    TicketEvent,
    *("ticket_id", "kind", "at", "actor_kind", "actor_id", "move", "source", "target", "data"),
)
CLOCKS = Table(
    Clock,
    *("id", "ticket_id", "kind", "cycle", "round", "policy_id", "calendar_version_id"),
    *("target", "levels", "started_at", "last_event_at", "consumed", "running_since", "due_at"),
    *("met_at", "breached_at", "cancelled_at", "next_level", "next_mark_at"),
)
CLOCK_EVENTS = Table(ClockEvent, "clock_id", "kind", "at", "data")
WARNINGS = Table(ClockWarning, "clock_id", "level", "reached_at", "noticed_at")
ASSIGNMENTS = Table(Assignment, "ticket_id", "agent_id", "how", "why", "began_at", "ended_at")
LINKS = Table(TicketLink, "ticket_id", "kind", "order_id", "snapshot", "snapshot_at")
RATINGS = Table(Rating, "id", "ticket_id", "cycle", "score", "agent_id", "at")
REVIEWS = Table(
    Review,
    *("rating_id", "state", "due_at", "cause", "what_happened", "what_is_done"),
    *("written_by_id", "written_at", "closed_by_id", "closed_at"),
)
OUTBOX = Table(
    OutboxEntry, "kind", "payload", "created_at", "available_at", "delivered_at", "attempts"
)
SEARCH = Table(SearchRow, "ticket_id", "vector")

TABLES = (
    TICKETS, MESSAGES, EVENTS, CLOCKS, CLOCK_EVENTS, WARNINGS,
    ASSIGNMENTS, LINKS, RATINGS, REVIEWS, OUTBOX,
)  # fmt: skip
"""In an order in which rows may name those of the tables before."""
