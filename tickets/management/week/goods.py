"""The trade in memory: consignments, items, orders, parcels, payouts, and the steps they take.

``situations.py`` and ``filler.py`` make whole pieces of trade out of these steps; ``storing.py``
saves them, the items through their legal transitions.
"""

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal

from djmoney.money import Money

from consignment.models import (
    Consignment,
    Item,
    Order,
    Payout,
    PayoutEvent,
    ReturnRequest,
    Shipment,
)
from tickets.management.week import catalogue
from tickets.management.week.people import Person
from tickets.management.week.pictures import picture_of

COURIERS = ("Northline Express", "Halcyon Parcel", "Swift Heron")
COMMISSIONS = (18, 20, 20, 20, 22)
HOLDS = (
    "The buyer doubts that it is genuine",
    "Return under way",
    "Details of the bank account are being checked",
)
RETURN_WINDOW = dt.timedelta(days=14)
SAME_PARCEL = 0.65
"""How often a piece came together with others of its owner, where that is possible."""


@dataclass(slots=True, eq=False)
class Stock:
    """An item with the way it went: its transitions, each with its time."""

    item: Item
    owner: Person
    way: list[tuple[str, dt.datetime]] = field(default_factory=list)

    @property
    def received_at(self) -> dt.datetime:
        return self.item.consignment.received_at

    def go(self, transition: str, at: dt.datetime) -> "Stock":
        self.way.append((transition, at))
        return self


