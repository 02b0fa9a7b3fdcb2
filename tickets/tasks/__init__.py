"""Celery tasks: load, one call. Each module is named by beat and by the outbox, not imported."""

from tickets.tasks import clocks, drafts, files, insight, outbox, traces

__all__ = ["clocks", "drafts", "files", "insight", "outbox", "traces"]
