"""Celery tasks: load, one call. Each module is named by beat and by the outbox, not imported."""

from tickets.tasks import (
    articles,
    bulk,
    clocks,
    deadlines,
    drafts,
    escalations,
    files,
    insight,
    outbox,
    retargets,
    reviews,
    routing,
    stakes,
    traces,
    triage,
    warnings,
)

__all__ = [
    "articles",
    "bulk",
    "clocks",
    "deadlines",
    "drafts",
    "escalations",
    "files",
    "insight",
    "outbox",
    "retargets",
    "reviews",
    "routing",
    "stakes",
    "traces",
    "triage",
    "warnings",
]
