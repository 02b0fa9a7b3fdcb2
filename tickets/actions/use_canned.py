"""An agent puts a canned reply into what they write."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tickets import words
from tickets.conversation import canned
from tickets.conversation.canned import CannedReply
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketLink
from tickets.sla import clocks


def use_canned(reply: CannedReply, ticket: Ticket, *, by: Actor, at: dt.datetime) -> str:
    """Return the text for ``ticket``, in its customer's language, and count that it was used."""
    text = fill([reply], ticket, by=by, at=at)[0]
    canned.count_use(reply)
    return text


def fill(replies: list[CannedReply], ticket: Ticket, *, by: Actor, at: dt.datetime) -> list[str]:
    """Return the texts of ``replies`` for ``ticket``: its data, its customer's language and times.

    Four queries, however many replies.
    """
    zone = ticket.requester.time_zone if ticket.requester else settings.TIME_ZONE
    with translation.override(ticket.language), timezone.override(ZoneInfo(zone)):
        values = _values(ticket, by=by, at=at)
        return [canned.filled(reply.text(ticket.language), values) for reply in replies]


def _values(ticket: Ticket, *, by: Actor, at: dt.datetime) -> dict[str, str]:
    """Return what ``ticket`` knows of ``canned.VARIABLES``, in the active language and zone."""
    promise = clocks.promise_to_customer(ticket)
    due = promise.due_at if promise else None
    return {
        "customer_name": str(ticket.requester) if ticket.requester else ticket.guest_name,
        # Nobody is told the address of one of the staff.
        "agent_name": _("Client services") if "@" in by.name else by.name,
        "ticket_number": ticket.reference,
        "category": str(ticket.category),
        # What is late already is not promised once more.
        "promised_time": words.when(due, now=at) if due and due > at else "",
        "site_name": settings.SITE_NAME,
        **_of_the_trade(ticket),
    }


def _of_the_trade(ticket: Ticket) -> dict[str, str]:
    links = TicketLink.objects.filter(ticket=ticket).select_related("order").order_by("id")
    # What was named last is what is spoken of.
    by_kind = {link.kind: link for link in links}
    facts = {kind: link.snapshot.get("number", "") for kind, link in by_kind.items()}
    values = {
        "order_number": facts.get(ThingKind.ORDER, ""),
        "item_number": facts.get(ThingKind.ITEM, ""),
        "consignment_number": facts.get(ThingKind.CONSIGNMENT, ""),
        "payout_number": facts.get(ThingKind.PAYOUT, ""),
    }
    if ThingKind.ITEM in by_kind:
        values["item"] = by_kind[ThingKind.ITEM].snapshot.get("title", "")
    order = by_kind.get(ThingKind.ORDER)
    if order is not None:
        titles = [line["title"] for line in order.snapshot.get("lines", [])]
        values.setdefault("item", titles[0] if len(titles) == 1 else "")
        parcel = order.order.shipments.order_by("-id").first() if order.order else None
        if parcel is not None:
            values |= {"courier": parcel.courier, "tracking_number": parcel.tracking_number}
    return values
