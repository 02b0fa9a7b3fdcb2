"""What of the trade a customer may see beside a ticket, as it stands now, and its deadlines."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from consignment.deadlines import Deadline, deadlines_of_all
from consignment.models import Consignment, Item, Order, OrderLine, Payout, User
from consignment.models.orders import OrderQuerySet
from consignment.models.payouts import PayoutQuerySet
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.links import Thing
from tickets.lifecycle.models import Ticket

PARTS_OF_ORDERS = (Prefetch("lines", OrderLine.objects.with_items()), "shipments", "returns")
"""What the deadlines of an order are read off."""


def _orders(user: User) -> OrderQuerySet:
    return Order.objects.owned_by(user).prefetch_related(*PARTS_OF_ORDERS)


def _items(user: User) -> QuerySet[Any]:
    return Item.objects.owned_by(user).select_related("consignment")


def _payouts(user: User) -> PayoutQuerySet:
    return Payout.objects.owned_by(user).select_related("item")


OWN: dict[str, Callable[[User], QuerySet[Any]]] = {
    ThingKind.ITEM: _items,
    ThingKind.ORDER: _orders,
    ThingKind.CONSIGNMENT: Consignment.objects.owned_by,
    ThingKind.PAYOUT: _payouts,
}


def own_things(ticket: Ticket) -> list[Thing]:
    """Return what ``ticket`` is about and its customer owns, in the order it was linked.

    Each is found anew among the customer's own, so a link that the desk made to somebody else's
    thing stays the desk's. A guest owns nothing that is proven. One query, one for each kind that
    is linked, and three more for orders, however many there are.
    """
    if ticket.requester is None:
        return []
    links = ticket.links.defer("snapshot").order_by("id")
    linked = [(link.kind, getattr(link, f"{link.kind}_id")) for link in links]
    found: dict[tuple[str, Any], Thing] = {}
    for kind in {kind for kind, _ in linked}:
        wanted = [pk for other, pk in linked if other == kind]
        for thing in OWN[kind](ticket.requester).filter(pk__in=wanted):
            found[kind, thing.pk] = thing
    return [found[key] for key in linked if key in found]


def deadlines_of_links(
    ticket: Ticket, *, at: dt.datetime, things: Iterable[Thing] | None = None
) -> list[Deadline]:
    """Return the deadlines beside ``ticket``, the earliest first.

    Of what it is about (``things``, else ``own_things``), and, where that is an item or a
    consignment, of what hangs on it and is the customer's own: the order of who bought it, the
    payout of who consigned it. At most six queries more than ``own_things``.
    """
    person = ticket.requester
    if person is None:
        return []
    about = list(own_things(ticket) if things is None else things)
    behind = [*about, *_behind(person, about)]
    return deadlines_of_all(behind, at=at, claim_days=DeskSettings.current().claim_days)


def near_deadlines(person: User, *, at: dt.datetime, within: dt.timedelta) -> list[Deadline]:
    """Return what falls due to ``person`` ``within`` so long, of all they bought and are owed.

    Deadlines that have passed are left out but for what was owed to them lately: whoever waits for
    money or goods that are late wants to see that we know. Five queries.
    """
    settings = DeskSettings.current()
    since, until = at - within, at + within
    came = Q(shipments__delivered_at__gt=at - dt.timedelta(days=settings.claim_days + 1))
    orders = _orders(person).filter(
        Q(ship_by__range=(since, until))
        | Q(return_until__range=(at, until))
        | Q(shipments__promised_at__range=(since, until))
        | came
    )
    payouts = _payouts(person).owed().filter(due_on__range=(since.date(), until.date()))
    found = deadlines_of_all(
        [*orders.distinct()[:MOST], *payouts[:MOST]], at=at, claim_days=settings.claim_days
    )
    return [d for d in found if since <= d.at <= until and not (d.passed and d.is_the_customers)]


MOST = 50
"""How many orders, and how many payouts, are looked at for one page."""


def _behind(person: User, things: list[Thing]) -> list[Thing]:
    items = [thing.pk for thing in things if isinstance(thing, Item)]
    consignments = [thing.pk for thing in things if isinstance(thing, Consignment)]
    if not items and not consignments:
        return []
    orders = _orders(person).not_cancelled().filter(lines__item__in=items).distinct()
    payouts = _payouts(person).filter(Q(item__in=items) | Q(item__consignment__in=consignments))
    return [*orders[:MOST], *payouts.newest_first()[:MOST]]
