"""Celery tasks: load, one call. Each module is named by beat and by the outbox, not imported."""

from tickets.tasks import bulk, clocks, drafts, files, insight, outbox, reviews, routing, traces

__all__ = ["bulk", "clocks", "drafts", "files", "insight", "outbox", "reviews", "routing", "traces"]
