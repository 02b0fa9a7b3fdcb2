"""Handing a ticket over: who could have it, and the question why."""

import uuid
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.hand_over import HandOverRefused, hand_over
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.ticket import MOVE, Draft, ReasonForm, done, refused
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent, Presence
from tickets.staff.room import Room

HAND_OVER = "hand_over"
ID_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may have the ticket, with what speaks for and against it."""

    agent: Agent
    is_me: bool
    here: bool
    full: bool
    speaks: bool
    knows: bool


@desk
@require_GET
def colleagues(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show to whom the ticket can go."""
    ticket = visible_ticket(by, ticket_id)
    context = {"ticket": ticket, "colleagues": colleagues_for(ticket, by=by)}
    return render(request, "admin/desk/ticket/colleagues.html", context)


@desk
@require_POST
def hand_over_ticket(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Give the ticket to a colleague, with the reason."""
    typed, to = request.POST.get("reason", ""), request.POST.get("to", "")
    form = ReasonForm({"reason": typed.replace("\r\n", "\n")})
    try:
        if not form.is_valid():
            raise HandOverRefused(" ".join(map(str, form.errors["reason"])))
        if not (to.isdecimal() and len(to) < ID_DIGITS):
            raise HandOverRefused(_("Choose who takes it."))
        reason = form.cleaned_data["reason"]
        hand_over(ticket_id, to=int(to), by=by, at=timezone.now(), reason=reason)
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, typed, HAND_OVER, refusal(error)))
    return done(request, by, ticket_id, Draft(MOVE))


def colleagues_for(ticket: Ticket, *, by: Actor) -> list[Colleague]:
    """Return who may see ``ticket`` and does not have it: who is here, has room and fits comes
    first, oneself before all. Four queries.
    """
    agents = Agent.objects.working()
    if ticket.assignee_id is not None:
        agents = agents.exclude(id=ticket.assignee_id)
    if ticket.queue.restricted_to_id is not None:
        agents = agents.filter(teams=ticket.queue.restricted_to_id)
    rows = agents.with_load().select_related("user").prefetch_related("skills")
    skill, at_once = ticket.category.skill_id, DeskSettings.current().at_once
    found = [
        Colleague(
            agent=agent,
            is_me=agent.id == by.agent_id,
            here=agent.presence == Presence.HERE,
            full=not Room(agent.capacity, at_once).fits(agent.held, ticket.channel),
            speaks=ticket.language in agent.languages,
            knows=skill is None or skill in {known.id for known in agent.skills.all()},
        )
        for agent in rows
    ]
    return sorted(
        found,
        key=lambda c: (
            not c.is_me,
            c.full,
            not c.here,
            not (c.knows and c.speaks),
            c.agent.load / c.agent.capacity,
            str(c.agent),
        ),
    )
