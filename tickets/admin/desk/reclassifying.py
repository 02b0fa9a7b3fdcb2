"""Changing what kind of ticket it is: the question to what, and why."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.reclassify import ReclassifyRefused, Wanted, reclassify
from tickets.admin.desk.doors import DeskRequest, desk, visible_ticket
from tickets.admin.desk.refusals import Refused, refusal
from tickets.admin.desk.ticket import MOVE, Draft, done, refused
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Lane, Tier, Urgency
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.triage.models import Category

RECLASSIFY = "reclassify"
AS_IS = gettext_lazy("As it is")
AS_CATEGORY = gettext_lazy("As the category says")


class KindForm(forms.Form):
    """What a ticket is to be. What is left blank stays, or follows from a new category."""

    category = forms.ModelChoiceField(
        Category.objects.offered(),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=AS_IS,
        error_messages={"invalid_choice": gettext_lazy("Choose a category from the list.")},
    )
    tier = forms.ChoiceField(
        label=gettext_lazy("Tier"), required=False, choices=[("", AS_CATEGORY), *Tier.choices]
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Urgency"), required=False, choices=[("", AS_CATEGORY), *Urgency.choices]
    )
    lane = forms.ChoiceField(
        label=gettext_lazy("Lane"), required=False, choices=[("", AS_IS), *Lane.choices]
    )
    reason = forms.CharField(
        label=gettext_lazy("Why? The reason is kept in the history."),
        max_length=TicketEvent._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "data-send": ""}),
        error_messages={"required": gettext_lazy("Say why: the reason is kept in the history.")},
    )

    def wanted(self) -> Wanted:
        """Return what is wanted. After ``is_valid()``."""
        given = self.cleaned_data
        return Wanted(
            given["category"],
            Tier(given["tier"]) if given["tier"] else None,
            Urgency(given["urgency"]) if given["urgency"] else None,
            Lane(given["lane"]) if given["lane"] else None,
        )


@desk
@require_GET
def kinds(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show what the ticket could be instead: two queries."""
    ticket = visible_ticket(by, ticket_id)
    context = {"ticket": ticket, "form": KindForm()}
    return render(request, "admin/desk/ticket/kinds.html", context)


@desk
@require_POST
def reclassify_ticket(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Change what kind of ticket it is, with the reason."""
    data = request.POST.copy()
    # Browsers count a line end as one character and send two.
    data["reason"] = data.get("reason", "").replace("\r\n", "\n")
    form = KindForm(data)
    try:
        if not form.is_valid():
            raise ReclassifyRefused(_first(form))
        reason = form.cleaned_data["reason"]
        reclassify(ticket_id, form.wanted(), by=by, at=timezone.now(), reason=reason)
    except Refused as error:
        draft = Draft(MOVE, str(data["reason"]), RECLASSIFY, refusal(error))
        return refused(request, by, ticket_id, draft)
    if not Ticket.objects.visible_to(by).filter(id=ticket_id).exists():
        return _gone(request)
    return done(request, by, ticket_id, Draft(MOVE))


def _first(form: KindForm) -> str:
    return str(next(error for errors in form.errors.values() for error in errors))


def _gone(request: DeskRequest) -> HttpResponse:
    """Lead away from a ticket that went where the reader cannot see it."""
    messages.success(request, _("It went to a queue of another team."))
    if not request.htmx:
        return redirect("admin:desk_inbox")
    headers: dict[str, Any] = {"HX-Redirect": reverse("admin:desk_inbox")}
    return HttpResponse(status=204, headers=headers)
