"""Reviews of low ratings: what is due, what was written, and a supervisor's acceptance."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.review import close_review, write_review
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.admin.desk.promises import promises_of
from tickets.admin.desk.refusals import UNPROCESSABLE, Refusal, Refused, refusal
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Cause, Review, ReviewQuerySet, ReviewState


class Folder(models.TextChoices):
    DUE = "due", gettext_lazy("To write")
    OVERDUE = "overdue", gettext_lazy("Overdue")
    WRITTEN = "written", gettext_lazy("To accept")
    CLOSED = "closed", gettext_lazy("Closed")


class ReviewForm(forms.Form):
    """Cause and remedy."""

    cause = forms.ChoiceField(
        choices=Cause.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("What was the cause?"),
        error_messages={"required": gettext_lazy("Choose the cause.")},
    )
    what_happened = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("What happened?"),
        error_messages={"required": gettext_lazy("Say what happened.")},
    )
    what_is_done = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("What is done about it?"),
        error_messages={"required": gettext_lazy("Say what is done about it.")},
    )


@desk
@require_GET
def review_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show one view of the reviews."""
    at = timezone.now()
    view = request.GET.get("view", "")
    folder = Folder(view) if view in Folder.values else Folder.DUE
    number = page_number(request.GET.get("page", ""))
    listed = read_page(_in_folder(folder, by, at).for_list(), number)
    context = {"folders": Folder, "folder": folder, "listed": listed, "now": at}
    template = "admin/desk/reviews/list.html"
    status = 404 if listed.beyond_the_end else 200
    return page(request, template, context, title=_("Reviews"), status=status)


@desk
@require_GET
def review_page(request: DeskRequest, by: Actor, review_id: int) -> HttpResponse:
    """Show one review: the rating, what the record shows, and the form."""
    return _page(request, by, review_id)


@desk
@require_POST
def write(request: DeskRequest, by: Actor, review_id: int) -> HttpResponse:
    """Write down cause and remedy."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, by, review_id, form, status=UNPROCESSABLE)
    clean: dict[str, Any] = form.cleaned_data
    try:
        write_review(
            review_id,
            by=by,
            cause=Cause(clean["cause"]),
            what_happened=clean["what_happened"],
            what_is_done=clean["what_is_done"],
            at=timezone.now(),
        )
    except Refused as error:
        return _page(request, by, review_id, form, refusal(error))
    messages.success(request, _("The review is written. A supervisor accepts it."))
    return redirect("admin:desk_reviews")


@desk
@require_POST
def close(request: DeskRequest, by: Actor, review_id: int) -> HttpResponse:
    """Accept a written review."""
    try:
        close_review(review_id, by=by, at=timezone.now())
    except Refused as error:
        return _page(request, by, review_id, None, refusal(error))
    messages.success(request, _("The review is closed."))
    return redirect("admin:desk_reviews")


def reviews_for(by: Actor) -> ReviewQuerySet:
    """Return the reviews of the tickets that ``by`` may know of."""
    return Review.objects.of(Ticket.objects.visible_to(by))


def _in_folder(folder: Folder, by: Actor, at: dt.datetime) -> ReviewQuerySet:
    reviews = reviews_for(by)
    match folder:
        case Folder.DUE:
            return reviews.filter(state=ReviewState.DUE).order_by("due_at", "id")
        case Folder.OVERDUE:
            return reviews.overdue(at).order_by("due_at", "id")
        case Folder.WRITTEN:
            return reviews.filter(state=ReviewState.WRITTEN).order_by("written_at", "id")
        case Folder.CLOSED:
            return reviews.filter(state=ReviewState.CLOSED).order_by("-closed_at", "-id")


def _page(
    request: DeskRequest,
    by: Actor,
    review_id: int,
    form: ReviewForm | None = None,
    refused: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    at = timezone.now()
    review = reviews_for(by).for_list().get(id=review_id)
    ticket = review.rating.ticket
    context = {
        "review": review,
        "ticket": ticket,
        "promises": promises_of(ticket, at=at),
        "form": form or ReviewForm(initial=_as_written(review)),
        "may_write": by.may.works and review.state != ReviewState.CLOSED,
        "may_close": review.state == ReviewState.WRITTEN and by.may.supervises,
        "refusal": refused,
        "now": at,
    }
    title = _("Review of %(ticket)s") % {"ticket": ticket.reference}
    template = "admin/desk/reviews/page.html"
    status = refused.status if refused else status
    return page(request, template, context, title=title, status=status)


def _as_written(review: Review) -> dict[str, str]:
    return {
        "cause": review.cause,
        "what_happened": review.what_happened,
        "what_is_done": review.what_is_done,
    }
