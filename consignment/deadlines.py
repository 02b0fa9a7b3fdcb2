"""Until when something can be done, or is to be expected, about a thing of trade. Pure.

A deadline is read off a thing as it stands: what has been done (shipped, given back, paid) sets
none any more. Every deadline stands on something that one side owns alone, so an item and a
consignment set none themselves: the buyer's window hangs on the order, the owner's money on the
payout, and neither may read the other's. ``tickets.lifecycle.linked`` finds what hangs on an item.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consignment.models import Consignment, Item, Order, Payout, ReturnRequest, Shipment
from consignment.models.orders import ORDER_FACTS
from consignment.models.payouts import PAYOUT_FACTS

Text = str | Promise
Thing = Order | Item | Payout | Consignment

NEAR = dt.timedelta(days=3)
"""From when on a page lets a deadline stand out."""


class DeadlineKind(StrEnum):
    SHIP_BY = "ship_by"
    DELIVERY_EXPECTED = "delivery_expected"
    RETURN_UNTIL = "return_until"
    CLAIM_UNTIL = "claim_until"
    PAYOUT_EXPECTED = "payout_expected"


class Acts(StrEnum):
    """Whose turn it is until then."""

    CUSTOMER = "customer"
    PLATFORM = "platform"
    COURIER = "courier"


class Tone(StrEnum):
    """How a deadline is shown; the style sheet knows these words."""

    QUIET = "quiet"
    INFO = "info"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """What a kind means: who ``acts``, and what the customer reads before and after.

    ``%(when)s`` stands for the moment.
    """

    acts: Acts
    ahead: Text
    over: Text


FACTS: dict[DeadlineKind, DeadlineFacts] = {
    DeadlineKind.SHIP_BY: DeadlineFacts(
        Acts.PLATFORM,
        _("We ship it by %(when)s."),
        _("It was to be shipped by %(when)s."),
    ),
    DeadlineKind.DELIVERY_EXPECTED: DeadlineFacts(
        Acts.COURIER,
        _("The courier delivers it by %(when)s."),
        _("The courier was to deliver it by %(when)s."),
    ),
    DeadlineKind.RETURN_UNTIL: DeadlineFacts(
        Acts.CUSTOMER,
        _("You can return it until %(when)s."),
        _("The return window ended on %(when)s."),
    ),
    DeadlineKind.CLAIM_UNTIL: DeadlineFacts(
        Acts.CUSTOMER,
        _("Tell us of damage on the way until %(when)s."),
        _("The time to claim damage from the courier ended on %(when)s."),
    ),
    DeadlineKind.PAYOUT_EXPECTED: DeadlineFacts(
        Acts.PLATFORM,
        _("Your payout is expected by %(when)s."),
        _("Your payout was expected by %(when)s."),
    ),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of one thing. ``at`` is aware and still in time; later is ``passed``.

    ``is_day``: promised for a day and not for an hour, so ``at`` is the last second of that day
    where the reader lives.
    """

    kind: DeadlineKind
    thing_kind: str
    number: str
    at: dt.datetime
    passed: bool
    is_day: bool = False

    @property
    def facts(self) -> DeadlineFacts:
        return FACTS[self.kind]

    @property
    def words(self) -> Text:
        """The sentence for the customer, ``%(when)s`` still open."""
        return self.facts.over if self.passed else self.facts.ahead

    @property
    def is_the_customers(self) -> bool:
        """Whether the customer has to act until then."""
        return self.facts.acts is Acts.CUSTOMER

    def is_near(self, *, at: dt.datetime) -> bool:
        return not self.passed and self.at - at <= NEAR

    def tone(self, *, at: dt.datetime) -> Tone:
        """Attention where the customer should act soon, or where we are late; else calm."""
        if self.passed:
            return Tone.QUIET if self.is_the_customers else Tone.ATTENTION
        pressing = self.is_the_customers and self.is_near(at=at)
        return Tone.ATTENTION if pressing else Tone.INFO