@dataclass(slots=True, eq=False)
class Sale:
    """An order of one item or two, with what followed."""

    order: Order
    buyer: Person
    stocks: list[Stock]
    # What the parcel will be called, also while there is none.
    courier: str
    tracking: str
    shipment: Shipment | None = None
    returned: ReturnRequest | None = None
    payouts: list[Payout] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a ticket is about."""

    stock: Stock
    sale: Sale | None = None
    payout: Payout | None = None


class Goods:
    """All that was traded, as it stands at ``now``."""

    def __init__(self, rng: random.Random, *, now: dt.datetime) -> None:
        self.rng = rng
        self.now = now
        self.stocks: list[Stock] = []
        self.consignments: list[tuple[Person, Consignment]] = []
        self.sales: list[Sale] = []
        self.payout_events: list[PayoutEvent] = []

    def span(self, low: float, high: float) -> dt.timedelta:
        """Return a time of between ``low`` and ``high`` days."""
        return dt.timedelta(days=self.rng.uniform(low, high))

    def receive(self, owner: Person, *, earliest: dt.datetime, latest: dt.datetime) -> Stock:
        """Take in a piece, alone or together with others that ``owner`` handed over then."""
        piece = catalogue.pick(self.rng, owner.currency)
        stock = Stock(
            Item(
                consignment=self._consignment(owner, earliest, latest),
                title=piece.title,
                brand=piece.house,
                kind=piece.kind.key,
                price=piece.price,
                picture_url=picture_of(piece),
            ),
            owner,
        )
        self.stocks.append(stock)
        return stock

    def list_one(self, owner: Person, *, earliest: dt.datetime, latest: dt.datetime) -> Stock:
        """Take in a piece and offer it, within six days."""
        stock = self.receive(owner, earliest=earliest, latest=latest)
        reviewed_at = stock.received_at + self.span(0.5, 2)
        return stock.go("review", reviewed_at).go("list", reviewed_at + self.span(1, 4))

    def sell(
        self, placed_at: dt.datetime, buyer: Person, consignor: Person, *, pieces: int = 1
    ) -> Sale:
        """Reserve ``pieces`` of ``consignor`` for ``buyer``; the payment is waited for."""
        earliest, latest = placed_at - dt.timedelta(days=60), placed_at - dt.timedelta(days=8)
        stocks = [
            self.list_one(consignor, earliest=earliest, latest=latest).go("reserve", placed_at)
            for _ in range(pieces)
        ]
        order = Order(
            buyer=buyer.buyer,
            placed_at=placed_at,
            total=sum((stock.item.price for stock in stocks[1:]), stocks[0].item.price),
        )
        courier = self.rng.choice(COURIERS)
        letters = "".join(word[0] for word in courier.split())
        tracking = f"{letters}{self.rng.randint(10**8, 10**9 - 1)}"
        sale = Sale(order, buyer, stocks, courier, tracking)
        self.sales.append(sale)
        return sale

    def pay(self, sale: Sale, *, ship_by: dt.datetime) -> Sale:
        paid_at = sale.order.placed_at + self.span(0.003, 0.06)
        sale.order.state, sale.order.paid_at = Order.State.PAID, paid_at
        sale.order.ship_by = ship_by
        for stock in sale.stocks:
            stock.go("sell", paid_at)
        return sale

    def ship(self, sale: Sale, at: dt.datetime, *, promised_at: dt.datetime) -> Sale:
        sale.order.state = Order.State.SHIPPED
        sale.shipment = Shipment(
            order=sale.order,
            state=Shipment.State.IN_TRANSIT,
            courier=sale.courier,
            tracking_number=sale.tracking,
            shipped_at=at,
            promised_at=promised_at,
        )
        return sale

    def deliver(self, sale: Sale, at: dt.datetime) -> Sale:
        if sale.shipment is None:
            raise ValueError("What was not shipped is not delivered.")
        sale.shipment.state, sale.shipment.delivered_at = Shipment.State.DELIVERED, at
        sale.order.state = Order.State.DELIVERED
        sale.order.return_until = at + RETURN_WINDOW
        return sale

    def cancel(self, sale: Sale, at: dt.datetime) -> Sale:
        sale.order.state = Order.State.CANCELLED
        for stock in sale.stocks:
            stock.go("release", at)
        return sale

    def ask_back(self, sale: Sale, state: ReturnRequest.State, *, asked_at: dt.datetime) -> None:
        """Let the buyer give the order back: nobody is owed anything for it."""
        sale.returned = ReturnRequest(
            order=sale.order, state=state, reason="Changed my mind", asked_at=asked_at
        )
        for payout in sale.payouts:
            payout.state = Payout.State.CANCELLED

    def owe(self, sale: Sale, state: Payout.State, *, due: dt.datetime) -> Payout:
        """Owe the owners their part of ``sale``; return the payout of its first piece."""
        for stock in sale.stocks:
            price = stock.item.price
            share = 1 - Decimal(stock.item.consignment.commission_percent) / 100
            payout = Payout(
                consignor=stock.owner.consignor,
                item=stock.item,
                amount=Money(round(price.amount * share, 2), price.currency),
                state=state,
                due_on=due.date(),
            )
            sale.payouts.append(payout)
        return sale.payouts[0]

    def settle(self, sale: Sale, at: dt.datetime) -> None:
        """Pay the owners, in the afternoon of the day ``at``."""
        paid_at = min(at.replace(hour=14, minute=20), self.now)
        for stock, payout in zip(sale.stocks, sale.payouts, strict=True):
            payout.state, payout.paid_at = Payout.State.PAID, paid_at
            self.tell(payout, PayoutEvent.Kind.PAID, paid_at)
            stock.go("settle", paid_at)

    def hold(self, payout: Payout, at: dt.datetime) -> None:
        payout.held_at, payout.hold_reason = at, self.rng.choice(HOLDS)
        self.tell(payout, PayoutEvent.Kind.HELD, at, payout.hold_reason)

    def tell(self, payout: Payout, kind: PayoutEvent.Kind, at: dt.datetime, note: str = "") -> None:
        self.payout_events.append(PayoutEvent(payout=payout, kind=kind, at=at, note=note))

    def _consignment(
        self, owner: Person, earliest: dt.datetime, latest: dt.datetime
    ) -> Consignment:
        mates = [
            consignment
            for other, consignment in self.consignments
            if other is owner and earliest <= consignment.received_at <= latest
        ]
        if mates and self.rng.random() < SAME_PARCEL:
            return self.rng.choice(mates)
        consignment = Consignment(
            consignor=owner.consignor,
            received_at=earliest + (latest - earliest) * self.rng.random(),
            commission_percent=self.rng.choice(COMMISSIONS),
        )
        self.consignments.append((owner, consignment))
        return consignment
