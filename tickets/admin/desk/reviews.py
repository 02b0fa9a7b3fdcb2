"""Reviews of low ratings: what is one's own, what is overdue, and what there is to learn."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from consignment.compiled import Compiled
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.admin.desk.sheet import sheet
from tickets.insight.causes import WEEKS, causes
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Review, ReviewQuerySet, ReviewState

MOST_ROWS = 10_000
MOST_AGENTS = 200
A_KEY = re.compile(r"[0-9]{1,9}")
HEADING = (
    *("ticket", "category", "score", "comment", "state", "round", "due_from", "due_at"),
    *("cause", "what_happened", "what_is_done", "written_by", "written_at", "closed_by"),
    "closed_at",
)


class Folder(models.TextChoices):
    MINE = "mine", gettext_lazy("Mine")
    DUE = "due", gettext_lazy("To write")
    OVERDUE = "overdue", gettext_lazy("Overdue")
    WRITTEN = "written", gettext_lazy("To accept")
    CLOSED = "closed", gettext_lazy("Closed")


@desk
@require_GET
def review_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show one view of the reviews, the overdue ones above all, and what the causes were."""
    at, reviews = timezone.now(), reviews_for(by)
    folder = _folder(request, by)
    number = page_number(request.GET.get("page", ""))
    agents = _agents(request)
    if agents:
        reviews = reviews.filter(reviewer__in=agents)
    listed = read_page(_in_folder(folder, reviews, by, at).for_list(), number)
    counted = reviews.aggregate(
        mine=models.Count("id", models.Q(state=ReviewState.DUE, reviewer=by.agent_id)),
        due=models.Count("id", models.Q(state=ReviewState.DUE)),
        overdue=models.Count("id", models.Q(state=ReviewState.DUE, due_at__lt=at)),
        written=models.Count("id", models.Q(state=ReviewState.WRITTEN)),
        oldest=models.Min("due_at", filter=models.Q(state=ReviewState.DUE)),
    )
    context = {
        "tabs": [(value, label, counted.get(value)) for value, label in Folder.choices],
        "folder": folder,
        "some": bool(agents),
        "listed": listed,
        "overdue": counted["overdue"],
        "oldest": counted["oldest"],
        "causes": causes(tickets=Ticket.objects.visible_to(by), at=at),
        "weeks": WEEKS,
        "now": at,
    }
    template = "admin/desk/reviews/list.html"
    status = 404 if listed.beyond_the_end else 200
    return page(request, template, context, title=_("Reviews"), status=status)


@desk
@require_GET
def review_sheet(request: DeskRequest, by: Actor) -> HttpResponse:
    """Hand out one view of the reviews as CSV, with their causes."""
    folder, at = _folder(request, by), timezone.now()
    reviews = reviews_for(by)
    if agents := _agents(request):
        reviews = reviews.filter(reviewer__in=agents)
    found = _in_folder(folder, reviews, by, at).for_list()[:MOST_ROWS]
    return sheet(f"reviews-{folder.value}.csv", HEADING, (_cells(review) for review in found))


def reviews_for(by: Actor) -> ReviewQuerySet:
    """Return the reviews of the tickets that ``by`` may know of."""
    return Review.objects.of(Ticket.objects.visible_to(by))


def own_reviews(by: Actor) -> dict[str, Any]:
    """Return how many reviews ``by`` has to write (``count``), and when the ``first`` is due."""
    due = _own(by.sight).rows(by.agent_id) if by.agent_id else []
    return {"count": len(due), "first": min(due, default=None)}


@lru_cache(maxsize=64)
def _own(sight: Actor) -> Compiled[dt.datetime]:
    def due(agent_id: int) -> "models.QuerySet[Review, dt.datetime]":
        return reviews_for(sight).due_by(agent_id).values_list("due_at", flat=True)

    return Compiled(due, int)


def _folder(request: DeskRequest, by: Actor) -> Folder:
    view = request.GET.get("view", "")
    return Folder(view) if view in Folder.values else Folder.DUE


def _agents(request: DeskRequest) -> list[int]:
    """Return whose reviews are asked for; none asks for everybody's."""
    return [int(key) for key in request.GET.getlist("agent")[:MOST_AGENTS] if A_KEY.fullmatch(key)]


def _in_folder(
    folder: Folder, reviews: ReviewQuerySet, by: Actor, at: dt.datetime
) -> ReviewQuerySet:
    match folder:
        case Folder.MINE:
            return reviews.due_by(by.agent_id).order_by("due_at", "id")
        case Folder.DUE:
            return reviews.filter(state=ReviewState.DUE).order_by("due_at", "id")
        case Folder.OVERDUE:
            return reviews.overdue(at).order_by("due_at", "id")
        case Folder.WRITTEN:
            return reviews.filter(state=ReviewState.WRITTEN).order_by("written_at", "id")
        case Folder.CLOSED:
            return reviews.filter(state=ReviewState.CLOSED).order_by("-closed_at", "-id")


def _cells(review: Review) -> tuple[str | int, ...]:
    rating, ticket = review.rating, review.rating.ticket
    return (
        *(ticket.reference, str(ticket.category), rating.score, rating.comment, review.state),
        *(review.round, str(review.reviewer or ""), review.due_at.isoformat(), review.cause),
        *(review.what_happened, review.what_is_done, str(review.written_by or "")),
        review.written_at.isoformat() if review.written_at else "",
        str(review.closed_by or ""),
        review.closed_at.isoformat() if review.closed_at else "",
    )