def deadlines_of(
    thing: Thing,
    *,
    at: dt.datetime,
    claim_days: int | None = None,
    zone: dt.tzinfo | None = None,
) -> list[Deadline]:
    """Return the deadlines of ``thing`` as it stands, seen from ``at``, the earliest first.

    An order is read with its ``shipments`` and ``returns``. ``claim_days``: how long after a
    delivery damage can be claimed from the courier; None when nothing is agreed, and then nothing
    is said of it. Days end at midnight in ``zone``, else in the active time zone.

    Raises TypeError for a thing of another kind.
    """
    reading = _Reading(at, claim_days, zone or timezone.get_current_timezone())
    return sorted(_read(thing, reading), key=lambda deadline: (deadline.at, deadline.kind))


def deadlines_of_all(
    things: Iterable[Thing],
    *,
    at: dt.datetime,
    claim_days: int | None = None,
    zone: dt.tzinfo | None = None,
) -> list[Deadline]:
    """Return the deadlines of all ``things``, the earliest first, each once."""
    found = {
        deadline
        for thing in things
        for deadline in deadlines_of(thing, at=at, claim_days=claim_days, zone=zone)
    }
    return sorted(found, key=lambda deadline: (deadline.at, deadline.kind, deadline.number))


@dataclass(frozen=True, slots=True)
class _Reading:
    at: dt.datetime
    claim_days: int | None
    zone: dt.tzinfo

    def until(self, kind: DeadlineKind, thing: Order | Payout, at: dt.datetime) -> Deadline:
        name = str(thing._meta.model_name)
        return Deadline(kind, name, thing.number, at, passed=at < self.at)

    def day(self, kind: DeadlineKind, thing: Order | Payout, day: dt.date) -> Deadline:
        name, at = str(thing._meta.model_name), _end_of(day, self.zone)
        return Deadline(kind, name, thing.number, at, passed=at < self.at, is_day=True)


# Sent to the buyer and neither cancelled nor refunded: it can still be given back.
RETURNABLE = {Order.State.SHIPPED, Order.State.DELIVERED, Order.State.COMPLETED}
# A refused return leaves the window as it was.
UNDER_WAY = set(ReturnRequest.State) - {ReturnRequest.State.REFUSED}
AWAITED = {Shipment.State.PREPARING, Shipment.State.IN_TRANSIT}


@singledispatch
def _read(thing: object, reading: _Reading) -> Iterator[Deadline]:
    raise TypeError(f"No deadline is known of {thing!r}.")


@_read.register(Item)
@_read.register(Consignment)
def _of_what_both_sides_know(thing: Item | Consignment, reading: _Reading) -> Iterator[Deadline]:
    return iter(())


@_read.register
def _of_order(order: Order, reading: _Reading) -> Iterator[Deadline]:
    if order.ship_by and ORDER_FACTS[order.state].to_ship:
        yield reading.until(DeadlineKind.SHIP_BY, order, order.ship_by)
    if order.state not in RETURNABLE:
        return
    for parcel in order.shipments.all():
        yield from _of_parcel(order, parcel, reading)
    given_back = any(request.state in UNDER_WAY for request in order.returns.all())
    if order.return_until and not given_back:
        yield reading.until(DeadlineKind.RETURN_UNTIL, order, order.return_until)


def _of_parcel(order: Order, parcel: Shipment, reading: _Reading) -> Iterator[Deadline]:
    if parcel.promised_at and parcel.state in AWAITED:
        yield reading.until(DeadlineKind.DELIVERY_EXPECTED, order, parcel.promised_at)
    if parcel.delivered_at and parcel.state == Shipment.State.DELIVERED and reading.claim_days:
        came_on = parcel.delivered_at.astimezone(reading.zone).date()
        last = came_on + dt.timedelta(days=reading.claim_days)
        yield reading.day(DeadlineKind.CLAIM_UNTIL, order, last)


@_read.register
def _of_payout(payout: Payout, reading: _Reading) -> Iterator[Deadline]:
    # While it is held nothing is promised.
    if payout.due_on and PAYOUT_FACTS[payout.state].owed and not payout.is_held:
        yield reading.day(DeadlineKind.PAYOUT_EXPECTED, payout, payout.due_on)


def _end_of(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return the last second of ``day`` in ``zone``: a second of real time before the next begins.

    The subtraction is done in UTC, where no hour is missing or comes twice.
    """
    next_day = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    return (next_day.astimezone(dt.UTC) - dt.timedelta(seconds=1)).astimezone(zone)
