"""What hangs on an order, read by statements that the connection knows."""

import uuid
from typing import Any

from consignment.compiled import Compiled, put_by
from consignment.models import Order, OrderLine, ReturnRequest, Shipment

PARTS: dict[str, Compiled[Any]] = {
    "lines": Compiled(lambda pk: OrderLine.objects.with_items().filter(order=pk), uuid.UUID),
    "shipments": Compiled(lambda pk: Shipment.objects.filter(order=pk), uuid.UUID),
    "returns": Compiled(lambda pk: ReturnRequest.objects.filter(order=pk), uuid.UUID),
}


def read_parts(order: Order, *names: str) -> None:
    """Let ``order`` have its parts of ``names`` (of ``PARTS``) at hand, the lines with their items.

    One query for each that is not at hand already.
    """
    at_hand = order.__dict__.get("_prefetched_objects_cache", {})
    for name in names:
        if name not in at_hand:
            put_by(order, name, PARTS[name].rows(order.pk))
