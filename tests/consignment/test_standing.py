"""Value and loyalty of a person: sums per currency, with reasons."""

from datetime import timedelta

import pytest
from djmoney.money import Money
from hypothesis import given
from hypothesis import strategies as st

from consignment.models import Order
from consignment.standing import Reason, Trade, standing_of, standings, weigh
from tests.factories.trade import (
    NOW,
    BuyerFactory,
    ConsignmentFactory,
    ConsignorFactory,
    ItemFactory,
    OrderFactory,
    UserFactory,
)

JOINED = NOW - timedelta(days=400)

trades = st.lists(
    st.builds(
        Trade,
        st.builds(
            Money, st.decimals(0, 10**6, places=2), st.sampled_from(["USD", "CNY", "EUR", "JPY"])
        ),
        st.integers(1, 50),
        st.timedeltas(timedelta(days=-900), timedelta(0)).map(lambda ago: NOW + ago),
    )
)


@given(trades, trades)
def test_sums_stay_apart_by_currency_and_lose_nothing(bought, consigned):
    standing = weigh(bought=bought, consigned=consigned, joined=JOINED)

    for code in ("USD", "CNY", "EUR", "JPY"):
        total = sum(one.amount.amount for one in bought if one.amount.currency.code == code)
        assert total == sum(one.amount for one in standing.spent if one.currency.code == code)
    assert standing.orders == sum(one.count for one in bought)
    assert standing.since == min([JOINED, *(one.first_at for one in bought + consigned)])


def test_reasons_say_what_counted():
    standing = weigh(
        bought=[Trade(Money("12400.00", "USD"), 3, NOW)],
        consigned=[Trade(Money("800.00", "CNY"), 1, NOW)],
        joined=JOINED,
    )

    assert standing.reasons == (
        Reason("spent", "USD 12,400.00"),
        Reason("consigned", "CNY 800.00"),
        Reason("orders", "3"),
        Reason("since", "2025-03-08"),
    )
    assert str(standing.reasons[0].words) == "Spent USD 12,400.00"


def test_who_never_traded_is_known_since_they_joined():
    standing = weigh(bought=[], consigned=[], joined=JOINED)

    assert (standing.spent, standing.consigned_value, standing.orders) == ((), (), 0)
    assert [reason.code for reason in standing.reasons] == ["since"]


@pytest.mark.django_db
def test_orders_count_when_they_are_paid_and_stay_paid():
    buyer = BuyerFactory()
    for state in Order.State:
        OrderFactory(buyer=buyer, items=[], state=state, total=Money("100.00", "USD"))
    OrderFactory(buyer=buyer, items=[], paid=True, total=Money("70.00", "CNY"))
    OrderFactory(items=[], paid=True)

    standing = standing_of(buyer.user)

    assert standing.spent == (Money("70.00", "CNY"), Money("400.00", "USD"))
    assert standing.orders == 5


@pytest.mark.django_db
def test_goods_count_once_they_are_accepted():
    consignment = ConsignmentFactory(received_at=JOINED - timedelta(days=1))
    for trait in ("listed", "reserved", "sold", "settled", "rejected", "returned", "in_review"):
        ItemFactory(consignment=consignment, price=Money("10.00", "EUR"), **{trait: True})

    standing = standing_of(consignment.consignor.user)

    assert standing.consigned_value == (Money("40.00", "EUR"),)
    assert standing.since == consignment.received_at
    assert standing.orders == 0


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 10])
def test_many_people_take_as_many_queries_as_one(people, django_assert_num_queries):
    users = []
    for consignor in ConsignorFactory.create_batch(people):
        OrderFactory(buyer=BuyerFactory(user=consignor.user), items=[], paid=True)
        ItemFactory(consignment__consignor=consignor, listed=True)
        users.append(consignor.user)
    users.append(UserFactory())

    with django_assert_num_queries(2):
        found = standings(users)

    assert {standing.orders for standing in found.values()} == {0, 1}
    assert len(found) == people + 1
