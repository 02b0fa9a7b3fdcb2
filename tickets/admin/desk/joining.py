"""Merging a ticket with another of its customer, and splitting messages off it."""

import uuid

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.merge import MergeRefused, merge, why_not
from tickets.actions.open import SUBJECT_LENGTH
from tickets.actions.split import SplitRefused, split
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.ticket import MOVE, Draft, done, refused
from tickets.conversation.models import Author, Message
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

MERGE, SPLIT = "merge", "split"
OTHER_STAYS = "other"
MOST_OTHERS, MOST_SHOWN = 30, 60


@desk
@require_GET
def others(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show with what the ticket could be merged: two queries."""
    ticket = visible_ticket(by, ticket_id)
    context = {"ticket": ticket, "others": others_of(ticket, by=by), "now": timezone.now()}
    return render(request, "admin/desk/ticket/others.html", context)


@desk
@require_POST
def merge_ticket(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Merge the ticket with the chosen one; show the one that is kept."""
    try:
        other = _one(request.POST.get("other", ""))
        merged, kept = ticket_id, other
        if request.POST.get("stays") != OTHER_STAYS:
            merged, kept = other, ticket_id
        merge(merged, into=kept, by=by, at=timezone.now())
    except Ticket.DoesNotExist:
        # The one of the address is there; of the other one nothing is said.
        visible_ticket(by, ticket_id)
        why = refusal(MergeRefused(_("Choose one of the customer's other tickets.")))
        return refused(request, by, ticket_id, Draft(MOVE, "", MERGE, why))
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, "", MERGE, refusal(error)))
    return _show(request, by, ticket_id, kept)


@desk
@require_GET
def messages(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show what can be split off: two queries."""
    ticket = visible_ticket(by, ticket_id)
    said = Message.objects.filter(ticket=ticket, author_kind__in=[Author.CUSTOMER, Author.AGENT])
    newest = list(said.select_related("said_on").order_by("-at", "-id")[:MOST_SHOWN])
    context = {
        "ticket": ticket,
        "said": newest[::-1],
        "customer": Author.CUSTOMER,
        "categories": Category.objects.offered(),
        "most": SUBJECT_LENGTH,
        "now": timezone.now(),
    }
    return render(request, "admin/desk/ticket/messages.html", context)


@desk
@require_POST
def split_ticket(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Let the chosen messages become a ticket of their own, and show it."""
    form = SplitForm(request.POST)
    try:
        if not form.is_valid():
            raise SplitRefused(_first(form))
        chosen = [_one(text) for text in request.POST.getlist("messages")]
        given = form.cleaned_data
        new = split(
            ticket_id,
            messages=chosen,
            subject=given["subject"],
            category=given["category"],
            by=by,
            at=timezone.now(),
        )
    except Refused as error:
        return refused(request, by, ticket_id, Draft(MOVE, "", SPLIT, refusal(error)))
    return _show(request, by, ticket_id, new.id)


class SplitForm(forms.Form):
    """What the new ticket is called and is about; blank: as it follows from what goes there."""

    subject = forms.CharField(
        required=False,
        max_length=SUBJECT_LENGTH,
        error_messages={"max_length": gettext_lazy("This subject is too long: say it shorter.")},
    )
    category = forms.ModelChoiceField(
        Category.objects.offered(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a category from the list.")},
    )


def others_of(ticket: Ticket, *, by: Actor) -> list[Ticket]:
    """Return what ``ticket`` could be merged with, the newest first. One query."""
    same = (
        Ticket.objects.filter(requester=ticket.requester_id)
        if ticket.requester_id
        else Ticket.objects.of_guest(ticket.guest_email)
    )
    found = same.filter(id__in=Ticket.objects.visible_to(by).values("id")).unfinished()
    rows = found.exclude(id=ticket.id).for_list().order_by("-created_at", "-id")
    return [other for other in rows[:MOST_OTHERS] if why_not(ticket, other) is None]


def _one(text: str) -> uuid.UUID:
    """Return the id that a form sent. Raises MergeRefused."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise MergeRefused(_("Choose one from the list.")) from None


def _first(form: forms.Form) -> str:
    return str(next(error for errors in form.errors.values() for error in errors))


def _show(request: DeskRequest, by: Actor, here: uuid.UUID, there: uuid.UUID) -> HttpResponse:
    """Show the ticket on which it goes on: with its parts, where that is the page one is on."""
    if here == there:
        return done(request, by, here, Draft(MOVE))
    if not request.htmx:
        return redirect("admin:desk_ticket", ticket_id=there)
    address = reverse("admin:desk_ticket", args=[there])
    return HttpResponse(status=204, headers={"HX-Redirect": address})
