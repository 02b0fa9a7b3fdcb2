"""One's own things are found by their number; other people's are not there."""

import pytest

from consignment.dossier import find_consignment, find_item, find_order, find_payout
from tests.factories.trade import OrderFactory, PayoutFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_everybody_finds_what_is_theirs_and_nothing_else():
    payout = PayoutFactory()
    item, consignor = payout.item, payout.consignor.user
    consignment = item.consignment
    order = OrderFactory(items=[item], paid=True)
    buyer, stranger = order.buyer.user, UserFactory()

    assert find_order(buyer, order.number) == order
    assert find_order(consignor, order.number) is None
    assert find_item(buyer, item.number) == item
    assert find_item(consignor, item.number) == item
    assert find_payout(consignor, payout.number) == payout
    assert find_payout(buyer, payout.number) is None
    assert find_consignment(consignor, consignment.number) == consignment
    assert find_consignment(buyer, consignment.number) is None
    for find, thing in (
        (find_order, order),
        (find_item, item),
        (find_payout, payout),
        (find_consignment, consignment),
    ):
        assert find(stranger, thing.number) is None


@pytest.mark.parametrize("find", [find_order, find_item, find_payout, find_consignment])
@pytest.mark.parametrize("number", ["", "nonsense", "CO-20260405-9999", "1" * 5000, "\x00"])
def test_a_number_that_names_nothing_finds_nothing(find, number):
    assert find(UserFactory(), number) is None


def test_a_number_may_be_written_as_people_do():
    order = OrderFactory(number="CO-20260412-0042")

    assert find_order(order.buyer.user, "＃co20260412 0042") == order


@pytest.mark.parametrize("number", ["IT-100234", "IT-999999", "none at all"])
def test_an_answer_takes_one_query_whether_the_thing_is_there_or_not(
    number, django_assert_num_queries
):
    PayoutFactory(item__number="IT-100234")
    user = UserFactory()

    with django_assert_num_queries(1):
        find_item(user, number)
