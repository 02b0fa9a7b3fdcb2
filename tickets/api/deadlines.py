"""The deadlines beside the tickets of a page, in as many queries as beside one."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from consignment import dossier
from consignment.deadlines import Deadline, deadlines_of_all
from consignment.models import Consignment, Item, Order, Payout
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.linked import OWN
from tickets.lifecycle.links import KIND_OF, Thing
from tickets.lifecycle.models import Ticket

Key = tuple[type, Any]


def deadlines_of_tickets(
    tickets: Iterable[Ticket], *, at: dt.datetime, known: Iterable[Thing] | None = None
) -> dict[uuid.UUID, list[Deadline]]:
    """Return the deadlines beside each of ``tickets``, which are one customer's.

    Their ``links`` are read beforehand, and with ``known`` all that they own of what these name.

    As ``linked.deadlines_of_links`` finds them for one: of what a ticket is about, and of the order
    or payout that hangs on it, found anew among the customer's own. Nothing for guests. At most
    fourteen queries, however many tickets.
    """
    asked = [ticket for ticket in tickets if ticket.requester_id]
    if not asked:
        return {}
    about: dict[uuid.UUID, list[tuple[str, Any]]] = {
        ticket.id: [
            (link.kind, getattr(link, f"{link.kind}_id"))
            for link in sorted(ticket.links.all(), key=lambda link: link.pk)
        ]
        for ticket in asked
    }
    if known is None:
        things = _own(asked[0], {one for named in about.values() for one in named})
    else:
        things = {(KIND_OF[type(thing)].value, thing.pk): thing for thing in known}
        for thing in known:
            if isinstance(thing, Order):
                dossier.read_parts(thing, "lines", "shipments", "returns")
    hanging = _hanging(asked[0], things.values())
    claim_days = DeskSettings.current().claim_days
    return {
        ticket_id: deadlines_of_all(
            [
                thing
                for name in named
                if name in things
                for thing in (things[name], *hanging[type(things[name]), things[name].pk])
            ],
            at=at,
            claim_days=claim_days,
        )
        for ticket_id, named in about.items()
        if named
    }


def _own(ticket: Ticket, named: set[tuple[str, Any]]) -> dict[tuple[str, Any], Thing]:
    """Return those of the ``named`` things that the customer of ``ticket`` owns."""
    found: dict[tuple[str, Any], Thing] = {}
    for kind in {kind for kind, _ in named}:
        wanted = [pk for other, pk in named if other == kind]
        for thing in OWN[kind](ticket.requester).filter(pk__in=wanted):  # type: ignore[arg-type]
            found[kind, thing.pk] = thing
    return found


def _hanging(ticket: Ticket, things: Iterable[Thing]) -> defaultdict[Key, list[Thing]]:
    """Return the customer's own orders and payouts that hang on each item and consignment."""
    items = [thing.pk for thing in things if isinstance(thing, Item)]
    consignments = [thing.pk for thing in things if isinstance(thing, Consignment)]
    hanging: defaultdict[Key, list[Thing]] = defaultdict(list)
    if not items and not consignments:
        return hanging
    person = ticket.requester
    orders = OWN["order"](person).not_cancelled().filter(lines__item__in=items)  # type: ignore
    payouts = OWN["payout"](person).filter(  # type: ignore[arg-type]
        Q(item__in=items) | Q(item__consignment__in=consignments)
    )
    for thing in (*orders.distinct(), *payouts):
        for key in _hangs_on(thing):
            hanging[key].append(thing)
    return hanging


def _hangs_on(thing: Order | Payout) -> Iterator[Key]:
    if isinstance(thing, Payout):
        yield Item, thing.item_id
        yield Consignment, thing.item.consignment_id
    else:
        for line in thing.lines.all():
            yield Item, line.item_id
