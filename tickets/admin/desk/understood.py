"""What was understood of a ticket's first message, and whether an agent says it is right."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.confirm_category import confirm_category
from tickets.actions.unconfirm_category import unconfirm_category
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.handed_over import handed_over
from tickets.conversation.models import Author, Message
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.triage.entities import EntityKind, entities
from tickets.triage.learned import TriageLesson
from tickets.triage.models import Category

KINDS = {
    EntityKind.ORDER: _("Order"),
    EntityKind.ITEM: _("Item"),
    EntityKind.CONSIGNMENT: _("Consignment"),
    EntityKind.PAYOUT: _("Payout"),
    EntityKind.PHONE: _("Phone"),
    EntityKind.MAIL: _("Mail address"),
}
LANGUAGES = {"en": _("English"), "zh": _("Chinese"), "mixed": _("English and Chinese")}


@dataclass(frozen=True, slots=True)
class Named:
    label: Any
    value: str


@desk
@require_GET
def understood(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show what the desk made of the message. Four queries."""
    return _shown(request, visible_ticket(by, ticket_id), by)


@desk
@require_POST
def confirm(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Keep that the category is right."""
    confirm_category(ticket_id, by=by, at=timezone.now())
    return _back(request, ticket_id, by)


@desk
@require_POST
def unconfirm(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Take back that the category is right."""
    unconfirm_category(ticket_id, by=by, at=timezone.now())
    return _back(request, ticket_id, by)


def _back(request: DeskRequest, ticket_id: uuid.UUID, by: Actor) -> HttpResponse:
    if not request.htmx:
        return redirect("admin:desk_ticket", ticket_id=ticket_id)
    return _shown(request, visible_ticket(by, ticket_id), by)


def _shown(request: DeskRequest, ticket: Ticket, by: Actor) -> HttpResponse:
    made = ticket.understood
    category = Category.objects.filter(key=made.get("category", "")).first()
    first = (
        Message.objects.filter(ticket=ticket, author_kind=Author.CUSTOMER)
        .order_by("at", "id")
        .values_list("body", flat=True)
        .first()
    )
    context = {
        "ticket": ticket,
        "category": category,
        "same": category is not None and category.pk == ticket.category_id,
        "percent": round(100 * made.get("confidence", 0)),
        "urgent": round(100 * made.get("urgent", 0)),
        "because": made.get("because", []),
        "language": LANGUAGES.get(made.get("language", "")),
        "named": [Named(KINDS[one.kind], one.value) for one in entities(first or "")],
        "lesson": TriageLesson.objects.select_related("by__user").filter(ticket=ticket).first(),
        "handed": handed_over(ticket),
        "may": by.may,
    }
    return render(request, "admin/desk/ticket/understood.html", context)
