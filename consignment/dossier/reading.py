"""One customer's trade, however much it is: all in seven queries, or the newest of one kind."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet, Window

from consignment.dossier.views import (
    ConsignmentView,
    Dossier,
    ItemView,
    OrderView,
    PayoutView,
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
    return Dossier(
        at=at,
        person=person_view(User.objects.select_related("buyer", "consignor").get(pk=user.pk)),
        orders=orders_of(user, at=at),
        items=items_of(user),
        consignments=consignments_of(user),
        payouts=payouts_of(user),
    )


def orders_of(user: User, *, at: datetime, find: str = "", limit: int = NEWEST) -> Shown[OrderView]:
    """Return the newest orders of ``user``, of those whose number or items ``find`` is part of.

    Three queries.
    """
    rows = Order.objects.owned_by(user).newest_first()
    if find:
        # Among their own: everybody's titles would be read for it else.
        named = OrderLine.objects.filter(
            order__in=Order.objects.owned_by(user), item__title__icontains=find
        )
        rows = rows.filter(Q(number__icontains=find) | Q(pk__in=named.values("order")))
    rows = rows.prefetch_related(Prefetch("lines", OrderLine.objects.with_items()), "shipments")
    return _shown(rows, lambda order: order_view(order, at=at), limit)


def items_of(user: User, *, find: str = "", limit: int = NEWEST) -> Shown[ItemView]:
    """Return the newest items that ``user`` consigned, of those that ``find`` names. One query."""
    rows = Item.objects.consigned_by(user).select_related("consignment").newest_first()
    if find:
        rows = rows.filter(Q(number__icontains=find) | Q(title__icontains=find))
    return _shown(rows, item_view, limit)


def consignments_of(user: User, *, limit: int = NEWEST) -> Shown[ConsignmentView]:
    """Return the newest consignments of ``user``. One query."""
    rows = Consignment.objects.owned_by(user).annotate(item_count=Count("items")).newest_first()
    return _shown(rows, lambda row: consignment_view(row, items=row.item_count), limit)


def payouts_of(user: User, *, find: str = "", limit: int = NEWEST) -> Shown[PayoutView]:
    """Return the newest payouts of ``user``, of those that ``find`` names. One query."""
    rows = Payout.objects.owned_by(user).select_related("item").newest_first()
    if find:
        rows = rows.filter(Q(number__icontains=find) | Q(item__title__icontains=find))
    return _shown(rows, payout_view, limit)


def _shown(rows: QuerySet[Any], view: Callable[[Any], View], limit: int) -> Shown[View]:
    """Return the first rows as views, with the count of all; both from one query."""
    newest = list(rows.annotate(in_all=Window(Count("*")))[:limit])
    return Shown(newest=tuple(view(row) for row in newest), total=newest[0].in_all if newest else 0)
