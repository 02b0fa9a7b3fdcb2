"""Where everything starts: search, the matters, what is open."""

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consignment.languages import supported
from knowledge_base.articles.models import ArticleText
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.public import matters, presenting
from tickets.public.access import customer_of
from tickets.triage.models import Category

MATTERS_EACH = 3
ARTICLES = 6
OPEN_ROWS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    categories = list(Category.objects.offered())
    texts = ArticleText.objects.for_reader(
        request.user, language=supported(get_language()), at=now
    ).light()
    mine = Ticket.objects.visible_to(customer_of(request)).unfinished().for_list()
    needed_first = Case(When(state=State.WAITING_ON_CUSTOMER, then=0), default=1)
    context = {
        "matters": matters.frequent_for(request.user, categories, each=MATTERS_EACH),
        "urgent": matters.urgent_of(categories),
        "articles": [
            {"url": text.get_absolute_url(), "title": text.title}
            for text in texts.first_of_each_section(1).in_reading_order()[:ARTICLES]
        ],
        "rows": presenting.rows_of(mine.order_by(needed_first, "-updated_at")[:OPEN_ROWS], at=now),
    }
    return render(request, "public/home.html", context)
