"""The page of a ticket: read it, write on it, move it.

One template a part (``templates/admin/desk/ticket/``). The parts that others change under an
agent's hands are sent again after every step and whenever the ticket's event stream says so; the
composer is sent again only to whoever sent it, so what is typed is never lost.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tickets import live
from tickets.admin.desk import plan_steps
from tickets.admin.desk.calls import about_calling, shown
from tickets.admin.desk.composer import Fresh, composer_of
from tickets.admin.desk.customer import customer_of
from tickets.admin.desk.doors import DeskRequest, desk, page, visible_ticket
from tickets.admin.desk.linked import linked_to
from tickets.admin.desk.moving import ACTIONS, asking, buttons, endings
from tickets.admin.desk.promises import Shown as Promised
from tickets.admin.desk.promises import promises_of
from tickets.admin.desk.refusals import UNPROCESSABLE, Refusal, Refused, refusal
from tickets.admin.desk.rows import deadline_of
from tickets.admin.desk.thread import Show, thread_of
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move, State
from tickets.lifecycle.continuing import kept_id
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.routing.callbacks.models import Callback
from tickets.satisfaction.models import Rating
from tickets.sla.choices import ClockKind

MOVE = "move"
AS_IT_WAS = "as-it-was"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was tried last and what became of it: a "reply", a "note", a "move" (and which), what is
    "held", or what came "back" from there. ``fresh`` is what that leaves in the composer.
    """

    mode: str = "reply"
    text: str = ""
    move: str = ""
    refusal: Refusal | None = None
    done: str = ""
    fresh: Fresh | None = None


class ReasonForm(forms.Form):
    """Why a move is made. Whether it needs a reason, the move says."""

    reason = forms.CharField(
        required=False, max_length=TicketEvent._meta.get_field("reason").max_length
    )


