"""Facts: made from the rows of the measures, kept up with what happens, and rebuilt at will.

A fact is written by summing the rows of its slot anew, never by adding to what stands there. So it
does not matter when or how often it is done, and a slot's facts are the same whoever made them:
the minutely refresh, the nightly rebuild, or ``manage.py facts --rebuild`` years later.

Whoever writes locks the one row of FactState first.
"""

import datetime as dt
import time
import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Min, Q

from tickets.insight.measures import MEASURES, Measure
from tickets.insight.models import Fact, FactState
from tickets.insight.windows import Always, Slots, Stretch, Window, slot_of
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.sla.models import ClockWarning

COLUMNS = (
    "measure, slot, category_id, tier, lane, channel, language, queue_id, agent_id, bucket, "
    "count, good, total"
)
DAY, MONTH = dt.timedelta(days=1), dt.timedelta(days=30)
OVERLAP = dt.timedelta(minutes=10)
"""How long after its time something may become visible: longer than any transaction lasts."""
TAIL_DAYS = 40
"""What the nightly rebuild goes over again: every outcome that comes late has come by then."""
SECONDS = 40.0
"""How long one refresh works on before it leaves the rest to the next."""
TICKETS_AT_ONCE, SLOTS_AT_ONCE = 2_000, 150

Some = TypeVar("Some")


@dataclass(frozen=True, slots=True)
class Report:
    """What a rebuild came to: ``changed`` are facts that stood otherwise, or not, before."""

    days: int
    facts: int
    changed: int


def refresh(*, at: dt.datetime, seconds: float = SECONDS) -> dt.datetime | None:
    """Bring the facts up to ``at``; return until when they are known, None while the first filling
    goes on.

    Goes on from where the last one stopped, by a day at most in each transaction: whatever
    happened while no worker ran is found.
    """
    ends = time.monotonic() + seconds
    while True:
        known = _fill_a_day(at) if _state().known_until is None else _step(at)
        if known is not None and known >= at:
            return known
        if time.monotonic() > ends:
            return known


def rebuild(
    since: dt.datetime, until: dt.datetime, *, dry_run: bool = False
) -> Iterator[tuple[dt.date, Report]]:
    """Write the facts of the UTC days from ``since`` to ``until`` anew; yield what each came to.

    One transaction a day, and none is left open between two of them. ``dry_run`` writes nothing.
    """
    begin = since.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    while begin < until:
        yield begin.date(), _rebuild(Window(begin, begin + DAY), dry_run=dry_run)
        begin += DAY


def rebuild_tail(*, at: dt.datetime) -> None:
    """Go over the last days again, and over what the desk does not keep any more."""
    for _day in rebuild(at - TAIL_DAYS * DAY, at):
        pass


def beginning() -> dt.datetime | None:
    """Return when the first ticket was filed; None without any."""
    first: dt.datetime | None = Ticket.objects.aggregate(first=Min("created_at"))["first"]
    return first


def known() -> FactState:
    """Return how far the facts are known, as a reader asks: without a lock."""
    return FactState.objects.filter(id=1).first() or FactState(id=1)


def fill(*, at: dt.datetime) -> None:
    """Build all facts at once, for a desk that was loaded a moment ago."""
    begin = slot_of(beginning() or at)
    while begin <= at:
        with transaction.atomic():
            _locked()
            _write(Window(begin, begin + MONTH))
        begin += MONTH
    filled(at=at)


@transaction.atomic
def filled(*, at: dt.datetime) -> None:
    """Note that all facts were built by somebody who began at ``at``: from there on they are kept
    up with what happens.
    """
    state = _locked()
    state.known_until = max(at, state.known_until or at)
    state.version += 1
    state.save()


def _state() -> FactState:
    return FactState.objects.get_or_create(id=1)[0]


def _locked() -> FactState:
    _state()
    return FactState.objects.select_for_update().get(id=1)


