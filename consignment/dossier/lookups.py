"""One thing by its number, if it is this customer's.

Somebody else's thing, one that does not exist and a number that is none give the same None, so an
answer tells nothing of other people's trade. The number may be written in any way that
``consignment.numbers`` reads.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from consignment.compiled import Compiled, put_by
from consignment.models import (
    Consignment,
    Item,
    Order,
    OrderLine,
    Payout,
    ReturnRequest,
    Shipment,
    User,
)
from consignment.numbers import Kind, canonical


def find_order(user: User, number: str) -> Order | None:
    """Return the order of ``user`` with this number, or None."""
    order: Order | None = _NAMED[Kind.ORDER].first(user.pk, canonical(number, Kind.ORDER))
    return order


def find_item(user: User, number: str) -> Item | None:
    """Return the item with this number that ``user`` consigned or bought, or None."""
    item: Item | None = _NAMED[Kind.ITEM].first(user.pk, canonical(number, Kind.ITEM))
    return item


def find_payout(user: User, number: str) -> Payout | None:
    """Return the payout owed to ``user`` with this number, or None."""
    payout: Payout | None = _NAMED[Kind.PAYOUT].first(user.pk, canonical(number, Kind.PAYOUT))
    return payout


def find_consignment(user: User, number: str) -> Consignment | None:
    """Return the consignment of ``user`` with this number, or None."""
    wanted = canonical(number, Kind.CONSIGNMENT)
    consignment: Consignment | None = _NAMED[Kind.CONSIGNMENT].first(user.pk, wanted)
    return consignment


def _named(model: Any, *related: str) -> Compiled[Any]:
    def named(owner: uuid.UUID, number: str) -> Any:
        rows = model.objects.owned_by(User(pk=owner)).filter(number=number)
        return rows.select_related(*related) if related else rows

    return Compiled(named, uuid.UUID, str)


_NAMED: Mapping[Kind, Compiled[Any]] = {
    Kind.ORDER: _named(Order),
    Kind.ITEM: _named(Item, "consignment"),
    Kind.PAYOUT: _named(Payout, "item"),
    Kind.CONSIGNMENT: _named(Consignment),
}
_PARTS_OF_ORDER: Mapping[str, Compiled[Any]] = {
    "lines": Compiled(lambda order: OrderLine.objects.with_items().filter(order=order), uuid.UUID),
    "shipments": Compiled(lambda order: Shipment.objects.filter(order=order), uuid.UUID),
    "returns": Compiled(lambda order: ReturnRequest.objects.filter(order=order), uuid.UUID),
}


def find_named(user: User, kind: Kind, number: str) -> Order | Item | Payout | Consignment | None:
    """Return what ``find_order`` and its siblings do, for a ``number`` that is canonical already.

    An order comes with its lines, shipments and returns. By prepared statements, since a message
    that names a thing is read with every filing: one, and three more for an order.
    """
    thing: Order | Item | Payout | Consignment | None = _NAMED[kind].first(user.pk, number)
    if isinstance(thing, Order):
        for name, parts in _PARTS_OF_ORDER.items():
            put_by(thing, name, parts.rows(thing.pk))
    return thing
