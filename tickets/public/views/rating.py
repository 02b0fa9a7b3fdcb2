"""A customer rates a solution, and then says why: GET shows, POST writes.

The score is one press and taken for good. Why can be said once, for a while, by whoever gave it:
from the page of the request, by the link of the mail, or in the browser it was given in.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tickets.actions.rate import explain, rate, rate_by_invite
from tickets.lifecycle.models import Ticket
from tickets.public import access, presenting
from tickets.public.forms import RatingForm, WhyForm
from tickets.satisfaction import surveys
from tickets.satisfaction.models import Rating
from tickets.satisfaction.surveys import InviteRefused, RatingRefused

RATED = "rated"
"""The rating that was given last in this browser."""


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
        rating = surveys.find_rated(secret, at=now)
    if rating is None:
        return _gone(request, why=surveys.why_link_closed(secret))
    if request.method == "POST":
        return _gone(request, rated=rating)
    _remember(request, rating)
    return redirect("public:rate_why")


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
@access.for_readers
def of_ticket(request: HttpRequest, ticket_id: uuid.UUID) -> HttpResponseBase:
    """Rate from the page of the request."""
    now = timezone.now()
    actor = access.actor_for(request, ticket_id, at=now)
    ticket = access.ticket_or_404(actor, ticket_id)
    return _rate(request, ticket, partial(rate, ticket_id, by=actor, at=now))


@require_http_methods(["GET", "HEAD", "POST"])
@access.private_page
def why(request: HttpRequest) -> HttpResponse:
    """Say why one rated so, in the browser the rating was given in."""
    now = timezone.now()
    rating = _remembered(request, at=now)
    if rating is None:
        return _gone(request, why=_why_not_told(request))
    form = WhyForm(request.POST if request.method == "POST" else None, score=rating.score)
    if form.is_valid():
        try:
            explain(rating.pk, at=now, **form.cleaned_data)
        except RatingRefused as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, refusal.why)
        else:
            return redirect(_thanks(rating))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "rating": rating, "thanks": _thanks(rating)}
    return render(request, "public/rate_why.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank for a rating; ``low`` in the address: somebody looks into it."""
    return render(request, "public/rate_thanks.html", {"low": "low" in request.GET})


def _rate(request: HttpRequest, ticket: Ticket, take: Callable[..., Rating]) -> HttpResponse:
    """Show the form, or take it. Raises what ``take`` raises, but for RatingRefused."""
    now = timezone.now()
    if not surveys.is_open(ticket, at=now):
        rated = _given(request, ticket)
        why = "" if rated else surveys.why_closed(ticket, cycle=ticket.cycle)
        return _gone(request, why=why, rated=rated)
    sent = request.method == "POST"
    chosen = {"score": request.GET.get("score", "")}
    form = RatingForm(request.POST) if sent else RatingForm(initial=chosen)
    if not form.is_valid():
        return _ask(request, ticket, form)
    try:
        rating = take(score=form.cleaned_data["score"])
    except RatingRefused as refusal:
        return _gone(request, why=refusal.why)
    _remember(request, rating)
    return redirect("public:rate_why")


def _ask(request: HttpRequest, ticket: Ticket, form: RatingForm) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"ticket": presenting.head_of(ticket), "form": form}
    return render(request, "public/rate.html", context, status=status)


def _gone(request: HttpRequest, *, why: str = "", rated: Rating | None = None) -> HttpResponse:
    """Say plainly that there is nothing to rate here, and what can be done.

    ``rated``: the score that was given, whose reasons can still be told.
    """
    context = {"why": why, "rated": rated}
    return render(request, "public/rate_gone.html", context, status=HTTPStatus.GONE)


def _given(request: HttpRequest, ticket: Ticket) -> Rating | None:
    """Return the rating that this reader gave the present solution, if it can be explained."""
    now = timezone.now()
    rating = Rating.objects.filter(ticket=ticket, cycle=ticket.cycle).first()
    if rating is None or not surveys.can_explain(rating, at=now):
        return None
    _remember(request, rating)
    return rating


def _remember(request: HttpRequest, rating: Rating) -> None:
    request.session[RATED] = rating.pk


def _remembered(request: HttpRequest, *, at: dt.datetime) -> Rating | None:
    given = request.session.get(RATED)
    rating = Rating.objects.filter(pk=given).first() if given else None
    return rating if rating and surveys.can_explain(rating, at=at) else None


def _why_not_told(request: HttpRequest) -> str:
    rating = Rating.objects.filter(pk=request.session.get(RATED, 0)).first()
    if rating is None:
        return _("Nothing was rated in this browser. Open the link of our mail, or your request.")
    return surveys.why_explained(rating)


def _thanks(rating: Rating) -> str:
    return reverse("public:thanks") + ("?low" if hasattr(rating, "review") else "")
