"""Snapshots are plain, stable, and name nobody."""

import json
from datetime import timedelta

import pytest

from consignment.dossier import snapshot
from tests.factories.trade import (
    NOW,
    ConsignmentFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_of_an_item():
    item = ItemFactory(listed=True)

    assert snapshot(item, at=NOW) == {
        "kind": "item",
        "id": str(item.pk),
        "number": item.number,
        "taken_at": "2026-04-12T09:30:00+00:00",
        "title": "Reverso Classic, steel, 1998",
        "brand": "Jaeger-LeCoultre",
        "item_kind": "watch",
        "price": {"amount": "1200.00", "currency": "USD"},
        "state": "listed",
    }


def test_of_an_order():
    order = OrderFactory(late=True)
    item, parcel = order.lines.get().item, order.shipments.get()

    assert snapshot(order, at=NOW) == {
        "kind": "order",
        "id": str(order.pk),
        "number": order.number,
        "taken_at": "2026-04-12T09:30:00+00:00",
        "state": "shipped",
        "total": {"amount": "1200.00", "currency": "USD"},
        "placed_at": "2026-04-05T09:30:00+00:00",
        "paid_at": "2026-04-06T09:30:00+00:00",
        "ship_by": "2026-04-14T09:30:00+00:00",
        "return_until": None,
        "ships_late": False,
        "lines": [
            {
                "item": item.number,
                "title": item.title,
                "price": {"amount": "1200.00", "currency": "USD"},
            }
        ],
        "shipments": [
            {
                "id": str(parcel.pk),
                "state": "in_transit",
                "courier": "SF Express",
                "tracking_number": parcel.tracking_number,
                "promised_at": "2026-04-11T09:30:00+00:00",
                "shipped_at": "2026-04-08T09:30:00+00:00",
                "delivered_at": None,
                "late": True,
            }
        ],
    }


def test_of_a_consignment():
    consignment = ConsignmentFactory()
    item = ItemFactory(consignment=consignment)

    found = snapshot(consignment, at=NOW)

    assert found["commission_percent"] == "20.00"
    assert found["items"] == [
        {
            "number": item.number,
            "title": item.title,
            "price": {"amount": "1200.00", "currency": "USD"},
            "state": "received",
        }
    ]


def test_of_a_payout():
    payout = PayoutFactory(due=True, held=True)

    found = snapshot(payout, at=NOW)

    assert (found["held"], found["due_on"], found["item"]) == (
        True,
        "2026-04-15",
        payout.item.number,
    )
    assert found["amount"] == {"amount": "960.00", "currency": "USD"}


def test_all_are_json_and_name_nobody():
    payout = PayoutFactory(held=True)
    order = OrderFactory(items=[payout.item], delivered=True)

    for thing in (payout, payout.item, payout.item.consignment, order):
        text = json.dumps(snapshot(thing, at=NOW))
        for user in (payout.consignor.user, order.buyer.user):
            assert user.email not in text
            assert user.name not in text
        assert payout.hold_reason not in text


def test_nothing_else_is_taken():
    with pytest.raises(TypeError, match="No snapshot"):
        snapshot(UserFactory(), at=NOW)


@pytest.mark.parametrize("lines", [1, 20])
def test_an_order_takes_two_queries(lines, django_assert_num_queries):
    order = OrderFactory(items=ItemFactory.create_batch(lines, sold=True))

    with django_assert_num_queries(2):
        snapshot(order, at=NOW)


def test_what_was_frozen_does_not_move_with_the_order():
    order = OrderFactory(paid=True)
    frozen = snapshot(order, at=NOW)

    order.state = "cancelled"

    assert frozen["state"] == "paid"
    assert snapshot(order, at=order.ship_by + timedelta(days=1))["state"] == "cancelled"
