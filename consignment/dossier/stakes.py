"""How much money a matter puts at stake, for the lane of high-value goods."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from djmoney.money import Money

from consignment.models import Consignment, Item, Order, Payout
from consignment.models.payouts import PAYOUT_FACTS


class Source(StrEnum):
    ITEM_VALUE = "item_value"
    ORDER_TOTAL = "order_total"
    PENDING_PAYOUT = "pending_payout"


@dataclass(frozen=True)
class Stake:
    """An amount at stake, what it is (``source``), and the ``number`` of the thing."""

    source: Source
    money: Money
    number: str


def money_at_stake(
    *, item: Item | None = None, order: Order | None = None, payout: Payout | None = None
) -> list[Stake]:
    """Return the largest of item value, order total and pending payout, one per currency.

    A payout counts while its money has not left. Nothing is converted: amounts in several
    currencies give several stakes, sorted by currency, and whoever has a limit needs one for each.
    Empty when nothing is given. Of equal amounts the one named first above is the reason. Pure.
    """
    stakes: list[Stake] = []
    if item is not None:
        stakes.append(Stake(Source.ITEM_VALUE, item.price, item.number))
    if order is not None:
        stakes.append(Stake(Source.ORDER_TOTAL, order.total, order.number))
    if payout is not None and PAYOUT_FACTS[payout.state].owed:
        stakes.append(Stake(Source.PENDING_PAYOUT, payout.amount, payout.number))
    largest: dict[str, Stake] = {}
    for stake in stakes:
        code = stake.money.currency.code
        if code not in largest or stake.money.amount > largest[code].money.amount:
            largest[code] = stake
    return [largest[code] for code in sorted(largest)]


def stakes_of(things: Iterable[Item | Order | Consignment | Payout]) -> list[Stake]:
    """Return what is at stake in each of ``things``; a consignment itself has no price. Pure."""
    stakes: list[Stake] = []
    for thing in things:
        match thing:
            case Item():
                stakes += money_at_stake(item=thing)
            case Order():
                stakes += money_at_stake(order=thing)
            case Payout():
                stakes += money_at_stake(payout=thing)
    return stakes
