"""One review: the rating, what the record shows, the form, and what a supervisor decides."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.review import close_review, reassign_review, return_review, write_review
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.promises import promises_of
from tickets.admin.desk.refusals import UNPROCESSABLE, Refusal, Refused, refusal
from tickets.admin.desk.reviews import reviews_for
from tickets.insight.review_record import Proposal, proposal_of, record_of, told
from tickets.lifecycle.actors import Actor
from tickets.satisfaction.models import Cause, Review, ReviewState
from tickets.satisfaction.reviews import LONGEST_REASON, may_write, why_not_decide
from tickets.staff.models import Agent


class ReviewForm(forms.Form):
    """Cause and remedy. What the desk filled in counts only once somebody says that it is so."""

    cause = forms.ChoiceField(
        choices=Cause.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("What was the cause?"),
        error_messages={"required": gettext_lazy("Choose the cause.")},
    )
    what_happened = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=gettext_lazy("What happened?"),
        error_messages={"required": gettext_lazy("Say what happened.")},
    )
    what_is_done = forms.CharField(
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=gettext_lazy("What is done about it?"),
        error_messages={"required": gettext_lazy("Say what is done about it.")},
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("I looked at what was filled in, and it is so."),
        error_messages={
            "required": gettext_lazy("Confirm or correct what the desk filled in, then tick this.")
        },
    )


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


@desk
@require_POST
def give_back(request: DeskRequest, by: Actor, review_id: int) -> HttpResponse:
    """Return a written review, with the reason."""
    reason = request.POST.get("reason", "")
    try:
        return_review(review_id, by=by, reason=reason, at=timezone.now())
    except Refused as error:
        return _page(request, by, review_id, None, refusal(error), reason=reason)
    messages.success(request, _("The review is returned, with your reason."))
    return redirect("admin:desk_reviews")


@desk
@require_POST
def reassign(request: DeskRequest, by: Actor, review_id: int) -> HttpResponse:
    """Give a review that is due to somebody else."""
    chosen, reason = request.POST.get("agent", ""), request.POST.get("reason", "")
    agents = Agent.objects.working().select_related("user")
    to = agents.filter(id=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 10 else None
    if to is None:
        why = Refusal(UNPROCESSABLE, _("Choose who writes it."))
        return _page(request, by, review_id, None, why, reason=reason)
    try:
        reassign_review(review_id, to=to, by=by, reason=reason, at=timezone.now())
    except Refused as error:
        return _page(request, by, review_id, None, refusal(error), reason=reason)
    messages.success(request, _("The review is given to %(name)s.") % {"name": to})
    return redirect("admin:desk_review", review_id=review_id)


def _page(
    request: DeskRequest,
    by: Actor,
    review_id: int,
    form: ReviewForm | None = None,
    refused: Refusal | None = None,
    *,
    status: int = 200,
    reason: str = "",
) -> HttpResponse:
    at = timezone.now()
    review = reviews_for(by).for_list().get(id=review_id)
    ticket = review.rating.ticket
    record = record_of(review.rating)
    proposal = None if review.cause else proposal_of(record)
    writes = may_write(review, by=by)
    gives = by.may.supervises and review.state == ReviewState.DUE
    steps = review.steps.select_related("by", "reviewer__user").order_by("id")
    context = {
        "review": review,
        "ticket": ticket,
        "promises": promises_of(ticket, at=at),
        "record": record,
        "proposal": proposal,
        "proposed_cause": str(proposal.cause.label) if proposal else "",
        "prefilled": writes and not review.what_happened,
        "form": form or ReviewForm(initial=_as_written(review, told(record), proposal)),
        "may_write": writes,
        "may_decide": not why_not_decide(review, by=by),
        "may_give": gives,
        "agents": Agent.objects.working().select_related("user").order_by("user__name")
        if gives
        else (),
        "steps": list(steps),
        "reason": reason,
        "longest_reason": LONGEST_REASON,
        "refusal": refused,
        "now": at,
    }
    title = _("Review of %(ticket)s") % {"ticket": ticket.reference}
    template = "admin/desk/reviews/page.html"
    status = refused.status if refused else status
    return page(request, template, context, title=title, status=status)


def _as_written(review: Review, record: str, proposal: Proposal | None) -> dict[str, Any]:
    return {
        "cause": review.cause or (proposal.cause if proposal else ""),
        "what_happened": review.what_happened or record,
        "what_is_done": review.what_is_done,
    }
