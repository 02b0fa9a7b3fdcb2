"""A customer rates a solution: GET shows, POST writes."""

import uuid
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tickets.actions.rate import rate, rate_by_invite
from tickets.lifecycle.models import Ticket
from tickets.public import access, presenting
from tickets.public.forms import RatingForm
from tickets.satisfaction import surveys
from tickets.satisfaction.models import Rating
from tickets.satisfaction.surveys import InviteRefused, RatingRefused


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
def by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Rate by the link of a mail, without a login, once. It shows no conversation."""
    now = timezone.now()
    try:
        invite = surveys.find_invite(secret, at=now)
        if invite.cycle != invite.ticket.cycle:
            raise InviteRefused
        return _rate(request, invite.ticket, partial(rate_by_invite, secret, at=now))
    except InviteRefused:
        return _gone(request)


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
@access.for_readers
def of_ticket(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Rate from the page of the request."""
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    ticket = access.ticket_or_404(actor, ticket_id)
    return _rate(request, ticket, partial(rate, ticket_id, by=actor, at=now))


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank for a rating; ``low`` in the address: somebody looks into it."""
    context = {"rated": True, "low": "low" in request.GET}
    return render(request, "public/rate.html", context)


def _rate(request: HttpRequest, ticket: Ticket, take: Callable[..., Rating]) -> HttpResponse:
    """Show the form, or take it. Raises what ``take`` raises, but for RatingRefused."""
    if not surveys.is_open(ticket, at=timezone.now()):
        return _gone(request)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, ticket, form)
    score, comment = form.cleaned_data["score"], form.cleaned_data["comment"]
    try:
        rating = take(score=score, comment=comment)
    except RatingRefused as refusal:
        if refusal.code not in form.fields:
            return _gone(request, why=refusal.why)
        form.add_error(refusal.code, refusal.why)
        return _ask(request, ticket, form)
    low = "?low" if hasattr(rating, "review") else ""
    return redirect(reverse("public:thanks") + low)


def _ask(request: HttpRequest, ticket: Ticket, form: RatingForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"ticket": presenting.head_of(ticket), "form": form, "rated": False}
    return render(request, "public/rate.html", context, status=status)


def _gone(request: HttpRequest, *, why: str = "") -> HttpResponse:
    """Say plainly that there is nothing to rate here: rated already, reopened, or too late."""
    return render(request, "public/rate_gone.html", {"why": why}, status=HTTPStatus.GONE)
