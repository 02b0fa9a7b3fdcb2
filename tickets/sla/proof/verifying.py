"""Hold every stored clock against its events, and mend the ones that differ.

Reads a batch of clocks in one statement each, with their events and warnings: so a batch is seen as
it stood at one moment, whatever the desk does meanwhile, and memory holds one batch, however many
clocks there are.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from tickets.lifecycle.models import Ticket
from tickets.sla.choices import ClockKind
from tickets.sla.models import CalendarVersion, Clock, ClockEvent, ClockWarning
from tickets.sla.proof.evaluating import Event, Impossible, evaluate
from tickets.sla.proof.timetable import Timetable

BATCH = 2_000

BESIDE_THE_WORK = (ClockKind.EVIDENCE, ClockKind.REVIEW)
"""What the customer is timed by, and what comes after the end: neither is the next thing to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be: a ``column`` of a clock or ticket, or its past.

    ``clock_id`` is None for what is the ticket's own. ``mended``: it is now what it must be.
    """

    number: int
    clock_id: int | None
    promise: str
    why: str
    mended: bool = False

    @property
    def words(self) -> str:
        what = f"{self.promise}: " if self.promise else ""
        return f"T-{self.number} {what}{self.why}{' (mended)' if self.mended else ''}"


@dataclass(slots=True)
class Tally:
    """How much was looked at, for whoever waits."""

    clocks: int = 0


def findings(*, tally: Tally, mend: bool = False, batch: int = BATCH) -> Iterator[Finding]:
    """Yield whatever is not what the events say, over all tickets; put it right if ``mend``.

    Ends with promises of which a clock before the last one is gone, and with the tickets whose next
    promise is not that of their clocks. A past that no clock can have, and a clock that is gone
    with its events, are named and left.
    """
    timetables = _timetables()
    last = 0
    while rows := list(_read(Clock.objects.filter(pk__gt=last).order_by("pk"))[:batch]):
        for row in rows:
            if row["calendar_version_id"] not in timetables or _names_unknown(row, timetables):
                timetables = _timetables()
            found = _differences(row, timetables)
            if found and mend:
                yield from _mend(row["pk"], timetables)
            else:
                yield from found
        last = rows[-1]["pk"]
        tally.clocks += len(rows)
    yield from _gone()
    yield from _next_promises(mend=mend)


def _timetables() -> dict[int, Timetable]:
    """Return the hours of every version whose content is what its digest says."""
    return {
        version.pk: Timetable(version.hours)
        for version in CalendarVersion.objects.all()
        if hashlib.sha256(json.dumps(version.hours, sort_keys=True).encode()).hexdigest()
        == version.digest
    }


def _names_unknown(row: Mapping[str, Any], timetables: Mapping[int, Timetable]) -> bool:
    """Tell whether the events name a version that was perhaps written a moment ago."""
    named = {event["data"].get("calendar_version") for event in row["event_rows"]}
    return not named - {None} <= timetables.keys()


def _read(clocks: QuerySet[Clock]) -> QuerySet[Clock, dict[str, Any]]:
    events = ClockEvent.objects.filter(clock=OuterRef("pk")).order_by("id")
    warnings = ClockWarning.objects.filter(clock=OuterRef("pk")).order_by()
    columns = [field.attname for field in Clock._meta.concrete_fields if not field.primary_key]
    return clocks.annotate(
        number=F("ticket__number"),
        event_rows=ArraySubquery(
            events.values(row=JSONObject(kind=F("kind"), at=F("at"), data=F("data")))
        ),
        noticed=ArraySubquery(warnings.values("level")),
    ).values("pk", *columns, "number", "event_rows", "noticed")


def _expected(row: Mapping[str, Any], timetables: Mapping[int, Timetable]) -> dict[str, Any]:
    events = (
        Event(event["kind"], datetime.fromisoformat(event["at"]), event["data"])
        for event in row["event_rows"]
    )
    return evaluate(events, row["noticed"], timetables)


def _differences(row: Mapping[str, Any], timetables: Mapping[int, Timetable]) -> list[Finding]:
    try:
        expected = _expected(row, timetables)
    except Impossible as impossible:
        return [_finding(row, f"{impossible}.")]
    return [
        _finding(row, f"{column} is {_said(stored)}, its events say {_said(expected[column])}.")
        for column in expected
        if (stored := _comparable(row[column])) != _comparable(expected[column])
    ]


def _finding(row: Mapping[str, Any], why: str, *, mended: bool = False) -> Finding:
    promise = f"{_label(row['kind'])} {row['cycle']}.{row['round']}"
    return Finding(row["number"], row["pk"], promise, why, mended)


def _label(kind: str) -> str:
    return str(ClockKind(kind).label) if kind in ClockKind.values else kind


def _comparable(value: Any) -> Any:
    """Return ids as text, since events keep those of tickets so."""
    return str(value) if hasattr(value, "hex") and hasattr(value, "int") else value


def _said(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


@transaction.atomic
def _mend(clock_id: int, timetables: Mapping[int, Timetable]) -> list[Finding]:
    """Give the clock what its events say, unless it was put right meanwhile.

    Locks in the order of every action: the tickets, by id, then the clock.
    """
    (seen,) = _read(Clock.objects.filter(pk=clock_id))
    try:
        told = _expected(seen, timetables).get("ticket_id", seen["ticket_id"])
    except Impossible:
        return _differences(seen, timetables)
    both: set[str] = {str(seen["ticket_id"]), str(told)}
    tickets = Ticket.objects.filter(id__in=both).order_by("id")
    ids = [ticket.id for ticket in tickets.select_for_update(of=("self",))]
    Clock.objects.filter(pk=clock_id).locked().first()
    (row,) = _read(Clock.objects.filter(pk=clock_id))
    found = _differences(row, timetables)
    if not found:
        return []
    try:
        expected = _expected(row, timetables)
        with transaction.atomic():
            Clock.objects.filter(pk=clock_id).update(**expected)
    except (Impossible, IntegrityError):
        return found
    for ticket_id in ids:
        Ticket.objects.filter(pk=ticket_id).update(due_at=_next_due(ticket_id))
    return [Finding(f.number, f.clock_id, f.promise, f.why, mended=True) for f in found]


def _gone() -> Iterator[Finding]:
    """Yield the promises whose rounds are not counted from one on: a clock was taken away whole."""
    counted = Clock.objects.values("ticket__number", "kind", "cycle").order_by("ticket__number")
    last, clocks = Max("round"), Count("pk")
    for row in counted.annotate(last=last, clocks=clocks).exclude(last=F("clocks")).iterator(BATCH):
        promise = f"{_label(row['kind'])} {row['cycle']}"
        why = f"{row['last']} were promised, {row['clocks']} of the clocks are there."
        yield Finding(row["ticket__number"], None, promise, why)


def _next_promises(*, mend: bool) -> Iterator[Finding]:
    """Yield the tickets whose ``due_at`` is not when their next running promise is due."""
    running = _running(OuterRef("pk")).order_by("due_at")
    wrong = (
        Ticket.objects.annotate(next_due=Subquery(running.values("due_at")[:1]))
        .exclude(due_at=F("next_due"))
        .exclude(Q(due_at=None) & Q(next_due=None))
    )
    for ticket in wrong.order_by("number").only("id", "number", "due_at").iterator(BATCH):
        mended = mend and _mend_due(ticket.id)
        why = f"due_at is {_said(ticket.due_at)}, its clocks say {_said(ticket.next_due)}."
        yield Finding(ticket.number, None, "", why, mended)


@transaction.atomic
def _mend_due(ticket_id: Any) -> bool:
    ticket = Ticket.objects.locked(ticket_id)
    return bool(Ticket.objects.filter(pk=ticket.pk).update(due_at=_next_due(ticket.pk)))


def _next_due(ticket_id: Any) -> datetime | None:
    due: datetime | None = _running(ticket_id).aggregate(due=Min("due_at"))["due"]
    return due


def _running(ticket: Any) -> QuerySet[Clock]:
    running = Clock.objects.filter(ticket=ticket, running_since__isnull=False)
    return running.exclude(kind__in=BESIDE_THE_WORK)
