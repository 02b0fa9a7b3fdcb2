"""Where everything starts: search, the matters, what is open, what falls due."""

import datetime as dt

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consignment.languages import supported
from consignment.models import User
from knowledge_base.articles.models import ArticleText
from tickets.conversation import visits
from tickets.lifecycle import linked
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.public import deadlines, matters, presenting
from tickets.public.access import customer_of
from tickets.triage.models import Category

MATTERS_EACH = 3
ARTICLES = 6
OPEN_ROWS = 3
DEADLINES = 4
FALLS_DUE_WITHIN = dt.timedelta(days=7)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    categories = list(Category.objects.offered())
    texts = ArticleText.objects.for_reader(
        request.user, language=supported(get_language()), at=now
    ).light()
    mine = Ticket.objects.visible_to(customer_of(request)).unfinished().for_list()
    mine = visits.with_unread(mine)
    needed_first = Case(When(state=State.WAITING_ON_CUSTOMER, then=0), default=1)
    context = {
        "matters": matters.frequent_for(request.user, categories, each=MATTERS_EACH),
        "urgent": matters.urgent_of(categories),
        "articles": [
            {"url": text.get_absolute_url(), "title": text.title}
            for text in texts.first_of_each_section(1).in_reading_order()[:ARTICLES]
        ],
        "rows": presenting.rows_of(mine.order_by(needed_first, "-updated_at")[:OPEN_ROWS], at=now),
        "deadlines": _deadlines(request, at=now),
    }
    return render(request, "public/home.html", context)


def _deadlines(request: HttpRequest, *, at: dt.datetime) -> list[deadlines.Shown]:
    """Return what falls due soon of the reader's own orders and payouts."""
    if not isinstance(request.user, User):
        return []
    near = linked.near_deadlines(request.user, at=at, within=FALLS_DUE_WITHIN)
    return deadlines.shown(near[:DEADLINES], at=at)
