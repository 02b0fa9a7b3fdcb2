"""Calls that customers booked: what is due now, one press to take it, and what became of it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.record_call import record_call
from tickets.actions.take_callback import leave_callback, take_callback
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import Page, page_number, read_page
from tickets.admin.desk.refusals import Refused, refusal
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.choices import OUTCOMES, Folder, Outcome
from tickets.routing.callbacks.models import Callback, CallbackAttempt, CallbackQuerySet

LONGEST_NOTE = CallbackAttempt._meta.get_field("note").max_length


@dataclass(frozen=True, slots=True)
class Button:
    """One outcome that can be recorded, with its key."""

    value: str
    label: str
    key: str


class CallForm(forms.Form):
    """What became of a call, and when to try again."""

    outcome = forms.ChoiceField(choices=Outcome.choices)
    note = forms.CharField(required=False, max_length=LONGEST_NOTE)
    again_at = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": gettext_lazy("Write the time of the next call as a date.")},
    )


def calls_of(by: Actor) -> CallbackQuerySet:
    """Return the calls on tickets that ``by`` may know of."""
    return Callback.objects.of(Ticket.objects.visible_to(by))


def shown(calls: CallbackQuerySet) -> CallbackQuerySet:
    """Return ``calls`` with all that a row of the page shows: its ticket, its attempts."""
    tries = Prefetch("tries", CallbackAttempt.objects.select_related("agent__user"))
    return calls.for_list().annotate(tried=Count("tries")).prefetch_related(tries)


def about_calling(by: Actor) -> dict[str, Any]:
    """Return what the buttons of a call ask for: who reads, and which outcomes there are."""
    outcomes = [Button(one.value, str(one.label), facts.key) for one, facts in OUTCOMES.items()]
    return {"caller": by.agent_id, "may_call": by.may.works, "outcomes": outcomes}


@desk
@require_GET
def calls_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the calls to make, the one that was promised the earliest first."""
    return _page(request, by)


@desk
@require_POST
def take_call(request: DeskRequest, by: Actor, callback_id: uuid.UUID) -> HttpResponse:
    """Take a call, with its ticket if that waits."""
    seen = request.POST.get("seen", "")
    try:
        take_callback(
            callback_id,
            by=by,
            at=timezone.now(),
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
        )
    except Refused as refused:
        return _refused(request, by, callback_id, refused)
    return _back(request, callback_id, folder=Folder.MINE)


@desk
@require_POST
def leave_call(request: DeskRequest, by: Actor, callback_id: uuid.UUID) -> HttpResponse:
    """Leave a call to others."""
    try:
        leave_callback(callback_id, by=by, at=timezone.now())
    except Refused as refused:
        return _refused(request, by, callback_id, refused)
    return _back(request, callback_id)


@desk
@require_POST
def end_call(request: DeskRequest, by: Actor, callback_id: uuid.UUID) -> HttpResponse:
    """Record what became of a call."""
    form = CallForm(request.POST)
    if not form.is_valid():
        words = " ".join(str(why) for errors in form.errors.values() for why in errors)
        calls_of(by).get(id=callback_id)
        return _refused(request, by, callback_id, ValueError(words), status=422)
    given = form.cleaned_data
    try:
        record_call(
            callback_id,
            outcome=Outcome(given["outcome"]),
            note=given["note"],
            again_at=given["again_at"],
            by=by,
            at=timezone.now(),
        )
    except Refused as refused:
        return _refused(request, by, callback_id, refused)
    return _back(request, callback_id)


def _page(
    request: DeskRequest,
    by: Actor,
    *,
    refused_on: uuid.UUID | None = None,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    at, folder = timezone.now(), _folder(request)
    calls = calls_of(by)
    listed = read_page(
        shown(calls.in_folder(folder, agent_id=by.agent_id, at=at)),
        page_number(request.GET.get("page", "")),
    )
    counted = calls.open().aggregate(
        due=Count("id", models.Q(next_at__lte=at)),
        mine=Count("id", models.Q(taken_by=by.agent_id)),
        later=Count("id", models.Q(next_at__gt=at)),
    )
    context = {
        "tabs": [(value, label, counted.get(value)) for value, label in Folder.choices],
        "folder": folder,
        "listed": listed,
        **about_calling(by),
        "refused_on": refused_on,
        "why": why,
        "now": at,
        "back": "",
    }
    code = _status(listed, status)
    return page(request, "admin/desk/calls/page.html", context, title=_("Calls"), status=code)


def _status(listed: Page[Callback], status: int) -> int:
    return 404 if listed.beyond_the_end and status == 200 else status


def _folder(request: DeskRequest) -> Folder:
    view = request.POST.get("view") or request.GET.get("view", "")
    return Folder(view) if view in Folder.values else Folder.DUE


def _back(
    request: DeskRequest, callback_id: uuid.UUID, *, folder: Folder | None = None
) -> HttpResponse:
    """Lead back to where the button stood."""
    if request.POST.get("back") == "ticket":
        call = Callback.objects.only("ticket_id").get(id=callback_id)
        return redirect("admin:desk_ticket", call.ticket_id)
    answer = redirect("admin:desk_calls")
    answer["Location"] += f"?view={folder or _folder(request)}#call-{callback_id}"
    return answer


def _refused(
    request: DeskRequest,
    by: Actor,
    callback_id: uuid.UUID,
    refused: Exception,
    *,
    status: int | None = None,
) -> HttpResponse:
    """Say why beside the call, or above the ticket where the button stood there."""
    said = refusal(refused)
    if request.POST.get("back") == "ticket":
        messages.error(request, said.why)
        return _back(request, callback_id)
    return _page(request, by, refused_on=callback_id, why=said.why, status=status or said.status)
