"""Frozen read models of trade, and how a row becomes one.

Times are aware; money is djmoney's. ``state`` is the stable word to compare, ``state_words`` the
one to show, in the reader's language when it is shown. ``picture_url`` is one that a page may load,
or empty.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar
from uuid import UUID

from django.utils.functional import Promise
from djmoney.money import Money

from consignment import pictures
from consignment.models import Consignment, Item, Order, OrderLine, Payout, Shipment, User
from consignment.models.goods import ItemState

View = TypeVar("View")


@dataclass(frozen=True)
class Shown(Generic[View]):
    """The newest of something, and how many there are in all."""

    newest: tuple[View, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.newest)


@dataclass(frozen=True)
class PersonView:
    id: UUID
    name: str
    email: str
    phone: str
    language: str
    time_zone: str
    joined_at: datetime
    buyer_since: datetime | None
    consignor_since: datetime | None


@dataclass(frozen=True)
class LineView:
    item_id: UUID
    number: str
    title: str
    kind: str
    picture_url: str
    item_state: str
    item_state_words: str | Promise
    price: Money


@dataclass(frozen=True)
class ShipmentView:
    """``late``: came after the promised date, or has not come and the date has passed."""

    id: UUID
    state: str
    state_words: str | Promise
    courier: str
    tracking_number: str
    promised_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    late: bool


@dataclass(frozen=True)
class OrderView:
    """``ships_late``: paid, nothing sent, and the promised day of shipping has passed."""

    id: UUID
    number: str
    state: str
    state_words: str | Promise
    total: Money
    placed_at: datetime
    paid_at: datetime | None
    ship_by: datetime | None
    return_until: datetime | None
    ships_late: bool
    lines: tuple[LineView, ...]
    shipments: tuple[ShipmentView, ...]

    @property
    def late(self) -> bool:
        return self.ships_late or any(shipment.late for shipment in self.shipments)


@dataclass(frozen=True)
class ItemView:
    id: UUID
    number: str
    title: str
    brand: str
    kind: str
    picture_url: str
    price: Money
    state: str
    state_words: str | Promise
    consignment: str
    received_at: datetime


@dataclass(frozen=True)
class ConsignmentView:
    id: UUID
    number: str
    received_at: datetime
    commission_percent: Decimal
    items: int


@dataclass(frozen=True)
class PayoutView:
    """``hold_reason`` may name the other party of a dispute: for staff, not for the consignor."""

    id: UUID
    number: str
    amount: Money
    state: str
    state_words: str | Promise
    due_on: date | None
    paid_at: datetime | None
    held_at: datetime | None
    hold_reason: str
    item: str
    item_title: str
    item_kind: str
    picture_url: str

    @property
    def held(self) -> bool:
        return self.held_at is not None


@dataclass(frozen=True)
class Dossier:
    """One customer's trade as it stands ``at`` one moment, as buyer and as consignor."""

    at: datetime
    person: PersonView
    orders: Shown[OrderView]
    items: Shown[ItemView]
    consignments: Shown[ConsignmentView]
    payouts: Shown[PayoutView]


def person_view(user: User) -> PersonView:
    """Return ``user`` as the desk shows them. Reads ``buyer`` and ``consignor``."""
    buyer, consignor = getattr(user, "buyer", None), getattr(user, "consignor", None)
    return PersonView(
        id=user.pk,
        name=user.name,
        email=user.email,
        phone=user.phone,
        language=user.language,
        time_zone=user.time_zone,
        joined_at=user.date_joined,
        buyer_since=buyer.since if buyer else None,
        consignor_since=consignor.since if consignor else None,
    )


def order_view(order: Order, *, at: datetime) -> OrderView:
    """Return ``order`` as it stands ``at``. Reads its lines, their items and its shipments."""
    return OrderView(
        id=order.pk,
        number=order.number,
        state=order.state,
        state_words=Order.State(order.state).label,
        total=order.total,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        ship_by=order.ship_by,
        return_until=order.return_until,
        ships_late=order.ships_late(at=at),
        lines=tuple(line_view(line) for line in order.lines.all()),
        shipments=tuple(shipment_view(parcel, at=at) for parcel in order.shipments.all()),
    )


def line_view(line: OrderLine) -> LineView:
    return LineView(
        item_id=line.item.pk,
        number=line.item.number,
        title=line.item.title,
        kind=line.item.kind,
        picture_url=pictures.shown(line.item.picture_url),
        item_state=line.item.state,
        item_state_words=ItemState(line.item.state).label,
        price=line.price,
    )


def shipment_view(shipment: Shipment, *, at: datetime) -> ShipmentView:
    return ShipmentView(
        id=shipment.pk,
        state=shipment.state,
        state_words=Shipment.State(shipment.state).label,
        courier=shipment.courier,
        tracking_number=shipment.tracking_number,
        promised_at=shipment.promised_at,
        shipped_at=shipment.shipped_at,
        delivered_at=shipment.delivered_at,
        late=shipment.is_late(at=at),
    )


def item_view(item: Item) -> ItemView:
    """Return ``item`` as its consignor may know it. Reads its consignment."""
    return ItemView(
        id=item.pk,
        number=item.number,
        title=item.title,
        brand=item.brand,
        kind=item.kind,
        picture_url=pictures.shown(item.picture_url),
        price=item.price,
        state=item.state,
        state_words=ItemState(item.state).label,
        consignment=item.consignment.number,
        received_at=item.consignment.received_at,
    )


def consignment_view(consignment: Consignment, *, items: int) -> ConsignmentView:
    """Return ``consignment`` with the number of its ``items``."""
    return ConsignmentView(
        id=consignment.pk,
        number=consignment.number,
        received_at=consignment.received_at,
        commission_percent=consignment.commission_percent,
        items=items,
    )


def payout_view(payout: Payout) -> PayoutView:
    """Return ``payout`` as staff see it. Reads its item."""
    return PayoutView(
        id=payout.pk,
        number=payout.number,
        amount=payout.amount,
        state=payout.state,
        state_words=Payout.State(payout.state).label,
        due_on=payout.due_on,
        paid_at=payout.paid_at,
        held_at=payout.held_at,
        hold_reason=payout.hold_reason,
        item=payout.item.number,
        item_title=payout.item.title,
        item_kind=payout.item.kind,
        picture_url=pictures.shown(payout.item.picture_url),
    )
