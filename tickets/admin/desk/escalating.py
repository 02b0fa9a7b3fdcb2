"""Escalating a ticket: to whom it could go, the question why, and taking what was escalated."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.escalate import EscalationRefused, choices, escalate
from tickets.actions.take_escalation import take_escalation
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.ticket import MOVE, Draft, ReasonForm, done, refused
from tickets.lifecycle.actors import Actor

ESCALATE = "escalate"
ID_DIGITS = 10


@desk
@require_GET
def ladder(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show to whom the ticket can be escalated."""
    ticket = visible_ticket(by, ticket_id)
    context: dict[str, Any] = {"ticket": ticket, "choices": choices(ticket, by=by)}
    return render(request, "admin/desk/ticket/ladder.html", context)


@desk
@require_POST
def escalate_ticket(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Ask somebody else to take the ticket, with the reason."""
    typed, step = request.POST.get("reason", ""), request.POST.get("step", "")
    form = ReasonForm({"reason": typed.replace("\r\n", "\n")})
    try:
        if not form.is_valid():
            why = " ".join(map(str, form.errors["reason"]))
            raise EscalationRefused(why, code="invalid", field="reason")
        chosen = int(step) if step.isdecimal() and len(step) < ID_DIGITS else None
        escalate(
            ticket_id, step=chosen, by=by, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, typed, ESCALATE, refusal(error)))
    return done(request, by, ticket_id, Draft(MOVE))


@desk
@require_POST
def take_escalated(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Take what was escalated to the reader."""
    try:
        take_escalation(ticket_id, by=by, at=timezone.now())
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, "", "", refusal(error)))
    return done(request, by, ticket_id, Draft(MOVE))
