"""Typed links to the trade, with the thing frozen as it was."""

import datetime as dt
from collections.abc import Iterable

from consignment import dossier
from consignment.models import Consignment, Item, Order, Payout
from consignment.together import afterwards, insert
from tickets.lifecycle import traces
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink

Thing = Item | Order | Consignment | Payout

KIND_OF: dict[type, ThingKind] = {
    Item: ThingKind.ITEM,
    Order: ThingKind.ORDER,
    Consignment: ThingKind.CONSIGNMENT,
    Payout: ThingKind.PAYOUT,
}


def link(ticket: Ticket, things: Iterable[Thing], *, at: dt.datetime) -> list[TicketLink]:
    """Tie ``things`` to ``ticket``, each with its snapshot of ``at``; a second time does nothing.

    Who stands behind them is written with them (``traces.py``).

    Caller holds the ticket lock, and has checked that the things are the customer's own.
    """
    rows = [
        TicketLink(
            ticket=ticket,
            kind=KIND_OF[type(thing)],
            snapshot=dossier.snapshot(thing, at=at),
            snapshot_at=at,
            **{KIND_OF[type(thing)].value: thing},
        )
        for thing in {(type(t), t.pk): t for t in things}.values()
    ]
    if ticket._state.adding:
        insert(rows)
    else:
        TicketLink.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        afterwards(lambda: traces.trace([ticket.id]))
    return rows


def carry(source: Ticket, ticket: Ticket) -> None:
    """Tie to ``ticket`` what ``source`` is about, as it was then; what it has already stays.

    Caller holds the locks of both.
    """
    rows = list(source.links.order_by("id"))
    for row in rows:
        row.pk, row.ticket = None, ticket
        row._state.adding = True
    if TicketLink.objects.bulk_create(rows, ignore_conflicts=True):
        traces.trace([ticket.id])
