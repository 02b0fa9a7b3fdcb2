"""A dossier holds all of one customer's trade, nobody else's, in few queries."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from consignment.dossier import NEWEST, dossier_of
from tests.consignment.crowds import trader
from tests.factories.trade import (
    NOW,
    BuyerFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_dossier_takes_seven_queries_and_shows_the_newest(rows, django_assert_num_queries):
    user = trader(rows=rows)

    with django_assert_num_queries(7):
        dossier = dossier_of(user, at=NOW)

    for shown in (dossier.orders, dossier.items, dossier.payouts):
        assert shown.total == rows
        assert len(shown.newest) == min(rows, NEWEST)
        assert shown.more == rows - min(rows, NEWEST)
    assert dossier.orders.newest[0].number == "CO-20260105-0000"
    assert dossier.consignments.total == min(rows, 30)
    assert sum(row.items for row in dossier.consignments.newest) > 0


def test_an_order_shows_its_items_its_parcels_and_what_is_late():
    order = OrderFactory(late=True)
    line, parcel = order.lines.get(), order.shipments.get()

    (shown,) = dossier_of(order.buyer.user, at=NOW).orders.newest

    assert (shown.number, shown.state, shown.total) == (order.number, "shipped", order.total)
    assert [(one.number, one.title) for one in shown.lines] == [(line.item.number, line.item.title)]
    assert [one.tracking_number for one in shown.shipments] == [parcel.tracking_number]
    assert shown.shipments[0].late
    assert shown.late
    assert not shown.ships_late


def test_late_is_late_at_the_moment_asked_about():
    order = OrderFactory(paid=True)
    user = order.buyer.user

    (before,) = dossier_of(user, at=order.ship_by).orders.newest
    (after,) = dossier_of(user, at=order.ship_by + timedelta(seconds=1)).orders.newest

    assert not before.late
    assert after.ships_late
    assert after.late


def test_a_consignor_sees_items_and_payouts_with_their_hold():
    payout = PayoutFactory(due=True, held=True)
    user = payout.consignor.user

    dossier = dossier_of(user, at=NOW)

    assert [item.number for item in dossier.items.newest] == [payout.item.number]
    assert [row.number for row in dossier.consignments.newest] == [payout.item.consignment.number]
    (shown,) = dossier.payouts.newest
    assert shown.held
    assert shown.hold_reason == payout.hold_reason
    assert shown.item_title == payout.item.title


def test_a_dossier_holds_nothing_of_other_people():
    payout = PayoutFactory()
    order = OrderFactory(items=[payout.item], paid=True)

    of_buyer = dossier_of(order.buyer.user, at=NOW)
    of_consignor = dossier_of(payout.consignor.user, at=NOW)

    assert (of_buyer.orders.total, of_buyer.items.total, of_buyer.payouts.total) == (1, 0, 0)
    assert (of_consignor.orders.total, of_consignor.items.total) == (0, 1)
    assert of_consignor.payouts.total == 1


def test_whoever_never_traded_has_an_empty_dossier():
    user = UserFactory()

    dossier = dossier_of(user, at=NOW)

    assert (dossier.orders.total, dossier.orders.newest, dossier.orders.more) == (0, (), 0)
    assert dossier.person.buyer_since is None
    assert dossier.person.consignor_since is None


def test_a_person_is_shown_with_their_roles():
    buyer = BuyerFactory(user__chinese=True)
    ConsignorFactory(user=buyer.user)

    person = dossier_of(buyer.user, at=NOW).person

    assert (person.name, person.time_zone) == ("林美", "Asia/Shanghai")
    assert person.buyer_since == buyer.since
    assert person.consignor_since is not None


def test_states_have_words_in_the_readers_language():
    item = ItemFactory(listed=True)

    with override("en"):
        (shown,) = dossier_of(item.consignment.consignor.user, at=NOW).items.newest
        assert (shown.state, str(shown.state_words)) == ("listed", "Listed")
