"""From one ticket to another: what follows it, what it was merged into, what was split from it."""

import uuid

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket, TicketQuerySet


def with_continuation(tickets: TicketQuerySet, by: Actor) -> TicketQuerySet:
    """Annotate what each of ``tickets`` hangs together with, as far as ``by`` may know of it.

    ``continued_in``: the newest ticket that goes on this one. ``goes_on``: that which this goes on.
    ``kept_in``: what it was merged into. ``came_from``: what it was split from. Each an id or None;
    ``parts`` are the ids of those that were split from it.
    """
    known = Ticket.objects.visible_to(by)
    follow_ups = known.filter(follows=OuterRef("pk")).order_by("-id")
    return tickets.annotate(
        continued_in=Subquery(follow_ups.values("id")[:1]),
        goes_on=Subquery(known.filter(pk=OuterRef("follows")).values("id")[:1]),
        kept_in=Subquery(known.filter(pk=OuterRef("merged_into")).values("id")[:1]),
        came_from=Subquery(known.filter(pk=OuterRef("split_from")).values("id")[:1]),
        parts=ArraySubquery(known.filter(split_from=OuterRef("pk")).order_by("id").values("id")),
    )


def kept_id(ticket_id: uuid.UUID) -> uuid.UUID:
    """Return the ticket that holds what was said on this one: itself, if it was never merged.

    One query a merge. They end: only what is unfinished is merged into, and a merged ticket stays.
    """
    while True:
        into = Ticket.objects.filter(id=ticket_id).values_list("merged_into", flat=True).first()
        if into is None:
            return ticket_id
        ticket_id = into
