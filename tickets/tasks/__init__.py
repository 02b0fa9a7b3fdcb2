"""Celery tasks: load, one call. Each module is named by beat and by the outbox, not imported."""

from tickets.tasks import (
    bulk,
    clocks,
    deadlines,
    drafts,
    escalations,
    files,
    insight,
    outbox,
    reviews,
    routing,
    traces,
)

__all__ = [
    "bulk",
    "clocks",
    "deadlines",
    "drafts",
    "escalations",
    "files",
    "insight",
    "outbox",
    "reviews",
    "routing",
    "traces",
]
