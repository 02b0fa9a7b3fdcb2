"""The admin: stock pages for configuration, one file a stage, and pages of our own for the work.

Django looks here for what to register. The pages of the desk stand in ``desk/`` and are reached
through ``config/site.py``; the menu is made in ``navigation.py``.
"""

from tickets.admin import (
    callbacks,
    canned,
    deadlines,
    escalations,
    help_centre,
    insight,
    learned,
    levels,
    lifecycle,
    outbox,
    routing,
    saved,
    sla,
    staff,
    triage,
    warnings,
)

__all__ = [
    "callbacks",
    "canned",
    "deadlines",
    "escalations",
    "help_centre",
    "insight",
    "learned",
    "levels",
    "lifecycle",
    "outbox",
    "routing",
    "saved",
    "sla",
    "staff",
    "triage",
    "warnings",
]
