"""Save the trade: rows in bulk, as the feed of the marketplace would have brought them.

Items are the exception: they begin as received, like every item, and go their way one transition
at a time, each step an update that the trigger of the database judges and an event of the history.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import count

from consignment.models import (
    Consignment,
    Item,
    ItemEvent,
    Order,
    OrderLine,
    Payout,
    PayoutEvent,
    ReturnRequest,
    Shipment,
)
from consignment.models.goods import ITEM_MOVES, ItemState
from tickets.management.week.goods import Goods, Stock

FIRST_ITEM = 100_001
FIRST_PAYOUT = 300_001


def external_id(name: str) -> str:
    """Return the id at the marketplace of what is called ``name``."""
    return f"demo-{name}"


def number(goods: Goods) -> None:
    """Give everything the number and the id at the marketplace by which people name it."""
    per_day: Counter[str] = Counter()
    for _, consignment in sorted(goods.consignments, key=lambda pair: pair[1].received_at):
        consignment.number = _dated("CN", f"{consignment.received_at:%Y%m%d}", per_day)
    for sale in sorted(goods.sales, key=lambda sale: sale.order.placed_at):
        sale.order.number = _dated("CO", f"{sale.order.placed_at:%Y%m%d}", per_day)
        sale.order.external_id = external_id(sale.order.number)
        if sale.shipment:
            sale.shipment.external_id = external_id(sale.tracking)
        if sale.returned:
            sale.returned.external_id = external_id(f"return-{sale.order.number}")
    for n, stock in zip(count(FIRST_ITEM), sorted(goods.stocks, key=_received)):
        stock.item.number = f"IT-{n}"
        stock.item.external_id = external_id(stock.item.number)
    payouts = [payout for sale in goods.sales for payout in sale.payouts]
    for n, payout in zip(count(FIRST_PAYOUT), sorted(payouts, key=_due)):
        payout.number = f"PO-{n}"


def save(goods: Goods) -> None:
    """Store all of ``goods``. Consignors, buyers and numbers are there already."""
    Consignment.objects.bulk_create(consignment for _, consignment in goods.consignments)
    Item.objects.bulk_create(stock.item for stock in goods.stocks)
    walk(goods.stocks)
    Order.objects.bulk_create(sale.order for sale in goods.sales)
    OrderLine.objects.bulk_create(
        OrderLine(order=sale.order, item=stock.item, price=stock.item.price)
        for sale in goods.sales
        for stock in sale.stocks
    )
    Shipment.objects.bulk_create(sale.shipment for sale in goods.sales if sale.shipment)
    ReturnRequest.objects.bulk_create(sale.returned for sale in goods.sales if sale.returned)
    Payout.objects.bulk_create(payout for sale in goods.sales for payout in sale.payouts)
    PayoutEvent.objects.bulk_create(sorted(goods.payout_events, key=lambda event: event.at))


def walk(stocks: Iterable[Stock]) -> None:
    """Take every item its way, all that take the same step at the same place of it together."""
    states = dict.fromkeys(stocks, ItemState.RECEIVED)
    events = []
    for step in range(max((len(stock.way) for stock in states), default=0)):
        together = defaultdict(list)
        for stock in states:
            if step < len(stock.way):
                transition, at = stock.way[step]
                target = ITEM_MOVES[transition].target
                together[target].append(stock.item.pk)
                events.append(
                    ItemEvent(
                        item=stock.item,
                        transition=transition,
                        source=states[stock],
                        target=target,
                        at=at,
                    )
                )
                states[stock] = target
        for target, ids in together.items():
            Item.objects.filter(pk__in=ids).update(state=target)
    ItemEvent.objects.bulk_create(sorted(events, key=lambda event: event.at))


def _dated(letters: str, day: str, per_day: Counter[str]) -> str:
    per_day[letters + day] += 1
    return f"{letters}-{day}-{per_day[letters + day]:04}"


def _received(stock: Stock) -> dt.datetime:
    return stock.received_at


def _due(payout: Payout) -> dt.date:
    return payout.due_on or dt.date.max
