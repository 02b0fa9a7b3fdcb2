"""Linking something of the customer's trade to a ticket later: find it, tie it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_GET, require_POST

from consignment import dossier
from consignment.models import User
from tickets.actions.link_thing import LinkedAlready, NotTheirs, link_thing
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.linked import linked_to
from tickets.admin.desk.refusals import Refused, refusal
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ThingKind
from tickets.lifecycle.models import Ticket

FOUND = 5
"""So many of a kind are offered; more words find what is further down."""
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """Something of the customer's own that the ticket could be about."""

    kind: ThingKind
    id: uuid.UUID
    number: str
    words: str
    state: str | Promise
    linked: bool


@desk
@require_GET
def things(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show what of the customer's trade fits the words."""
    ticket, at = visible_ticket(by, ticket_id), timezone.now()
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    context = {"ticket": ticket, "words": words, "offered": offered(ticket, words, at=at)}
    return render(request, "admin/desk/ticket/things.html", context)


@desk
@require_POST
def link(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, kind: str, thing_id: uuid.UUID
) -> HttpResponse:
    """Tie one thing to the ticket, frozen as it is now."""
    at, why, status = timezone.now(), "", 200
    try:
        if kind not in ThingKind.values:
            raise NotTheirs
        link_thing(ticket_id, kind=ThingKind(kind), thing_id=thing_id, by=by, at=at)
    except NotTheirs as missing:
        raise Http404 from missing
    except LinkedAlready as refused:
        why, status = refused.why, 409
    except Refused as refused:
        why, status = refusal(refused).why, refusal(refused).status
    if not request.htmx:
        return redirect("admin:desk_ticket", ticket_id=ticket_id)
    ticket = visible_ticket(by, ticket_id)
    links = linked_to(ticket, at=at)
    context = {"ticket": ticket, "now": at, "links": links, "refused": why}
    context["tied"] = "" if why else str(thing_id)
    return render(request, "admin/desk/ticket/case.html", context, status=status)


def offered(ticket: Ticket, words: str, *, at: dt.datetime) -> list[Offered]:
    """Return the newest of the customer's orders, items, payouts and consignments that ``words``
    name. Seven queries; none for a guest, who owns nothing that is proven.
    """
    person: User | None = ticket.requester
    if person is None:
        return []
    tied = {
        (link.kind, getattr(link, f"{link.kind}_id")) for link in ticket.links.defer("snapshot")
    }

    def row(
        kind: ThingKind, id_: uuid.UUID, number: str, words: str, state: str | Promise = ""
    ) -> Offered:
        return Offered(kind, id_, number, words, state, (kind, id_) in tied)

    found: list[Offered] = []
    for order in dossier.orders_of(person, at=at, find=words, limit=FOUND).newest:
        titles = ", ".join(line.title for line in order.lines)
        found.append(row(ThingKind.ORDER, order.id, order.number, titles, order.state_words))
        found += [
            row(ThingKind.ITEM, line.item_id, line.number, line.title, line.item_state_words)
            for line in order.lines
            if (ThingKind.ITEM, line.item_id) not in tied
        ]
    found += [
        row(ThingKind.ITEM, item.id, item.number, item.title, item.state_words)
        for item in dossier.items_of(person, find=words, limit=FOUND).newest
    ]
    for payout in dossier.payouts_of(person, find=words, limit=FOUND).newest:
        worth = f"{payout.amount} · {payout.item_title}"
        found.append(row(ThingKind.PAYOUT, payout.id, payout.number, worth, payout.state_words))
    found += [
        row(ThingKind.CONSIGNMENT, consignment.id, consignment.number, "")
        for consignment in dossier.consignments_of(person).newest
        if words.casefold() in consignment.number.casefold()
    ][:FOUND]
    return found