@transaction.atomic
def _fill_a_day(at: dt.datetime) -> dt.datetime | None:
    """Build the next day that has no facts yet; return until when is known, after the last."""
    state = _locked()
    state.filling_since = state.filling_since or at
    first = state.filled_until or slot_of(beginning() or at).replace(hour=0, minute=0)
    if first < at:
        _write(Window(first, first + DAY))
        state.filled_until = first + DAY
    if first + DAY >= at:
        # What changed meanwhile on the days that were filled first is yet to come.
        state.known_until = state.filling_since
    state.version += 1
    state.save()
    return state.known_until


@transaction.atomic
def _step(at: dt.datetime) -> dt.datetime:
    """Take in what happened in the next day, or until ``at``; return until when is known."""
    state = _locked()
    if state.known_until is None or state.known_until >= at:
        return at
    until = min(at, state.known_until + DAY)
    touched = _touched(Window(state.known_until - OVERLAP, until + OVERLAP))
    for some in _parts(sorted(touched), TICKETS_AT_ONCE):
        _refresh_tickets(some)
    if touched:
        state.version += 1
    state.known_until = until
    state.save()
    return until


def _touched(window: Window) -> set[uuid.UUID]:
    """Return the tickets whose rows may have changed.

    Whatever is done to a ticket is an event of its history; a breach that nobody caused is a
    warning; and who files a ticket may make an earlier one a repeated contact.
    """
    changed = set(
        TicketEvent.objects.filter(window.on("at")).order_by().values_list("ticket", flat=True)
    )
    changed.update(
        ClockWarning.objects.filter(window.on("noticed_at"))
        .order_by()
        .values_list("clock__ticket", flat=True)
    )
    since = window.since - dt.timedelta(days=DeskSettings.current().repeat_days)
    new = Ticket.objects.filter(window.on("created_at"))
    earlier = Ticket.objects.filter(Q(resolved_at=None) | Q(resolved_at__gte=since))
    for same in (
        Q(requester__in=new.exclude(requester=None).values("requester")),
        Q(requester=None, guest_email__in=new.filter(requester=None).values("guest_email")),
    ):
        changed.update(earlier.filter(same).values_list("id", flat=True))
    return changed


def _refresh_tickets(ids: Collection[uuid.UUID]) -> None:
    """Sum the slots anew in which ``ids`` have rows."""
    for measure in (one for one in MEASURES.values() if one.ticket):
        rows = measure.rows(Always()).filter(**{f"{measure.ticket}__in": ids})
        moments = rows.order_by().values_list("moment", flat=True)
        slots = sorted({slot_of(moment) for moment in moments})
        for some in _parts(slots, SLOTS_AT_ONCE):
            _write(Slots.of(some), [measure])


def _write(when: Stretch, measures: Collection[Measure] = tuple(MEASURES.values())) -> int:
    """Replace the facts of ``when``, whole slots, by what their rows come to; return how many."""
    written = 0
    keys = [measure.key for measure in measures]
    Fact.objects.filter(when.on("slot"), measure__in=keys).delete()
    for measure in measures:
        query = measure.facts(when).query
        if query.is_empty():
            continue
        sql, params = query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                # Names of columns, and a statement that Django wrote.
                f"INSERT INTO {Fact._meta.db_table} ({COLUMNS}) "  # noqa: S608
                f"SELECT %s, made.* FROM ({sql}) AS made",
                [measure.key.value, *params],
            )
            written += cursor.rowcount
    return written


@transaction.atomic
def _rebuild(window: Window, *, dry_run: bool) -> Report:
    state = _locked()
    before = Counter(as_written(window))
    count = _write(window)
    after = Counter(as_written(window))
    changed = sum(((before - after) | (after - before)).values())
    if dry_run:
        transaction.set_rollback(True)
    elif changed:
        state.version += 1
        state.save()
    return Report(1, count, changed)


def as_written(window: Window) -> Iterator[tuple[Any, ...]]:
    """Yield the facts of ``window`` without their ids, in no order."""
    names = [field.attname for field in Fact._meta.fields if field.name != "id"]
    yield from (
        Fact.objects.filter(window.on("slot")).order_by().values_list(*names).iterator(5_000)
    )


def _parts(items: Sequence[Some], size: int) -> Iterator[Sequence[Some]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
