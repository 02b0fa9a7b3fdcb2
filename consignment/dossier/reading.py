"""One customer's whole dossier in seven queries, however much they trade."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Prefetch, QuerySet, Window

from consignment.dossier.views import (
    Dossier,
    Shown,
    consignment_view,
    item_view,
    order_view,
    payout_view,
    person_view,
)
from consignment.models import Consignment, Item, Order, OrderLine, Payout, User

NEWEST = 20
"""How many of each a dossier shows."""

View = TypeVar("View")


def dossier_of(user: User, *, at: datetime) -> Dossier:
    """Return what ``user`` bought, consigned and is owed, as it stands ``at``; the newest of each.

    Rows are found by ``owned_by(user)`` and nothing else, so a dossier holds no other person's.
    """
    orders = (
        Order.objects.owned_by(user)
        .newest_first()
        .prefetch_related(Prefetch("lines", OrderLine.objects.with_items()), "shipments")
    )
    items = Item.objects.consigned_by(user).select_related("consignment").newest_first()
    consignments = Consignment.objects.owned_by(user).annotate(item_count=Count("items"))
    payouts = Payout.objects.owned_by(user).select_related("item").newest_first()
    return Dossier(
        at=at,
        person=person_view(User.objects.select_related("buyer", "consignor").get(pk=user.pk)),
        orders=_shown(orders, lambda order: order_view(order, at=at)),
        items=_shown(items, item_view),
        consignments=_shown(
            consignments.newest_first(), lambda row: consignment_view(row, items=row.item_count)
        ),
        payouts=_shown(payouts, payout_view),
    )


def _shown(rows: QuerySet[Any], view: Callable[[Any], View]) -> Shown[View]:
    """Return the first rows as views, with the count of all; both from one query."""
    newest = list(rows.annotate(in_all=Window(Count("*")))[:NEWEST])
    return Shown(newest=tuple(view(row) for row in newest), total=newest[0].in_all if newest else 0)
