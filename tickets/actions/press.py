"""Deadlines of the trade come near: the tickets about them come up in the order of work."""

import datetime as dt
import uuid
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from consignment.models import Order, OrderLine, Payout, Shipment
from tickets.actions.promising import announce
from tickets.lifecycle import history, linked
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.triage import pressing
from tickets.triage.pressing import PressingDeadline

DAY = dt.timedelta(days=1)


def press_deadlines(*, at: dt.datetime) -> int:
    """Note of each unfinished ticket which deadline presses, and bring it forward; return of how
    many that is new.

    One transaction a ticket: cut off, it has lost nothing and goes on at the next time. A ticket
    that somebody holds is passed over until then.
    """
    PressingDeadline.objects.filter(due_at__lt=at).delete()
    return sum(_press(ticket_id, at=at) for ticket_id in near_something(at=at))


def near_something(*, at: dt.datetime) -> list[uuid.UUID]:
    """Return the unfinished tickets about things with a deadline that may be near. Two queries.

    From the things to the tickets, so that it costs what is near and not what is open. Whether it
    presses, ``pressing.press`` decides on each.
    """
    rules = pressing.rules()
    if not rules:
        return []
    until = at + max(rule.within for rule in rules.values())
    claims = dt.timedelta(days=DeskSettings.current().claim_days)
    # A day longer at both ends: days end at midnight where the customer lives.
    # Each goes by its own index: an OR across tables would read them from end to end.
    orders = (
        Order.objects.filter(return_until__range=(at, until))
        .values("pk")
        .union(
            Shipment.objects.filter(
                delivered_at__range=(at - claims - DAY, until - claims + DAY)
            ).values("order")
        )
    )
    payouts = Payout.objects.owed().filter(due_on__range=((at - DAY).date(), (until + DAY).date()))
    ways = (
        Q(order__in=orders),
        Q(item__in=OrderLine.objects.filter(order__in=orders).values("item")),
        Q(payout__in=payouts.values("pk")),
        Q(item__in=payouts.values("item")),
        Q(consignment__in=payouts.values("item__consignment")),
    )
    first, *others = (TicketLink.objects.filter(way).order_by().values("ticket") for way in ways)
    tickets = Ticket.objects.unfinished().exclude(requester=None)
    near = tickets.filter(id__in=first.union(*others)).order_by("id")
    return list(near.values_list("id", flat=True))


@transaction.atomic
def _press(ticket_id: uuid.UUID, *, at: dt.datetime) -> bool:
    rows = Ticket.objects.unfinished().select_related("queue", "requester")
    ticket = rows.select_for_update(of=("self",), skip_locked=True).filter(id=ticket_id).first()
    if ticket is None or ticket.requester is None:
        return False
    with timezone.override(ZoneInfo(ticket.requester.time_zone)):
        deadlines = linked.deadlines_of_links(ticket, at=at)
    rules = pressing.rules()
    nearest = pressing.press(deadlines, rules, at=at)
    known = PressingDeadline.objects.filter(ticket=ticket).first()
    if nearest is None:
        # Given back, paid or held since: what was raised stays raised.
        if known is not None:
            known.delete()
        return False
    facts = {
        "kind": nearest.kind.value,
        "number": nearest.number,
        "due_at": nearest.at,
        "is_day": nearest.is_day,
    }
    if known is not None and all(getattr(known, name) == value for name, value in facts.items()):
        return False
    PressingDeadline.objects.update_or_create(ticket=ticket, defaults=facts)
    was = ticket.head_start
    ticket.head_start = pressing.head_start(was, rules[nearest.kind])
    with translation.override("en"):
        words = f"{pressing.PressingKind(nearest.kind.value).label} of {nearest.number}"
    ticket.reasons = {**ticket.reasons, "deadline": f"{words}: {nearest.at:%Y-%m-%d %H:%M} UTC"}
    ticket.updated_at = max(at, ticket.updated_at)
    ticket.save()
    history.pressed(
        ticket,
        kind=nearest.kind.value,
        number=nearest.number,
        due_at=nearest.at,
        head_starts=(was, ticket.head_start),
        by=SYSTEM,
        at=ticket.updated_at,
    )
    announce(ticket)
    return True
