"""Orders and shipments: whose they are, and when they are late."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from djmoney.money import Money

from consignment.models import Order, Shipment
from consignment.models.orders import ORDER_FACTS
from tests.factories.trade import (
    NOW,
    ItemFactory,
    OrderFactory,
    OrderLineFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


def test_every_state_has_its_facts():
    assert set(ORDER_FACTS) == set(Order.State)


def test_buyers_own_their_orders_and_nobody_else_does():
    order = OrderFactory(paid=True)
    consignor = order.lines.get().item.consignment.consignor.user

    assert list(Order.objects.owned_by(order.buyer.user)) == [order]
    assert not Order.objects.owned_by(consignor).exists()
    assert not Order.objects.owned_by(UserFactory()).exists()
    assert not Order.objects.owned_by(AnonymousUser()).exists()


def test_an_item_is_in_an_order_once():
    item = ItemFactory(sold=True)
    order = OrderFactory(items=[item])

    with pytest.raises(IntegrityError, match="order_line_item_once_per_order"):
        OrderLineFactory(order=order, item=item)


def test_money_in_orders_is_never_negative():
    minus = Money("-1", "USD")

    with pytest.raises(IntegrityError, match="order_total_not_negative"), transaction.atomic():
        OrderFactory(total=minus)
    with pytest.raises(IntegrityError, match="order_line_price_not_negative"), transaction.atomic():
        OrderLineFactory(price=minus)


def test_a_paid_order_ships_late_once_the_promise_has_passed():
    order = Order(state=Order.State.PAID, ship_by=NOW)

    assert not order.ships_late(at=NOW)
    assert order.ships_late(at=NOW + SECOND)


@pytest.mark.parametrize("state", [state for state in Order.State if state != Order.State.PAID])
def test_only_a_paid_order_waits_to_be_shipped(state):
    order = Order(state=state, ship_by=NOW)

    assert not order.ships_late(at=NOW + SECOND)


def test_an_order_without_a_promise_is_never_late():
    assert not Order(state=Order.State.PAID).ships_late(at=NOW)


@pytest.mark.parametrize(
    ("shipment", "late"),
    [
        (Shipment(promised_at=None), False),
        (Shipment(promised_at=NOW), False),
        (Shipment(promised_at=NOW - SECOND), True),
        (Shipment(promised_at=NOW - SECOND, state=Shipment.State.LOST), True),
        (Shipment(promised_at=NOW - SECOND, delivered_at=NOW - 2 * SECOND), False),
        (Shipment(promised_at=NOW - 2 * SECOND, delivered_at=NOW - SECOND), True),
        (Shipment(promised_at=NOW - SECOND, state=Shipment.State.DELIVERED), False),
    ],
)
def test_a_parcel_is_late_when_it_came_or_should_have_come_after_the_date(shipment, late):
    assert shipment.is_late(at=NOW) is late


def test_a_parcel_shows_its_tracking_number_or_else_its_id():
    parcel = Shipment(tracking_number="SF1")

    assert str(parcel) == "SF1"
    assert str(Shipment(pk=parcel.pk)) == str(parcel.pk)
