"""What is at stake is the largest amount, per currency, with its source."""

import pytest
from djmoney.money import Money

from consignment.dossier import Stake, money_at_stake
from consignment.dossier.stakes import Source
from consignment.models import Item, Order, Payout


def usd(amount: int) -> Money:
    return Money(amount, "USD")


ITEM = Item(number="IT-100234", price=usd(500))
ORDER = Order(number="CO-20260412-0042", total=usd(700))
PAYOUT = Payout(number="PO-300118", amount=usd(600))


@pytest.mark.parametrize(
    ("things", "stakes"),
    [
        ({}, []),
        ({"item": ITEM}, [Stake(Source.ITEM_VALUE, usd(500), "IT-100234")]),
        ({"item": ITEM, "payout": PAYOUT}, [Stake(Source.PENDING_PAYOUT, usd(600), "PO-300118")]),
        (
            {"item": ITEM, "order": ORDER, "payout": PAYOUT},
            [Stake(Source.ORDER_TOTAL, usd(700), "CO-20260412-0042")],
        ),
        (
            {"item": ITEM, "order": Order(number="CO-1", total=usd(500))},
            [Stake(Source.ITEM_VALUE, usd(500), "IT-100234")],
        ),
    ],
)
def test_the_largest_is_the_reason(things, stakes):
    assert money_at_stake(**things) == stakes


@pytest.mark.parametrize("state", [Payout.State.PAID, Payout.State.CANCELLED])
def test_a_payout_counts_while_its_money_has_not_left(state):
    payout = Payout(number="PO-300118", amount=usd(900), state=state)

    assert money_at_stake(item=ITEM, payout=payout) == [
        Stake(Source.ITEM_VALUE, usd(500), "IT-100234")
    ]


def test_currencies_are_not_compared():
    order = Order(number="CO-20260412-0042", total=Money(9000, "CNY"))

    stakes = money_at_stake(item=ITEM, order=order, payout=PAYOUT)

    assert [(one.source, one.money) for one in stakes] == [
        (Source.ORDER_TOTAL, Money(9000, "CNY")),
        (Source.PENDING_PAYOUT, usd(600)),
    ]
