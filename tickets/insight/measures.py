"""Each measure, defined once: from which rows it is taken and when a row is good.

A measure gives rows with ``moment`` (when it counts), ``value`` (1 or 0 for a share, minutes for a
time) and the ticket behind. Total, trend, split by lane and the list of tickets all come from the
same rows, so they cannot disagree.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Extract
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.insight.models import MeasureKey
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.satisfaction.models import Rating
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.triage.models import Clarification

SATISFIED_FROM = 4
SECONDS_A_MINUTE = 60.0


class Unit(StrEnum):
    SHARE = "share"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, ``since`` included and ``until`` not; both aware."""

    since: dt.datetime
    until: dt.datetime

    def previous(self) -> "Window":
        """Return the stretch of the same length just before."""
        return Window(self.since - (self.until - self.since), self.since)


Rows = Callable[[TicketQuerySet, Window], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Measure:
    """``definition`` is shown to whoever asks; ``ticket`` is the path from a row to its ticket.

    ``median``: a few that took for days must not hide what is usual.
    """

    key: MeasureKey
    unit: Unit
    definition: str | Promise
    target: Decimal
    rows: Rows
    ticket: str = "ticket_id"
    median: bool = False


def _share(good: Combinable | Q) -> Case:
    return Case(When(good, then=Value(1.0)), default=Value(0.0), output_field=FloatField())


def _within(field: str, window: Window) -> Q:
    return Q(**{f"{field}__gte": window.since, f"{field}__lt": window.until})


def _ratings(tickets: TicketQuerySet, window: Window) -> QuerySet[Any]:
    return Rating.objects.filter(_within("at", window), ticket__in=tickets).annotate(
        moment=F("at"), value=_share(Q(score__gte=SATISFIED_FROM))
    )


def _clocks(kind: ClockKind) -> Rows:
    def rows(tickets: TicketQuerySet, window: Window) -> QuerySet[Any]:
        decided = Q(met_at__isnull=False) | Q(breached_at__isnull=False)
        return Clock.objects.filter(
            _within("started_at", window), decided, kind=kind, ticket__in=tickets
        ).annotate(moment=F("started_at"), value=_share(Q(breached_at=None)))

    return rows


def _first_responses(tickets: TicketQuerySet, window: Window) -> QuerySet[Any]:
    waited = ExpressionWrapper(
        Extract(F("first_replied_at") - F("created_at"), "epoch") / SECONDS_A_MINUTE,
        output_field=FloatField(),
    )
    return (
        tickets.filter(_within("first_replied_at", window))
        .exclude(channel=Channel.EMAIL)
        .annotate(moment=F("first_replied_at"), value=waited)
    )


def _first_contacts(tickets: TicketQuerySet, window: Window) -> QuerySet[Any]:
    days = DeskSettings.current().repeat_days
    repeat_ends = ExpressionWrapper(
        OuterRef("resolved_at") + Value(dt.timedelta(days=days)), output_field=DateTimeField()
    )
    repeat = (
        Ticket.objects.filter(
            category_id=OuterRef("category_id"),
            created_at__gt=OuterRef("created_at"),
            created_at__lt=repeat_ends,
        )
        .filter(
            Q(requester__isnull=False, requester_id=OuterRef("requester_id"))
            | Q(requester=None, guest_email=OuterRef("guest_email"))
        )
        .exclude(id=OuterRef("id"))
    )
    once = Q(reply_turns=1, cycle=1) & ~Exists(repeat)
    return tickets.filter(_within("resolved_at", window)).annotate(
        moment=F("resolved_at"), value=_share(once)
    )


def _filed(tickets: TicketQuerySet, window: Window) -> QuerySet[Any]:
    asked = Exists(Clarification.objects.filter(ticket=OuterRef("id")))
    return tickets.filter(_within("created_at", window)).annotate(
        moment=F("created_at"), value=_share(~asked)
    )


def _clarified(tickets: TicketQuerySet, window: Window) -> QuerySet[Any]:
    return Clarification.objects.filter(
        _within("answered_at", window), ticket__in=tickets
    ).annotate(moment=F("answered_at"), value=F("seconds") / SECONDS_A_MINUTE)


MEASURES: dict[MeasureKey, Measure] = {
    measure.key: measure
    for measure in (
        Measure(
            MeasureKey.SATISFACTION,
            Unit.SHARE,
            _("Share of ratings of 4 and 5 among all ratings given."),
            Decimal(90),
            _ratings,
        ),
        Measure(
            MeasureKey.FIRST_RESPONSE,
            Unit.SHARE,
            _(
                "Share of first responses by a person within their target, of all that were given "
                "or are late. By the day the ticket was filed."
            ),
            Decimal(90),
            _clocks(ClockKind.FIRST_RESPONSE),
        ),
        Measure(
            MeasureKey.FIRST_RESPONSE_MINUTES,
            Unit.MINUTES,
            _(
                "Mean time from filing to the first reply of a person, by the clock on the wall; "
                "mail is left out."
            ),
            Decimal(30),
            _first_responses,
            ticket="id",
        ),
        Measure(
            MeasureKey.FIRST_CONTACT,
            Unit.SHARE,
            _(
                "Share of solved tickets that took one turn of an agent, were not reopened, and "
                "had no new ticket of the same customer in the same category within the days that "
                "the desk settings say."
            ),
            Decimal(70),
            _first_contacts,
            ticket="id",
        ),
        Measure(
            MeasureKey.RESOLUTION,
            Unit.SHARE,
            _("Share of solutions within their target, of all that were given or are late."),
            Decimal(90),
            _clocks(ClockKind.RESOLUTION),
        ),
        Measure(
            MeasureKey.CLEAR_AT_ONCE,
            Unit.SHARE,
            _(
                "Share of tickets whose first message said enough: no question was asked back by "
                "itself, before sending or after. By the day the ticket was filed."
            ),
            Decimal(90),
            _filed,
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
            _clarified,
            median=True,
        ),
    )
}
