"""Each measure, defined once: from which rows it is taken, and what it should reach.

The facts that figures are summed from and the list of tickets behind a figure come from the same
rows (``rows.py``), so they cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    SmallIntegerField,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Floor, Greatest, Ln
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.insight import rows
from tickets.insight.models import MeasureKey
from tickets.insight.windows import EPOCH, Stretch, Window
from tickets.lifecycle.choices import Move
from tickets.lifecycle.models import TicketQuerySet
from tickets.sla.choices import ClockKind

__all__ = ["MEASURES", "Measure", "Unit", "Window"]

BUCKET = 1.05
"""How much longer the times of one bucket are than those of the last: a median that is told from
buckets is at most so far from the true one, and exact where a bucket holds one row."""

SECONDS_A_MINUTE = 60


class Unit(StrEnum):
    SHARE = "share"
    MINUTES = "minutes"
    COUNT = "count"


class Aim(StrEnum):
    """Which way is better."""

    HIGH = "high"
    LOW = "low"
    NEITHER = "neither"


FEATURES = {
    "category": "category_id",
    "tier": "tier",
    "lane": "lane",
    "channel": "channel",
    "language": "language",
    "queue": "queue_id",
}
"""What facts are told apart by, and the column of the ticket; the agent comes with the row."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``definition`` is shown to whoever asks; ``ticket`` is the path from a row to its ticket;
    empty for rows that have none.

    ``median``: the figure is one; a few that took for days must not hide what is usual. Otherwise
    the mean.
    """

    key: MeasureKey
    unit: Unit
    definition: str | Promise
    target: Decimal | None
    rows: Callable[[Stretch], QuerySet[Any]]
    ticket: str = "ticket_id"
    median: bool = False
    aim: Aim = Aim.HIGH

    @property
    def timed(self) -> bool:
        return self.unit is Unit.MINUTES

    def of(self, tickets: TicketQuerySet, when: Stretch) -> QuerySet[Any]:
        """Return the rows of ``tickets``, which the door has already narrowed to its actor."""
        if not self.ticket:
            return self.rows(when)
        return self.rows(when).filter(**{f"{self.ticket}__in": tickets.order_by().values("id")})

    def feature(self, name: str) -> str:
        """Return the path from a row to one of FEATURES."""
        column = FEATURES[name]
        return column if self.ticket in {"", "id"} else f"ticket__{column}"

    def speaking_against(self, target: Decimal | None) -> Q | None:
        """Return which rows speak against the figure; None where none do."""
        match self.unit, self.aim:
            case Unit.SHARE, Aim.LOW:
                return Q(value=1)
            case Unit.SHARE, _:
                return Q(value=0)
            case Unit.MINUTES, _ if target is not None:
                return Q(value__gt=round(target * SECONDS_A_MINUTE))
        return None

    def facts(self, when: Stretch) -> QuerySet[Any, dict[str, Any]]:
        """Return the rows summed by slot and features, in the order of ``facts.COLUMNS``."""
        timed, share = self.timed, self.unit is Unit.SHARE
        features = {f"by_{name}": F(self.feature(name)) for name in FEATURES}
        summed = (
            self.rows(when)
            .order_by()
            .annotate(slot=_slot(), **features, bucket=_bucket() if timed else _zero())
            .values("slot", *features, "by_agent", "bucket")
        )
        return summed.annotate(
            n=Count("pk"),
            hits=Sum("value" if share else Value(0)),
            sum=Sum("value" if timed else Value(0)),
        )


def _zero() -> Value:
    return Value(0, output_field=SmallIntegerField())


def _slot() -> Func:
    return Func(
        Value("15 minutes"),
        F("moment"),
        Value(EPOCH, output_field=DateTimeField()),
        template="date_bin(%(expressions)s)",
        arg_joiner=", ",
        output_field=DateTimeField(),
    )


def _bucket() -> Case:
    seconds = Greatest(Cast(F("value"), FloatField()), Value(1.0))
    number = Cast(Floor(Ln(seconds) / Ln(Value(BUCKET))) + Value(1), SmallIntegerField())
    return Case(When(value__lt=1, then=_zero()), default=number, output_field=SmallIntegerField())


def _kept(key: MeasureKey, kind: ClockKind, words: str | Promise, target: int = 90) -> Measure:
    return Measure(key, Unit.SHARE, words, Decimal(target), partial(rows.clocks, kind))


PROMISES = {
    ClockKind.FIRST_RESPONSE: MeasureKey.FIRST_RESPONSE,
    ClockKind.NEXT_RESPONSE: MeasureKey.NEXT_RESPONSE,
    ClockKind.PROGRESS: MeasureKey.PROGRESS,
    ClockKind.PLAN: MeasureKey.PLAN,
    ClockKind.RESOLUTION: MeasureKey.RESOLUTION,
    ClockKind.CALLBACK: MeasureKey.CALLBACK,
}
"""Which measure tells how often promises of a kind are kept."""

MEASURES: dict[MeasureKey, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            MeasureKey.SATISFACTION,
            Unit.SHARE,
            _("Share of ratings of 4 and 5 among all ratings given. By the day of the rating."),
            Decimal(90),
            rows.ratings,
        ),
        Measure(
            MeasureKey.RATED,
            Unit.SHARE,
            _(
                "Share of solutions that the customer rated, of all solutions: after each one the "
                "customer is asked. By the day of the solution, so the last days still grow."
            ),
            Decimal(30),
            rows.rated,
        ),
        _kept(
            MeasureKey.FIRST_RESPONSE,
            ClockKind.FIRST_RESPONSE,
            _(
                "Share of first responses by a person within their target, of all that were given "
                "or are late. By the day the ticket was filed."
            ),
        ),
        Measure(
            MeasureKey.FIRST_RESPONSE_MINUTES,
            Unit.MINUTES,
            _(
                "Mean time from filing to the first reply of a person, by the clock on the wall, "
                "of all that were answered on chat, phone, app and site. Mail and site messages "
                "are shown apart, and the assistant's answers are not in it."
            ),
            Decimal(30),
            partial(rows.first_replies, mail=False),
            ticket="id",
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.MAIL_RESPONSE_MINUTES,
            Unit.MINUTES,
            _(
                "Mean time from filing to the first reply of a person, by the clock on the wall, "
                "of what came by mail or as a site message. The automatic receipt does not count."
            ),
            Decimal(24 * 60),
            partial(rows.first_replies, mail=True),
            ticket="id",
            aim=Aim.LOW,
        ),
        _kept(
            MeasureKey.NEXT_RESPONSE,
            ClockKind.NEXT_RESPONSE,
            _("Share of further answers of a person within their target, of those given or late."),
        ),
        _kept(
            MeasureKey.PROGRESS,
            ClockKind.PROGRESS,
            _("Share of promised words of progress that came in time, of those given or late."),
        ),
        _kept(
            MeasureKey.PLAN,
            ClockKind.PLAN,
            _("Share of promised plans for complex cases in time, of those given or late."),
        ),
        _kept(
            MeasureKey.CALLBACK,
            ClockKind.CALLBACK,
            _("Share of promised calls made in time, of those made or late."),
        ),
        Measure(
            MeasureKey.FIRST_CONTACT,
            Unit.SHARE,
            _(
                "Share of solved tickets that took one turn of an agent, were not reopened, and "
                "had no new ticket of the same customer in the same category within the days that "
                "the desk settings say. By the day of the first solution."
            ),
            Decimal(70),
            rows.first_contacts,
        ),
        _kept(
            MeasureKey.RESOLUTION,
            ClockKind.RESOLUTION,
            _(
                "Share of solutions within their target, of all that were given or are late. By "
                "the day the promise was made."
            ),
        ),
        Measure(
            MeasureKey.RESOLUTION_MINUTES,
            Unit.MINUTES,
            _(
                "Median time from filing to the first solution, by the clock on the wall: nights "
                "and waiting for the customer are in it. By the day of the solution."
            ),
            Decimal(24 * 60),
            rows.times_to_solution,
            median=True,
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.REOPENED,
            Unit.SHARE,
            _(
                "Share of solutions that came undone: the ticket was reopened afterwards. By the "
                "day of the solution, so the last days still grow."
            ),
            Decimal(5),
            rows.reopened,
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.REPEATED,
            Unit.SHARE,
            _(
                "Share of solved tickets whose customer filed another one in the same category, "
                "after this one and within the days after its first solution that the desk "
                "settings say. By the day of the solution, so the last days still grow."
            ),
            Decimal(10),
            rows.repeated,
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.CHASED,
            Unit.SHARE,
            _(
                "Share of tickets whose customer asked at least once where the answer is, or had "
                "no patience left. As the words of the messages are understood. By the day the "
                "ticket was filed, so the last days still grow."
            ),
            Decimal(10),
            rows.chased,
            ticket="id",
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.HANDLING_MINUTES,
            Unit.MINUTES,
            _(
                "Median time that a ticket stood open with an agent until its first solution. "
                "Waiting for the customer or a partner and lying in the queue are left out; other "
                "tickets done meanwhile, breaks and nights are not: it is an upper bound of the "
                "work. By the day of the solution."
            ),
            Decimal(60),
            rows.times_under_work,
            median=True,
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.FILED,
            Unit.COUNT,
            _("How many tickets were filed."),
            None,
            rows.filed,
            ticket="id",
            aim=Aim.NEITHER,
        ),
        Measure(
            MeasureKey.CAME_BACK,
            Unit.COUNT,
            _("How often a solved ticket was reopened. By the day of the reopening."),
            None,
            partial(rows.moved, (Move.REOPEN,)),
            aim=Aim.NEITHER,
        ),
        Measure(
            MeasureKey.FINISHED,
            Unit.COUNT,
            _("How often a ticket was solved or withdrawn."),
            None,
            partial(rows.moved, (Move.RESOLVE, Move.WITHDRAW)),
            aim=Aim.NEITHER,
        ),
        Measure(
            MeasureKey.CLEAR_AT_ONCE,
            Unit.SHARE,
            _(
                "Share of tickets whose first message said enough: no question was asked back by "
                "itself, before sending or after. By the day the ticket was filed."
            ),
            Decimal(90),
            rows.clear_at_once,
            ticket="id",
        ),
        Measure(
            MeasureKey.CLARIFYING_MINUTES,
            Unit.MINUTES,
            _(
                "Median time from the question that was asked back by itself to the customer's "
                "answer; what nobody has answered is left out."
            ),
            Decimal(10),
            rows.clarified,
            median=True,
            aim=Aim.LOW,
        ),
        Measure(
            MeasureKey.CONTAINED,
            Unit.SHARE,
            _(
                "Share of routine conversations that the assistant finished: not handed over, not "
                "voted unhelpful, no contact on the same matter within 72 hours. Known three days "
                "after a conversation, and of people who are logged in alone."
            ),
            Decimal(60),
            rows.talks,
            ticket="",
        ),
    )
}