@desk
@require_GET
def ticket_page(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show a ticket; one that was merged leads to the one that was kept, unless it is asked for as
    it was (``?as-it-was``).
    """
    ticket = visible_ticket(by, ticket_id)
    if AS_IT_WAS not in request.GET and ticket.state == State.MERGED:
        kept = visible_ticket(by, kept_id(ticket_id))
        messages.info(request, _("The ticket that you asked for was merged: it goes on here."))
        return redirect("admin:desk_ticket", ticket_id=kept.id)
    return _whole_page(request, by, ticket, Draft())


@desk
@require_GET
def ticket_parts(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show the parts that may have changed, for a page that is open already."""
    ticket, at = visible_ticket(by, ticket_id), timezone.now()
    whole = "whole" in request.GET
    context = _parts(ticket, by=by, at=at, draft=Draft(), whole=whole)
    return render(request, "admin/desk/ticket/parts.html", context)


@desk
@require_GET
def ticket_events(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Stream that the ticket changed, to who may see it."""
    return live.stream(request, visible_ticket(by, ticket_id).id, by=by)


@desk
@require_POST
def ticket_typing(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Tell the customer's page, while it is open, that somebody writes to them."""
    live.tell_typing(visible_ticket(by, ticket_id).id, by=by)
    return HttpResponse(status=204)


@desk
@require_GET
def ticket_case(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show what of the trade the ticket is about, then and now."""
    ticket, at = visible_ticket(by, ticket_id), timezone.now()
    context = {"ticket": ticket, "now": at, "links": linked_to(ticket, at=at)}
    return render(request, "admin/desk/ticket/case.html", context)


@desk
@require_GET
def ticket_customer(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show who asks, their trade and their other tickets."""
    ticket, at = visible_ticket(by, ticket_id), timezone.now()
    context = {"ticket": ticket, "now": at, "customer": customer_of(ticket, by=by, at=at)}
    return render(request, "admin/desk/ticket/customer.html", context)


@desk
@require_POST
def make_move(request: DeskRequest, by: Actor, ticket_id: uuid.UUID, move: str) -> HttpResponse:
    """Make one move of the ticket, with the reason where one is asked for."""
    if move not in Move.values or Move(move) not in ACTIONS:
        raise Http404
    # Browsers count a line end as one character and send two.
    typed = request.POST.get("reason", "").replace("\r\n", "\n")
    form = ReasonForm({"reason": typed})
    if not form.is_valid():
        why = Refusal(UNPROCESSABLE, " ".join(map(str, form.errors["reason"])))
        return refused(request, by, ticket_id, Draft(MOVE, typed, move, why))
    try:
        ACTIONS[Move(move)](ticket_id, by, timezone.now(), form.cleaned_data["reason"])
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, typed, move, refusal(error)))
    return done(request, by, ticket_id, Draft(MOVE))


def _parts(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    draft: Draft,
    whole: bool = False,
) -> dict[str, Any]:
    """Return what the changing parts of the page show."""
    # What was never solved was never rated.
    solved = ticket.resolved_at is not None or ticket.cycle > 1
    rated = Rating.objects.filter(ticket=ticket) if solved else Rating.objects.none()
    ratings = rated.annotate(review_id=F("review__id"))
    promises = promises_of(ticket, at=at)
    can_work = by.may.works and ticket.facts.group is not Group.DONE
    return {
        "ticket": ticket,
        "chain": _chain(ticket, by=by),
        "now": at,
        "thread": thread_of(ticket, by=by, whole=whole, since=getattr(ticket, "looked_at", None)),
        "promises": promises,
        "deadline": deadline_of(ticket, at=at),
        "call": _call(ticket, promises),
        **_escalated(ticket, promises, by=by),
        **about_calling(by),
        "plan_offers": plan_steps.offered(promises, can_work=can_work),
        "ratings": ratings.order_by("cycle"),
        "buttons": buttons(ticket, by=by, at=at),
        "endings": endings(ticket),
        "can_hand_over": can_work,
        "draft": draft,
    }


def _escalated(ticket: Ticket, promises: list[Promised], *, by: Actor) -> dict[str, Any]:
    """Return the chain of escalations; nothing is asked where nothing was escalated."""
    if not any(promise.kind is ClockKind.ESCALATION for promise in promises):
        return {"escalations": [], "can_take_escalation": False}
    rows = ticket.escalations.select_related("by__user", "taken_by__user", "skill", "team")
    waiting = any(one.is_open for one in rows)
    mine = waiting and ticket.escalations.open().for_agent(by.agent_id).exists()
    return {"escalations": list(rows), "can_take_escalation": mine and by.may.works}


def _call(ticket: Ticket, promises: list[Promised]) -> Callback | None:
    """Return the call that was booked last; nothing is asked where none was promised."""
    if not any(promise.kind is ClockKind.CALLBACK for promise in promises):
        return None
    return shown(ticket.callbacks.all()).order_by("-booked_at").first()


def _chain(ticket: Ticket, *, by: Actor) -> list[Ticket]:
    """Return the tickets that this one hangs together with: one query, if any."""
    before = {ticket.follows_id, ticket.merged_into_id, ticket.split_from_id} - {None}
    if not (before or getattr(ticket, "goes_on", True)):
        return []
    after = Q(follows=ticket.id) | Q(merged_into=ticket.id) | Q(split_from=ticket.id)
    near = Q(id__in=before) | after
    return list(Ticket.objects.visible_to(by).filter(near).order_by("id"))


def _whole_page(
    request: DeskRequest, by: Actor, ticket: Ticket, draft: Draft, *, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    parts = _parts(ticket, by=by, at=at, draft=draft, whole="whole" in request.GET)
    context = {
        **parts,
        "questions": asking(by),
        "plan_steps": plan_steps.STEPS.values(),
        "shows": Show,
        "composer": composer_of(ticket, parts["thread"], by=by, at=at, fresh=draft.fresh),
    }
    template = "admin/desk/ticket/page.html"
    return page(request, template, context, title=ticket.reference, status=status)


def done(request: DeskRequest, by: Actor, ticket_id: uuid.UUID, draft: Draft) -> HttpResponse:
    """Answer a step that was made: with the changed parts, or with the page without scripts."""
    if not request.htmx:
        return redirect("admin:desk_ticket", ticket_id=ticket_id)
    return after(request, by, ticket_id, draft)


def refused(request: DeskRequest, by: Actor, ticket_id: uuid.UUID, draft: Draft) -> HttpResponse:
    """Answer a step that was refused: what was typed with the reason beside it, nothing saved."""
    status = draft.refusal.status if draft.refusal else 409
    if not request.htmx:
        return _whole_page(request, by, visible_ticket(by, ticket_id), draft, status=status)
    return after(request, by, ticket_id, draft, status=status)


def after(
    request: DeskRequest, by: Actor, ticket_id: uuid.UUID, draft: Draft, *, status: int = 200
) -> HttpResponse:
    """Send the parts anew, and the form to whoever sent it."""
    ticket, at = visible_ticket(by, ticket_id), timezone.now()
    context = _parts(ticket, by=by, at=at, draft=draft)
    if draft.mode != MOVE:
        thread = context["thread"]
        context["composer"] = composer_of(ticket, thread, by=by, at=at, fresh=draft.fresh)
    return render(request, "admin/desk/ticket/after.html", context, status=status)
