"""What staff configure, remembered by each process until somebody changes any of it.

Categories, policies, calendars, limits and the desk's numbers are read by every step of a ticket
and changed some times a month. A process keeps what it has read together with the *version* it read
it under, and asks for the version, one row, before it uses it again.

**Why nothing stale is ever used.** A trigger on each table of ``WATCHED`` gives the version a new
random value in the transaction of the change. So whoever sees the change sees the new version, and
whoever does not sees the old one: other sessions from the commit on, the changing one at once. A
value is used once; what was kept under that of a change that is rolled back is never asked for
again. Without the row nothing is kept.

What is remembered is shared by everybody in the process: read it, never change it.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import models

from consignment import prepared

Value = TypeVar("Value")

WATCHED = (
    "tickets_calendar",
    "tickets_calendarversion",
    "tickets_calendarwindow",
    "tickets_callbackplan",
    "tickets_category",
    "tickets_categoryband",
    "tickets_deadlinerule",
    "tickets_desksettings",
    "tickets_holiday",
    "tickets_lanelimit",
    "tickets_policy",
    "tickets_queue",
    "tickets_specialopening",
    "tickets_templatefield",
    "tickets_triagemodel",
    "tickets_warninglevel",
)
"""Tables with the trigger ``configuration_changed``; a new one needs it by a migration."""


class ConfigurationVersion(models.Model):
    """One row, whose ``version`` is another after each change of a watched table."""

    version = models.UUIDField()

    def __str__(self) -> str:
        return str(self.version)


class _Memory:
    """What was read under one version."""

    def __init__(self, version: uuid.UUID | None) -> None:
        self.version = version
        self.values: dict[str, Any] = {}


_latest = _Memory(None)
# A list of one memory, or none while nothing was asked for; None outside of ``held()``.
_held: ContextVar[list[_Memory] | None] = ContextVar("configuration_held", default=None)
_changes: ContextVar[int] = ContextVar("configuration_changes", default=0)


@contextmanager
def held() -> Iterator[None]:
    """Look at the version once, for all that is remembered inside; for a call of some moments."""
    if _held.get() is not None:
        yield
        return
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def remembered(key: str, load: Callable[[], Value]) -> Value:
    """Return what ``load`` gave under the present version. One query, none inside ``held()``."""
    memory = _memory()
    if key in memory.values:
        known: Value = memory.values[key]
        return known
    before = _changes.get()
    value = load()
    # What ``load`` itself has made is not kept: it may be rolled back yet.
    if _changes.get() == before:
        memory.values[key] = value
    return value


def changed() -> None:
    """Say that a watched table was changed where it is only read as a rule, as by ``load``."""
    _changes.set(_changes.get() + 1)
    held_now = _held.get()
    if held_now is not None:
        held_now[:] = [_Memory(None)]


def _memory() -> _Memory:
    held_now = _held.get()
    if held_now is None:
        return _current()
    if not held_now:
        held_now.append(_current())
    return held_now[0]


def _current() -> _Memory:
    global _latest  # noqa: PLW0603  # swapped whole, so that threads see one or the other
    row = prepared.row("SELECT version FROM tickets_configurationversion WHERE id = 1")
    if row is None:
        return _Memory(None)
    memory = _latest
    if memory.version != row[0]:
        memory = _latest = _Memory(row[0])
    return memory
