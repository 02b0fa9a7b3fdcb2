"""Much trade of one person, written in few statements: for asserting counts of queries."""

from datetime import timedelta

from djmoney.money import Money

from consignment.models import Item, Order, OrderLine, Payout, PayoutEvent, Shipment, User
from tests.factories.trade import (
    NOW,
    BuyerFactory,
    ConsignmentFactory,
    ConsignorFactory,
    UserFactory,
)

PRICE = Money("1200.00", "USD")


def trader(*, rows: int, series: int = 5) -> User:
    """Return a person with that many orders, items and payouts of their own.

    ``series`` begins their numbers, for a second trader in one test.
    """
    user = UserFactory()
    buyer, consignor = BuyerFactory(user=user), ConsignorFactory(user=user)
    consignments = ConsignmentFactory.create_batch(min(rows, 30), consignor=consignor)
    items = Item.objects.bulk_create(
        Item(
            number=f"IT-{series}{row:05}",
            consignment=consignments[row % len(consignments)],
            title=f"Watch {row}",
            price=PRICE,
        )
        for row in range(rows)
    )
    orders = Order.objects.bulk_create(
        Order(
            number=f"CO-2026010{series}-{row:04}",
            buyer=buyer,
            total=PRICE,
            placed_at=NOW - timedelta(minutes=row),
            state=Order.State.SHIPPED,
        )
        for row in range(rows)
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, item=item, price=PRICE)
        for order, item in zip(orders, items, strict=True)
    )
    Shipment.objects.bulk_create(Shipment(order=order) for order in orders)
    payouts = Payout.objects.bulk_create(
        Payout(number=f"PO-{series}{row:05}", consignor=consignor, item=item, amount=PRICE)
        for row, item in enumerate(items)
    )
    PayoutEvent.objects.bulk_create(
        PayoutEvent(payout=payout, kind=PayoutEvent.Kind.PAID_WHILE_HELD, at=NOW)
        for payout in payouts
    )
    return user
