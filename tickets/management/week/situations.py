"""What a ticket is about, in the state its customer complains of when it is filed.

One function per situation, named by the corpus: it makes the trade behind one ticket. ``at`` is
when the ticket is filed; a buyer's thing was consigned by ``consignor``.
"""

import datetime as dt
from collections.abc import Callable

from consignment.models import Payout, ReturnRequest
from tickets.management.week.goods import Goods, Sale, Thing
from tickets.management.week.people import Person

DAY = dt.timedelta(days=1)


def order_pending(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    return _of(goods.sell(at - goods.span(0.01, 0.2), buyer, consignor))


def order_late(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """Paid, and the day it should have left is over."""
    sale = goods.sell(at - goods.span(5, 8), buyer, consignor)
    return _of(goods.pay(sale, ship_by=at - goods.span(0.3, 2.5)))


def order_soon(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """Paid, and there is still time to ship it."""
    sale = goods.sell(at - goods.span(1, 2), buyer, consignor)
    return _of(goods.pay(sale, ship_by=at + goods.span(1.5, 2.5)))


def parcel_late(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """On its way, and overdue."""
    sale = goods.sell(at - goods.span(11, 15), buyer, consignor)
    shipped_at = at - goods.span(6, 8)
    goods.pay(sale, ship_by=shipped_at + goods.span(0.1, 1))
    return _of(goods.ship(sale, shipped_at, promised_at=at - goods.span(0.4, 3)))


def parcel_taken(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """Delivered, says the courier."""
    sale = goods.sell(at - goods.span(9, 12), buyer, consignor)
    shipped_at = at - goods.span(4, 6)
    goods.pay(sale, ship_by=shipped_at + goods.span(0.1, 1))
    goods.ship(sale, shipped_at, promised_at=at - goods.span(0, 1))
    return _of(goods.deliver(sale, at - goods.span(0.1, 0.5)))


def delivered(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """Delivered within the last days, the return window open."""
    return _of(_sold(goods, at - goods.span(0.2, 6), buyer, consignor))


def refund_due(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """Given back and here again, the money not sent."""
    sale = _sold(goods, at - goods.span(15, 20), buyer, consignor)
    goods.ask_back(sale, ReturnRequest.State.ARRIVED, asked_at=at - goods.span(10, 12))
    return _of(sale)


def item_received(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    return Thing(goods.receive(consignor, earliest=at - 5 * DAY, latest=at - 2 * DAY))


def item_in_review(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    """On the table for longer than anybody promised."""
    stock = goods.receive(consignor, earliest=at - 12 * DAY, latest=at - 7 * DAY)
    return Thing(stock.go("review", stock.received_at + goods.span(1, 2)))


def item_rejected(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    thing = item_in_review(goods, at, buyer, consignor)
    thing.stock.go("reject", at - goods.span(0.2, 3))
    return thing


def item_listed(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    return Thing(goods.list_one(consignor, earliest=at - 95 * DAY, latest=at - 35 * DAY))


def payout_late(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    sale = _completed(goods, at, buyer, consignor, due=at - goods.span(1.2, 4))
    return _of(sale)


def payout_paid(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    due = at - goods.span(1.2, 5)
    sale = _completed(goods, at, buyer, consignor, due=due)
    goods.settle(sale, due)
    return _of(sale)


def payout_held(goods: Goods, at: dt.datetime, buyer: Person, consignor: Person) -> Thing:
    sale = _completed(goods, at, buyer, consignor, due=at + goods.span(1, 3))
    goods.hold(sale.payouts[0], at - goods.span(0.3, 2))
    return _of(sale)


def _of(sale: Sale) -> Thing:
    return Thing(sale.stocks[0], sale, sale.payouts[0] if sale.payouts else None)


def _sold(goods: Goods, delivered_at: dt.datetime, buyer: Person, consignor: Person) -> Sale:
    """Return a sale that was delivered, its payout still to come."""
    sale = goods.sell(delivered_at - goods.span(7, 9), buyer, consignor)
    shipped_at = delivered_at - goods.span(3, 5)
    goods.pay(sale, ship_by=shipped_at + goods.span(0.1, 1))
    goods.ship(sale, shipped_at, promised_at=delivered_at + goods.span(0, 1))
    goods.deliver(sale, delivered_at)
    goods.owe(sale, Payout.State.PENDING, due=delivered_at + goods.span(15, 18))
    return sale


def _completed(
    goods: Goods, at: dt.datetime, buyer: Person, consignor: Person, *, due: dt.datetime
) -> Sale:
    """Return a sale whose return window is over, its payout due on the day ``due``."""
    sale = _sold(goods, at - goods.span(18, 24), buyer, consignor)
    sale.order.state = sale.order.State.COMPLETED
    for payout in sale.payouts:
        payout.state, payout.due_on = Payout.State.SCHEDULED, due.date()
    return sale


Situation = Callable[[Goods, dt.datetime, Person, Person], Thing]

SITUATIONS: dict[str, Situation] = {
    situation.__name__: situation
    for situation in (
        order_pending,
        order_late,
        order_soon,
        parcel_late,
        parcel_taken,
        delivered,
        refund_due,
        item_received,
        item_in_review,
        item_rejected,
        item_listed,
        payout_late,
        payout_paid,
        payout_held,
    )
}
