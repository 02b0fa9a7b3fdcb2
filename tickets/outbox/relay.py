"""Carry outbox rows to their handlers: each at least once, none lost, none in another's way."""

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import transaction

from tickets.outbox.models import OutboxEntry, StoredReply

log = structlog.get_logger(__name__)

Handler = Callable[[OutboxEntry], None]

# Longer than any handler takes: a row is delivered twice when its lease ends too early.
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 10
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
# Solo workers have no time limits of their own; what is left is taken up by the next sweep.
DEADLINE = timedelta(seconds=60)
KEPT_DELIVERED = timedelta(days=30)
KEPT_REPLIES = timedelta(hours=24)


class DeliveryError(Exception):
    """A row could not be delivered; ``permanent`` when trying again would be in vain.

    The text is stored and shown to staff: it names no address and quotes no body.
    """

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


@dataclass(frozen=True)
class Delivered:
    """What became of the rows of one call."""

    delivered: int = 0
    retried: int = 0
    dead: int = 0

    def plus(self, outcome: str) -> "Delivered":
        counts = {**self.__dict__, outcome: getattr(self, outcome) + 1}
        return Delivered(**counts)


def deliver(
    *,
    handlers: Mapping[str, Handler],
    at: datetime,
    limit: int = 100,
    deadline: timedelta = DEADLINE,
) -> Delivered:
    """Hand up to ``limit`` due rows to ``handlers[row.kind]``, one after the other.

    Each row is claimed in a transaction of its own and handled outside any, so a row that kills
    its worker delays no other. Handlers must bear being called twice for one row.
    Begins no row once ``deadline`` has passed.
    """
    started = time.monotonic()

    def now() -> datetime:
        return at + timedelta(seconds=time.monotonic() - started)

    counts = Delivered()
    for _ in range(limit):
        if now() > at + deadline:
            break
        entry = _claim(at=now())
        if entry is None:
            break
        counts = counts.plus(_attempt(entry, handlers, now=now))
    return counts


def oldest_due(at: datetime) -> datetime | None:
    """Return since when the longest waiting row should have left; None when none waits."""
    return (
        OutboxEntry.objects.due(at)
        .order_by("available_at")
        .values_list("available_at", flat=True)
        .first()
    )


def replay(entry_id: int, *, at: datetime) -> bool:
    """Give a dead row all its attempts anew, from ``at`` on; False when no such row is dead."""
    return bool(
        OutboxEntry.objects.dead()
        .filter(pk=entry_id)
        .update(dead_at=None, claimed_until=None, attempts=0, available_at=at)
    )


def purge(*, at: datetime) -> int:
    """Delete delivered rows and stored replies that nobody will ask for; dead rows stay."""
    rows, _ = OutboxEntry.objects.filter(delivered_at__lt=at - KEPT_DELIVERED).delete()
    replies, _ = StoredReply.objects.filter(created_at__lt=at - KEPT_REPLIES).delete()
    return rows + replies


def _claim(*, at: datetime) -> OutboxEntry | None:
    """Take the next row for the time of a lease; rows that others hold are passed over."""
    with transaction.atomic():
        entry = OutboxEntry.objects.claimable(at).select_for_update(skip_locked=True).first()
        if entry is None:
            return None
        entry.claimed_until = at + LEASE
        # Counted before the try: a row that kills its worker each time comes to an end, too.
        entry.attempts += 1
        entry.save(update_fields=["claimed_until", "attempts"])
    return entry


def _attempt(
    entry: OutboxEntry, handlers: Mapping[str, Handler], *, now: Callable[[], datetime]
) -> str:
    """Call the handler of ``entry`` and write down the outcome: a field of ``Delivered``."""
    if entry.attempts > MOST_ATTEMPTS:
        return _bury(entry, "Each attempt ended without a result: its worker died.", at=now())
    handler = handlers.get(entry.kind)
    if handler is None:
        return _bury(entry, f"Nobody handles rows of kind {entry.kind!r}.", at=now())
    try:
        handler(entry)
    except DeliveryError as error:
        if error.permanent:
            return _bury(entry, str(error), at=now())
        return _put_off(entry, str(error), at=now())
    except Exception as error:  # one poison row stops nothing
        return _put_off(entry, _place_of(error), at=now())
    _settle(entry, delivered_at=now(), last_error="")
    log.info("outbox.delivered", entry=entry.pk, kind=entry.kind, attempts=entry.attempts)
    return "delivered"


def _put_off(entry: OutboxEntry, error: str, *, at: datetime) -> str:
    if entry.attempts >= MOST_ATTEMPTS:
        return _bury(entry, error, at=at)
    wait = min(FIRST_RETRY * 2 ** (entry.attempts - 1), LONGEST_RETRY)
    _settle(entry, available_at=at + wait, last_error=error[:500])
    log.warning("outbox.put_off", entry=entry.pk, kind=entry.kind, error=error)
    return "retried"


def _bury(entry: OutboxEntry, error: str, *, at: datetime) -> str:
    _settle(entry, dead_at=at, last_error=error[:500])
    log.error("outbox.given_up", entry=entry.pk, kind=entry.kind, error=error)
    return "dead"


def _settle(entry: OutboxEntry, **outcome: object) -> None:
    """Write the outcome, unless our lease ended and another worker took the row."""
    ours = OutboxEntry.objects.filter(
        pk=entry.pk, claimed_until=entry.claimed_until, delivered_at=None
    )
    if not ours.update(claimed_until=None, **outcome):
        log.warning("outbox.lease_lost", entry=entry.pk, kind=entry.kind)


def _place_of(error: Exception) -> str:
    """Name the kind and the place of a fault, not its words: those may hold an address."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
