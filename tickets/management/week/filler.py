"""The rest of the trade: what nobody writes about, so that the numbers of a house come together."""

import datetime as dt

from consignment.models import Order, Payout, PayoutEvent, ReturnRequest
from tickets.management.week.goods import HOLDS, Goods, Sale
from tickets.management.week.people import People, Person

DAY = dt.timedelta(days=1)
OLDEST = 110
"""Days back to the first order."""


def fill(goods: Goods, people: People, *, orders: int, items: int) -> None:
    """Trade until there are ``orders`` and ``items`` in all."""
    while len(goods.sales) < orders and len(goods.stocks) < items:
        buyer = goods.rng.choice(people.buyers[1:])
        _sell(goods, buyer, _consignor(goods, people))
    while len(goods.stocks) < items:
        _consign(goods, _consignor(goods, people))
    _pay_while_held(goods)


def fill_for_demo(goods: Goods, people: People) -> None:
    """Give the two customers whom a visitor of the demo can be something to look at."""
    buyer, consignor = people.demo["buyer"], people.demo["consignor"]
    for age in (0.3, 2.5, 6, 12, 40, 75):
        _sell(goods, buyer, _consignor(goods, people), age=age)
    for age in (5, 33, 52, 90):
        _sell(goods, goods.rng.choice(people.buyers[1:]), consignor, age=age)
    for fate in (0.05, 0.2, 0.33, 0.5, 0.7, 0.97):
        _consign(goods, consignor, fate=fate)


def _consignor(goods: Goods, people: People) -> Person:
    """Return some consignor; a few hand over far more than the others."""
    others = people.consignors[1:]
    return others[int(len(others) * goods.rng.random() ** 1.5)]


def _sell(goods: Goods, buyer: Person, consignor: Person, *, age: float | None = None) -> Sale:
    """Make an order of ``age`` days, in a state that fits it."""
    rng = goods.rng
    if age is None:
        age = rng.uniform(0.1, 15) if rng.random() < 0.4 else rng.uniform(15, OLDEST)
    placed_at = goods.now - age * DAY
    fate = rng.random()
    sale = goods.sell(placed_at, buyer, consignor, pieces=2 if rng.random() < 0.07 else 1)
    if age < 0.7:
        return sale
    if fate < 0.06:
        return goods.cancel(sale, placed_at + goods.span(0.1, 0.5))
    goods.pay(sale, ship_by=placed_at + goods.span(3, 4))
    if age < 3.5 or (age < 6 and fate < 0.2):
        return sale
    shipped_at = placed_at + goods.span(1, 3.4)
    goods.ship(sale, shipped_at, promised_at=shipped_at + goods.span(4, 6))
    delivered_at = shipped_at + goods.span(2.5, 6)
    if delivered_at > goods.now:
        return sale
    goods.deliver(sale, delivered_at)
    due = placed_at + goods.span(25, 27)
    if age < 25:
        goods.owe(sale, Payout.State.PENDING, due=due)
        return sale
    sale.order.state = Order.State.COMPLETED
    if fate > 0.95:
        _give_back(goods, sale, delivered_at + goods.span(2, 6))
        return sale
    payout = goods.owe(sale, Payout.State.SCHEDULED, due=due)
    if fate > 0.93:
        payout.state = Payout.State.FAILED
        goods.tell(payout, PayoutEvent.Kind.FAILED, min(due + DAY, goods.now))
    elif fate > 0.91:
        goods.hold(payout, min(due - DAY, goods.now - DAY))
    elif due < goods.now:
        goods.settle(sale, due)
    return sale


def _give_back(goods: Goods, sale: Sale, asked_at: dt.datetime) -> None:
    sale.order.state = Order.State.REFUNDED
    goods.ask_back(sale, ReturnRequest.State.REFUNDED, asked_at=asked_at)
    for stock in sale.stocks:
        stock.go("relist", asked_at + 5 * DAY)


def _consign(goods: Goods, consignor: Person, *, fate: float | None = None) -> None:
    """Make an item that is not sold, in one of the states that are left to it."""
    now = goods.now
    if fate is None:
        fate = goods.rng.random()
    if fate < 0.12:
        goods.receive(consignor, earliest=now - 3 * DAY, latest=now)
    elif fate < 0.27:
        stock = goods.receive(consignor, earliest=now - 7 * DAY, latest=now - 2 * DAY)
        stock.go("review", stock.received_at + goods.span(0.5, 1.5))
    elif fate < 0.36:
        stock = goods.receive(consignor, earliest=now - 40 * DAY, latest=now - 9 * DAY)
        stock.go("review", stock.received_at + goods.span(1, 2))
        stock.go("reject", stock.received_at + goods.span(3, 6))
        if fate < 0.32:
            stock.go("return_to_consignor", stock.received_at + goods.span(6.5, 8))
    else:
        stock = goods.list_one(consignor, earliest=now - 100 * DAY, latest=now - 10 * DAY)
        if fate > 0.93:
            stock.go("return_to_consignor", stock.received_at + goods.span(6.5, 9))


def _pay_while_held(goods: Goods) -> None:
    """Let the marketplace have paid one payout in spite of its hold: the staff have an alarm."""
    for payout in (payout for sale in goods.sales for payout in sale.payouts):
        if payout.hold_reason == HOLDS[1] and payout.held_at is not None:
            paid_at = payout.held_at + dt.timedelta(hours=20)
            if paid_at < goods.now:
                payout.state, payout.paid_at = Payout.State.PAID, paid_at
                goods.tell(payout, PayoutEvent.Kind.PAID_WHILE_HELD, paid_at, payout.hold_reason)
                return
