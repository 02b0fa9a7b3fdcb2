"""The history of a ticket beside it: newest first, by pages, as much of it as is asked for."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.happened import Show, happened_to
from tickets.admin.desk.paging import page_number
from tickets.lifecycle.actors import Actor


@desk
@require_GET
def ticket_history(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show one page of what happened to the ticket; the first with the choice of what to show."""
    ticket = visible_ticket(by, ticket_id)
    asked, number = request.GET.get("show", ""), page_number(request.GET.get("page", ""))
    show = Show(asked) if asked in Show.values else Show.ALL
    past = happened_to(ticket, show=show, page=number)
    context = {
        "ticket": ticket,
        "events": past.events,
        "following": past.following,
        "show": show,
        "shows": Show,
        "first": number == 1,
        "now": timezone.now(),
    }
    return render(request, "admin/desk/ticket/history.html", context)
