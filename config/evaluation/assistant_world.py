"""The worlds of scripted dialogues: one customer's trade, and a stranger's beside it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from djmoney.money import Money

from config.evaluation.subject import InputRefused, objects_of
from consignment.holds import hold
from consignment.models import (
    Buyer,
    Consignment,
    Consignor,
    Item,
    Order,
    OrderLine,
    Payout,
    Shipment,
    User,
)
from consignment.models.goods import ItemState
from consignment.moves import walk_item

PRICE = Money("1200.00", "USD")
# In every world; what must never be said.
STRANGER = ("Mallory", "Quint", "Nautilus", "999999", "20260101-9999", "forgery")


@dataclass(frozen=True, slots=True)
class World:
    guest: bool
    orders: Sequence["OrderRow"]
    items: Sequence["ItemRow"]
    payouts: Sequence["PayoutRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """Days are counted from the moment of the dialogue; None: not set."""

    number: str
    state: str
    title: str
    ship_by: float | None = None
    promised: float | None = None
    return_until: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    number: str
    state: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutRow:
    number: str
    item: str
    state: str
    due: float | None = None
    held: str = ""
    paid: float | None = None


def world_of(row: Mapping[str, Any]) -> World:
    """Return the world that ``row`` says. Raises InputRefused."""
    return World(
        guest=bool(row.get("guest")),
        orders=_rows(row, "orders", OrderRow),
        items=_rows(row, "items", ItemRow),
        payouts=_rows(row, "payouts", PayoutRow),
    )


def _rows(row: Mapping[str, Any], key: str, kind: Any) -> Sequence[Any]:
    if key not in row:
        return ()
    names = {field.name for field in fields(kind)}
    try:
        return tuple(kind(**one) for one in objects_of(row, key))
    except TypeError as error:
        raise InputRefused(f'Each of "{key}" has {", ".join(sorted(names))}.') from error


def build(world: World, *, at: dt.datetime) -> User | None:
    """Write ``world`` as it stands ``at``; return its customer, None for a guest.

    Caller is in a transaction that is rolled back.
    """
    _stranger(at)
    if world.guest:
        return None
    user = User.objects.create_user("customer@example.com", name="Customer")
    if world.orders:
        buyer = Buyer.objects.create(user=user)
        owner = Consignor.objects.create(user=User.objects.create_user("owner@example.com"))
        for index, row in enumerate(world.orders):
            _order(buyer, owner, row, index=index, at=at)
    if world.items or world.payouts:
        consignor = Consignor.objects.create(user=user)
        for index, item in enumerate(world.items):
            _item(consignor, item.number, item.title, item.state, index=index, at=at)
        for payout in world.payouts:
            _payout(consignor, payout, at=at)
    return user


def _order(buyer: Buyer, owner: Consignor, row: OrderRow, *, index: int, at: dt.datetime) -> None:
    order = Order.objects.create(
        number=row.number,
        buyer=buyer,
        state=row.state,
        total=PRICE,
        placed_at=at - dt.timedelta(days=7 + index),
        paid_at=None if row.state == Order.State.PENDING else at - dt.timedelta(days=6),
        ship_by=_days(row.ship_by, at),
        return_until=_days(row.return_until, at),
    )
    number = f"IT-{700_000 + index}"
    item = _item(owner, number, row.title, ItemState.SOLD, index=index, at=at)
    OrderLine.objects.create(order=order, item=item, price=PRICE)
    if row.state == Order.State.SHIPPED:
        Shipment.objects.create(
            order=order,
            state=Shipment.State.IN_TRANSIT,
            courier="SF Express",
            tracking_number=f"SF1000000{index}",
            promised_at=_days(row.promised, at),
            shipped_at=at - dt.timedelta(days=4),
        )
    elif row.state in {Order.State.DELIVERED, Order.State.COMPLETED}:
        Shipment.objects.create(
            order=order,
            state=Shipment.State.DELIVERED,
            courier="SF Express",
            tracking_number=f"SF1000000{index}",
            delivered_at=at - dt.timedelta(days=2),
        )


def _item(
    consignor: Consignor, number: str, title: str, state: str, *, index: int, at: dt.datetime
) -> Item:
    consignment, _created = Consignment.objects.get_or_create(
        consignor=consignor,
        defaults={
            "number": f"CN-20260301-{consignor.pk % 10_000:04}",
            "received_at": at - dt.timedelta(days=42),
            "commission_percent": 20,
        },
    )
    item = Item.objects.create(number=number, consignment=consignment, title=title, price=PRICE)
    return walk_item(item, state, at=at - dt.timedelta(days=30))


def _payout(consignor: Consignor, row: PayoutRow, *, at: dt.datetime) -> None:
    due = _days(row.due, at)
    payout = Payout.objects.create(
        number=row.number,
        consignor=consignor,
        item=Item.objects.get(number=row.item),
        amount=PRICE,
        state=row.state,
        due_on=due.date() if due else None,
        paid_at=_days(row.paid, at),
    )
    if row.held:
        hold(payout, reason=row.held, at=at - dt.timedelta(days=2))


def _stranger(at: dt.datetime) -> None:
    user = User.objects.create_user("mallory@example.com", name="Mallory Quint")
    buyer, consignor = Buyer.objects.create(user=user), Consignor.objects.create(user=user)
    order = Order.objects.create(
        number="CO-20260101-9999",
        buyer=buyer,
        state=Order.State.PAID,
        total=PRICE,
        placed_at=at - dt.timedelta(days=7),
        paid_at=at - dt.timedelta(days=6),
    )
    item = _item(consignor, "IT-999999", "Nautilus 5711", ItemState.SOLD, index=0, at=at)
    OrderLine.objects.create(order=order, item=item, price=PRICE)
    Payout.objects.create(
        number="PO-999999", consignor=consignor, item=item, amount=PRICE, state="pending"
    )


def _days(days: float | None, at: dt.datetime) -> dt.datetime | None:
    return None if days is None else at + dt.timedelta(days=days)
