"""A customer reopens a request, takes it back, or adds one that they filed as a guest."""

import uuid

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tickets.actions.claim import claim as claim_ticket
from tickets.actions.reopen import reopen as reopen_ticket
from tickets.actions.withdraw import withdraw as withdraw_ticket
from tickets.lifecycle.moves import MoveRefused
from tickets.public import access
from tickets.public.forms import WithdrawForm
from tickets.public.refusals import words_of
from tickets.public.views.page import refused, to_page
from tickets.sla.policies import NoPolicy


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def reopen(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Put a solved request back to work."""
    if request.method != "POST":
        return to_page(request, ticket_id)
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    try:
        reopen_ticket(ticket_id, by=actor, at=now, reason=_("the customer reopened it"))
    except MoveRefused as refusal:
        return refused(request, ticket_id, refusal.why)
    except NoPolicy as refusal:
        return refused(request, ticket_id, words_of(refusal), status=503)
    messages.success(request, _("We work on it again. Tell us what is left to do."))
    return redirect("public:ticket", ticket_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def withdraw(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Take a request back, with a reason where one is given."""
    if request.method != "POST":
        return to_page(request, ticket_id)
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    access.ticket_or_404(actor, ticket_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        why = _("Choose a reason of the list, and say it in at most 400 characters.")
        return refused(request, ticket_id, why, status=422)
    try:
        withdraw_ticket(ticket_id, by=actor, at=now, reason=form.reason)
    except MoveRefused as refusal:
        return refused(request, ticket_id, refusal.why)
    messages.success(request, _("You withdrew this request. Nothing is left to do."))
    return redirect("public:ticket", ticket_id)


@require_http_methods(["GET", "HEAD", "POST"])
@access.for_readers
def claim(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Add a guest's request to the account of who is logged in, by proof; else it is not there."""
    if request.method != "POST":
        return to_page(request, ticket_id)
    now = timezone.now()
    guest = access.guest_for(request, ticket_id, at=now)
    claim_ticket(ticket_id, by=access.customer_of(request), guest=guest, at=now)
    messages.success(request, _("This request is in your account now."))
    return redirect("public:ticket", ticket_id)
