"""Write down what must leave the house, and ring the bell when it is committed."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction

from consignment import prepared
from consignment.together import insert
from tickets.outbox.bell import bell
from tickets.outbox.models import OutboxEntry

log = structlog.get_logger(__name__)

# PostgreSQL takes payloads of less than 8,000 bytes.
LIVE_CHANNEL = "desk"

# It writes nothing down, so its commit, for which all others that notify wait, need not wait for
# the disk; the setting ends with it.
_NOTIFY = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(%s, %s)"

_past: ContextVar[bool] = ContextVar("outbox_past", default=False)


class OutsideTransactionError(Exception):
    """A row was recorded outside the transaction of the change it tells about."""


@contextmanager
def as_history() -> Iterator[None]:
    """Tell of a past that has reached everybody: rows are written as delivered at their own time.

    Inside, nothing leaves the house, no bell rings and no open page is told.
    """
    token = _past.set(True)
    try:
        yield
    finally:
        _past.reset(token)


def record(
    kind: str,
    payload: dict[str, Any],
    *,
    at: datetime,
    key: str | None = None,
    available_at: datetime | None = None,
) -> OutboxEntry:
    """Write an outbox row of ``kind``; it leaves after the commit, or from ``available_at`` on.

    ``payload`` holds ids, never bodies or addresses. A second row of the same ``key`` is not
    written: the first is returned. Raises OutsideTransactionError outside ``atomic()``, where a
    row could tell of a change that is rolled back later.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError(f"{kind} must be recorded in the transaction of its change.")
    facts = {
        "kind": kind,
        "payload": payload,
        "created_at": at,
        "available_at": available_at or at,
    }
    facts |= _delivered(available_at or at)
    if key is None:
        entry = OutboxEntry(**facts)
        insert([entry])
    else:
        entry, _ = OutboxEntry.objects.get_or_create(key=key, defaults=facts)
    if _past.get():
        return entry
    _ring_on_commit()
    return entry


def record_all(rows: Iterable[tuple[str, dict[str, Any]]], *, at: datetime) -> None:
    """Write one row for each kind and payload of ``rows``, in one statement: else as ``record``."""
    if not connection.in_atomic_block:
        raise OutsideTransactionError("Rows must be recorded in the transaction of their change.")
    written = OutboxEntry.objects.bulk_create(
        OutboxEntry(kind=kind, payload=payload, created_at=at, available_at=at, **_delivered(at))
        for kind, payload in rows
    )
    if written and not _past.get():
        _ring_on_commit()


def _delivered(at: datetime) -> dict[str, Any]:
    """Return what a row of the past has besides: nothing otherwise."""
    return {"attempts": 1, "delivered_at": at} if _past.get() else {}


def _ring_on_commit() -> None:
    # One ring tells of every row of the transaction. Those of a savepoint that is rolled back are
    # forgotten by Django with their rows, so the list is the truth.
    if not any(callback is ring for _, callback, *_ in connection.run_on_commit):
        transaction.on_commit(ring)


def ring() -> None:
    """Tell a worker that rows wait."""
    if settings.OUTBOX_BELL == "celery":
        bell.ring()


def announce(topic: str, **ids: Any) -> None:
    """Tell open pages, after the commit, that ``topic`` changed; ``ids`` say of whom.

    Not durable: a page that misses it is right again at its next load.
    """
    if _past.get():
        return
    text = json.dumps({"topic": topic, **ids}, default=str, sort_keys=True)

    def notify() -> None:
        # Inside the transaction NOTIFY would make every commit of the desk wait for the others.
        try:
            with prepared.cursor() as cursor:
                cursor.execute(_NOTIFY, [LIVE_CHANNEL, text])
        except (DatabaseError, InterfaceError) as error:
            log.warning("live.announce_failed", topic=topic, error=type(error).__name__)

    transaction.on_commit(notify)
