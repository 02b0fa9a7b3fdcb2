"""The talk of a ticket, in parts: what lies folded, and notes apart."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.thread import Show, thread_of
from tickets.lifecycle.actors import Actor


@desk
@require_GET
def ticket_thread(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show a part of the talk: messages or notes alone, or what lies before what is shown."""
    ticket = visible_ticket(by, ticket_id)
    asked, before = request.GET.get("show", ""), request.GET.get("before", "")
    show = Show(asked) if asked in Show.values else Show.ALL
    context = {
        "ticket": ticket,
        "now": timezone.now(),
        "thread": thread_of(ticket, by=by, show=show, before=before),
    }
    part = "chunk" if before else "thread"
    return render(request, f"admin/desk/ticket/{part}.html", context)
