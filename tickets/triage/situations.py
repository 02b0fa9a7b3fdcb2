"""How a thing of the trade stands, in words that staff can tie to a category. Pure.

A thing is in several situations at once, from the general to the special: an order whose promised
day is over has not been sent *and* should have been. What only few categories name tells most.
"""

import datetime as dt
from functools import singledispatch

from django.db import models
from django.utils.translation import gettext_lazy as _

from consignment.models import Consignment, Item, Order, Payout, Shipment
from consignment.models.goods import ItemState
from consignment.models.orders import ORDER_FACTS
from consignment.models.payouts import PAYOUT_FACTS

Thing = Item | Order | Consignment | Payout


class Situation(models.TextChoices):
    ORDER_UNPAID = "order_unpaid", _("Order: waits for payment")
    ORDER_TO_SHIP = "order_to_ship", _("Order: paid, not sent yet")
    ORDER_SHIPS_LATE = "order_ships_late", _("Order: should have been sent by now")
    ORDER_ON_ITS_WAY = "order_on_its_way", _("Order: on its way")
    ORDER_PARCEL_LATE = "order_parcel_late", _("Order: should have arrived by now, or is lost")
    ORDER_ARRIVED = "order_arrived", _("Order: has arrived")
    ORDER_RETURNABLE = "order_returnable", _("Order: has arrived and can still be returned")
    ORDER_CALLED_OFF = "order_called_off", _("Order: cancelled or refunded")
    ITEM_RECEIVED = "item_received", _("Item: received, not looked at yet")
    ITEM_IN_REVIEW = "item_in_review", _("Item: in review")
    ITEM_LISTED = "item_listed", _("Item: offered for sale")
    ITEM_RESERVED = "item_reserved", _("Item: reserved by a buyer")
    ITEM_SOLD = "item_sold", _("Item: sold")
    ITEM_SETTLED = "item_settled", _("Item: sold and settled")
    ITEM_REJECTED = "item_rejected", _("Item: rejected")
    ITEM_RETURNED = "item_returned", _("Item: sent back to its owner")
    PAYOUT_COMING = "payout_coming", _("Payout: still to come")
    PAYOUT_OVERDUE = "payout_overdue", _("Payout: should have been paid by now")
    PAYOUT_HELD = "payout_held", _("Payout: on hold")
    PAYOUT_FAILED = "payout_failed", _("Payout: sent back by the bank")
    PAYOUT_PAID = "payout_paid", _("Payout: paid")
    CONSIGNMENT = "consignment", _("Consignment: any")


OF_ITEM = {
    ItemState.RECEIVED: Situation.ITEM_RECEIVED,
    ItemState.IN_REVIEW: Situation.ITEM_IN_REVIEW,
    ItemState.LISTED: Situation.ITEM_LISTED,
    ItemState.RESERVED: Situation.ITEM_RESERVED,
    ItemState.SOLD: Situation.ITEM_SOLD,
    ItemState.SETTLED: Situation.ITEM_SETTLED,
    ItemState.REJECTED: Situation.ITEM_REJECTED,
    ItemState.RETURNED: Situation.ITEM_RETURNED,
}


@singledispatch
def situations_of(thing: Thing, *, at: dt.datetime) -> frozenset[Situation]:
    """Return the situations that ``thing`` is in ``at``. Reads the shipments of an order."""
    raise TypeError(f"Nothing is known of {thing!r}.")


@situations_of.register
def _of_order(order: Order, *, at: dt.datetime) -> frozenset[Situation]:
    found = set()
    match order.state:
        case Order.State.PENDING:
            found.add(Situation.ORDER_UNPAID)
        case Order.State.SHIPPED:
            found.add(Situation.ORDER_ON_ITS_WAY)
            parcels = order.shipments.all()
            if any(p.is_late(at=at) or p.state == Shipment.State.LOST for p in parcels):
                found.add(Situation.ORDER_PARCEL_LATE)
        case Order.State.DELIVERED | Order.State.COMPLETED:
            found.add(Situation.ORDER_ARRIVED)
            if order.return_until is not None and order.return_until > at:
                found.add(Situation.ORDER_RETURNABLE)
        case Order.State.CANCELLED | Order.State.REFUNDED:
            found.add(Situation.ORDER_CALLED_OFF)
    if ORDER_FACTS[order.state].to_ship:
        found.add(Situation.ORDER_TO_SHIP)
        if order.ships_late(at=at):
            found.add(Situation.ORDER_SHIPS_LATE)
    return frozenset(found)


@situations_of.register
def _of_item(item: Item, *, at: dt.datetime) -> frozenset[Situation]:
    return frozenset({OF_ITEM[ItemState(item.state)]})


@situations_of.register
def _of_payout(payout: Payout, *, at: dt.datetime) -> frozenset[Situation]:
    found = set()
    if PAYOUT_FACTS[payout.state].owed:
        found.add(Situation.PAYOUT_COMING)
        if payout.due_on is not None and payout.due_on < at.date():
            found.add(Situation.PAYOUT_OVERDUE)
        if payout.is_held:
            found.add(Situation.PAYOUT_HELD)
    if payout.state == Payout.State.FAILED:
        found.add(Situation.PAYOUT_FAILED)
    if payout.state == Payout.State.PAID:
        found.add(Situation.PAYOUT_PAID)
    return frozenset(found)


@situations_of.register
def _of_consignment(consignment: Consignment, *, at: dt.datetime) -> frozenset[Situation]:
    return frozenset({Situation.CONSIGNMENT})
