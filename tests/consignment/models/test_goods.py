"""Items and consignments: the moves of the code are those of the database; and whose they are."""

import pgtrigger
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, transaction
from djmoney.money import Money

from consignment.models import Consignment, Item, ItemEvent, Order
from consignment.models.goods import ITEM_FACTS, ITEM_MOVES, ItemState
from tests.factories.trade import (
    BuyerFactory,
    ConsignmentFactory,
    ItemFactory,
    OrderFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TABLE = {(str(source), str(move.target)) for move in ITEM_MOVES.values() for source in move.source}


def test_the_transitions_of_the_code_are_those_of_the_table():
    field = Item._meta.get_field("state")

    coded = {
        (str(one.source), str(one.target), one.name) for one in field.get_all_transitions(Item)
    }

    assert coded == {
        (str(source), str(move.target), name)
        for name, move in ITEM_MOVES.items()
        for source in move.source
    }


def test_the_database_allows_exactly_the_transitions_of_the_table():
    item = ItemFactory()
    rows = Item.objects.filter(pk=item.pk)
    allowed = set()

    for source in ItemState.values:
        for target in ItemState.values:
            with pgtrigger.ignore("consignment.Item:item_state_moves"):
                rows.update(state=source)
            try:
                with transaction.atomic():
                    rows.update(state=target)
                allowed.add((source, target))
            except DatabaseError:
                pass

    assert allowed == TABLE | {(state, state) for state in ItemState.values}


@pytest.mark.parametrize("state", [state for state in ItemState if state != ItemState.RECEIVED])
def test_a_new_item_starts_as_received_whoever_writes_it(state):
    price = Money("80.00", "USD")
    item = Item(number="IT-1", consignment=ConsignmentFactory(), price=price, state=state)

    with pytest.raises(IntegrityError, match="starts as received"):
        Item.objects.bulk_create([item])


def test_a_state_is_not_set_by_hand():
    item = ItemFactory()

    with pytest.raises(AttributeError, match="not allowed"):
        item.state = ItemState.SOLD


def test_every_state_has_its_facts():
    assert set(ITEM_FACTS) == set(ItemState)


def test_what_happened_to_an_item_is_neither_changed_nor_deleted():
    item = ItemFactory(in_review=True)

    for rewrite in (lambda rows: rows.update(note="never"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            rewrite(ItemEvent.objects.filter(item=item))


def test_a_price_is_never_negative():
    with pytest.raises(IntegrityError, match="item_price_not_negative"):
        ItemFactory(price=Money("-0.01", "USD"))


def test_a_commission_is_a_share():
    with pytest.raises(IntegrityError, match="consignment_commission_is_a_share"):
        ConsignmentFactory(commission_percent=101)


def test_consignors_own_what_they_handed_over():
    item = ItemFactory()
    ItemFactory()
    owner = item.consignment.consignor.user

    assert list(Item.objects.owned_by(owner)) == [item]
    assert list(Item.objects.consigned_by(owner)) == [item]
    assert list(Consignment.objects.owned_by(owner)) == [item.consignment]


def test_buyers_own_what_is_in_their_orders_but_not_in_cancelled_ones():
    buyer = BuyerFactory()
    bought, waiting, lost = (
        ItemFactory(sold=True),
        ItemFactory(reserved=True),
        ItemFactory(listed=True),
    )
    OrderFactory(buyer=buyer, items=[bought], delivered=True)
    OrderFactory(buyer=buyer, items=[waiting])
    OrderFactory(buyer=buyer, items=[lost], state=Order.State.CANCELLED)
    OrderFactory(items=[lost], paid=True)

    assert set(Item.objects.owned_by(buyer.user)) == {bought, waiting}
    assert not Item.objects.consigned_by(buyer.user).exists()


def test_an_item_one_consigned_and_bought_back_twice_is_there_once():
    item = ItemFactory(listed=True)
    buyer = BuyerFactory(user=item.consignment.consignor.user)
    OrderFactory(buyer=buyer, items=[item], paid=True)
    OrderFactory(buyer=buyer, items=[item], paid=True)

    assert list(Item.objects.owned_by(buyer.user)) == [item]


@pytest.mark.parametrize("model", [Item, Consignment])
def test_visitors_and_strangers_own_nothing(model):
    ItemFactory()

    assert not model.objects.owned_by(AnonymousUser()).exists()
    assert not model.objects.owned_by(UserFactory()).exists()
    assert not Item.objects.consigned_by(AnonymousUser()).exists()
