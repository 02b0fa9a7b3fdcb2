"""A thing of trade as it stands at one moment, as plain data that may be kept for years.

Keys are stable: add some, never rename or remove one. A snapshot lies on the ticket of one party,
so it names no person: no buyer in an item's, no consignor in an order's.
"""

from datetime import date, datetime
from functools import singledispatch
from typing import Any

from djmoney.money import Money

from consignment.dossier.parts import read_parts
from consignment.models import Consignment, Item, Order, Payout

JSON = dict[str, Any]


def snapshot(thing: Item | Order | Consignment | Payout, *, at: datetime) -> JSON:
    """Return ``thing`` as JSON-safe data; ``taken_at`` is ``at``.

    Money is ``{"amount": "1200.00", "currency": "USD"}``, times are ISO 8601 with their offset.
    Raises TypeError for a thing of another kind. An order takes two queries, a consignment one.
    """
    facts = _facts(thing, at)
    return {
        "kind": thing._meta.model_name,
        "id": str(thing.pk),
        "number": thing.number,
        "taken_at": _time(at),
        **facts,
    }


@singledispatch
def _facts(thing: object, at: datetime) -> JSON:
    raise TypeError(f"No snapshot is taken of {thing!r}.")


@_facts.register
def _of_item(item: Item, at: datetime) -> JSON:
    return {**_piece(item), "brand": item.brand, "item_kind": item.kind}


@_facts.register
def _of_order(order: Order, at: datetime) -> JSON:
    read_parts(order, "lines", "shipments")
    return {
        "state": order.state,
        "total": _money(order.total),
        "placed_at": _time(order.placed_at),
        "paid_at": _time(order.paid_at),
        "ship_by": _time(order.ship_by),
        "return_until": _time(order.return_until),
        "ships_late": order.ships_late(at=at),
        "lines": [
            {"item": line.item.number, "title": line.item.title, "price": _money(line.price)}
            for line in order.lines.all()
        ],
        "shipments": [
            {
                "id": str(parcel.pk),
                "state": parcel.state,
                "courier": parcel.courier,
                "tracking_number": parcel.tracking_number,
                "promised_at": _time(parcel.promised_at),
                "shipped_at": _time(parcel.shipped_at),
                "delivered_at": _time(parcel.delivered_at),
                "late": parcel.is_late(at=at),
            }
            for parcel in order.shipments.all()
        ],
    }


@_facts.register
def _of_consignment(consignment: Consignment, at: datetime) -> JSON:
    return {
        "received_at": _time(consignment.received_at),
        "commission_percent": f"{consignment.commission_percent:.2f}",
        "items": [
            {"number": item.number, **_piece(item)} for item in consignment.items.order_by("number")
        ],
    }


@_facts.register
def _of_payout(payout: Payout, at: datetime) -> JSON:
    return {
        "state": payout.state,
        "amount": _money(payout.amount),
        "due_on": _day(payout.due_on),
        "paid_at": _time(payout.paid_at),
        "held": payout.is_held,
        "held_at": _time(payout.held_at),
        "item": payout.item.number,
    }


def _piece(item: Item) -> JSON:
    return {"title": item.title, "price": _money(item.price), "state": item.state}


def _money(money: Money) -> JSON:
    return {"amount": f"{money.amount:.2f}", "currency": money.currency.code}


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
