"""The promises of a ticket as an agent reads them: what is due, when, and how much is used up."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from consignment.compiled import Compiled
from tickets.admin.desk.warned import Said, said
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.choices import ClockEventKind, ClockKind
from tickets.sla.followed import passed
from tickets.sla.merging import PROMISED_EARLIER
from tickets.sla.models import Clock, ClockEvent
from tickets.words import Tone, span

NEAR = 80
"""From this percentage on a promise is shown as near; the policy's own warnings are rows."""


class Standing(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise. ``share`` is the percentage used up, at most 100; words of lengths are ready.

    ``moved``: it was put under other terms than it began with.
    ``due_at`` is set while it runs, ``ended_at`` once it was kept or dropped. ``stopped_at`` and
    ``stopped_why`` tell of one that stands still, ``breached_at`` since when it is late. ``passed``
    are the levels behind it, the last first, with what followed.
    """

    kind: ClockKind
    words: str | LazyText
    standing: Standing
    tone: Tone
    share: int
    target: str
    used: str
    calendar: str
    due_at: dt.datetime | None
    ended_at: dt.datetime | None
    moved: bool
    stopped_at: dt.datetime | None = None
    stopped_why: str = ""
    breached_at: dt.datetime | None = None
    passed: tuple[Said, ...] = ()

    @property
    def open(self) -> bool:
        return self.ended_at is None


def promises_of(ticket: Ticket, *, at: dt.datetime) -> list[Shown]:
    """Return the promises of the ticket's present cycle, oldest first, as they stand at ``at``.

    Of what is promised again and again the last is shown; the history has the others. One query,
    one more where one stands still, and one where one has passed a level.
    """
    newest = _NEWEST.rows(ticket.id, ticket.cycle)
    found = sorted(newest, key=lambda clock: (clock.started_at, clock.pk))
    paused = [clock.pk for clock in found if clock.is_open and not clock.is_running]
    stops = _stops(paused) if paused else {}
    warned = [clock.pk for clock in found if clock.next_level != clock.levels[0]]
    levels = passed(warned) if warned else {}
    return [
        _shown(clock, at, stops.get(clock.pk), tuple(map(said, levels.get(clock.pk, ()))))
        for clock in found
    ]


def _newest(ticket_id: uuid.UUID, cycle: int) -> QuerySet[Clock]:
    rows = Clock.objects.filter(ticket=ticket_id, cycle=cycle)
    moves = ClockEvent.objects.filter(clock=OuterRef("pk"), kind=ClockEventKind.RETARGETED)
    last = rows.order_by("kind", "-round").distinct("kind")
    return last.select_related("calendar_version__calendar").annotate(moved=Exists(moves))


_NEWEST = Compiled(_newest, uuid.UUID, int)


def _stops(clock_ids: list[int]) -> dict[int, ClockEvent]:
    events = ClockEvent.objects.filter(clock__in=clock_ids, kind=ClockEventKind.PAUSED)
    return {
        event.clock_id: event for event in events.order_by("clock_id", "-id").distinct("clock_id")
    }


REASONS: dict[str, str | LazyText] = {
    "waiting for the customer": _("waiting for the customer"),
    "waiting for a partner, not for the customer": _("waiting for a partner, not for the customer"),
    "the customer answered": _("the customer answered"),
    "work goes on": _("work goes on"),
    "put back": _("put back"),
    "resolved": _("resolved"),
    "withdrawn": _("withdrawn"),
    "merged": _("merged with another ticket"),
    PROMISED_EARLIER: _("merged, and the other was promised earlier"),
    "one step up": _("one step up"),
    "the call was moved": _("the call was moved"),
    "the call was cancelled": _("the call was cancelled"),
    "the plan needs longer": _("the plan needs longer"),
}


def clock_reason(reason: str) -> str:
    """Return in the reader's words why a clock was moved; what is no word of ours stays."""
    return str(REASONS.get(reason, reason))


def _shown(
    clock: Clock, at: dt.datetime, stop: ClockEvent | None, levels: tuple[Said, ...]
) -> Shown:
    left = clocks.time_left(clock, at=at)
    used = clock.target - left
    share = min(100, int(100 * used / clock.target))
    standing = _standing(clock, left)
    if standing is Standing.LATE:
        tone = Tone.LATE
    elif standing is Standing.RUNNING and share >= NEAR:
        tone = Tone.SOON
    else:
        tone = Tone.CALM
    open_all_day = clock.calendar.always_open
    return Shown(
        kind=ClockKind(clock.kind),
        words=clock.facts.staff_words,
        standing=standing,
        tone=tone,
        share=share,
        target=span(clock.target, days=open_all_day),
        used=span(used, days=open_all_day),
        calendar=str(clock.calendar),
        due_at=clock.due_at,
        ended_at=clock.met_at or clock.cancelled_at,
        moved=getattr(clock, "moved", False),
        stopped_at=stop.at if stop else None,
        stopped_why=clock_reason(stop.reason) if stop else "",
        breached_at=clock.breached_at or (clock.due_at if standing is Standing.LATE else None),
        passed=levels,
    )


def _standing(clock: Clock, left: dt.timedelta) -> Standing:
    if clock.cancelled_at is not None:
        return Standing.DROPPED
    if clock.met_at is not None:
        return Standing.KEPT_LATE if clock.breached_at else Standing.KEPT
    if clock.breached_at or left < dt.timedelta():
        return Standing.LATE
    return Standing.RUNNING if clock.is_running else Standing.PAUSED
