"""What the search learns from people: questions that an article answers, and what is of use."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, Sum

from consignment.models import User
from knowledge_base.articles.models import Article
from knowledge_base.articles.relating import read_on
from knowledge_base.feedback.models import ReadNext, Vote
from knowledge_base.feedback.reading import COUNTED
from knowledge_base.search.models import MAX_EXAMPLE, ArticleUse, ExampleQuestion

FEWEST_READERS = 3
"""So few going the same way may have done so by chance."""


def confirm(
    article: Article,
    text: str,
    *,
    language: str,
    source: str,
    by: User | None,
    at: datetime,
) -> ExampleQuestion | None:
    """Keep ``text`` as a question that ``article`` answers; the next search knows it.

    Returns the row, which may have been there; None where ``text`` has no words.
    """
    question = " ".join(text.replace("\x00", " ").split())[:MAX_EXAMPLE]
    if not question:
        return None
    example, _ = ExampleQuestion.objects.get_or_create(
        article=article,
        language=language,
        text=question,
        defaults={"source": source, "by": by, "at": at},
    )
    return example


def reckon_use(linked: Mapping[UUID, int], *, at: datetime) -> int:
    """Reckon anew of what use each article was: ``linked`` says how often agents linked to it.

    Votes are counted as the help page counts them. Returns the number of articles of any use.
    """
    lately = Vote.objects.filter(at__gte=at - COUNTED, at__lte=at).order_by()
    votes = {
        article: (yes, no)
        for article, yes, no in lately.values("article")
        .annotate(yes=Count("pk", filter=Q(helped=True)), no=Count("pk", filter=Q(helped=False)))
        .values_list("article", "yes", "no")
    }
    known = Article.objects.filter(pk__in=votes.keys() | linked.keys())
    rows = [
        ArticleUse(
            article_id=article,
            linked=linked.get(article, 0),
            helped=votes.get(article, (0, 0))[0],
            did_not_help=votes.get(article, (0, 0))[1],
        )
        for article in known.order_by().values_list("pk", flat=True)
    ]
    with transaction.atomic():
        ArticleUse.objects.all().delete()
        ArticleUse.objects.bulk_create(rows, batch_size=1_000)
    return len(rows)


def reckon_reading(*, at: datetime) -> int:
    """Reckon anew where readers go on to; counts of the last months, of nobody in particular.

    Returns the number of ways.
    """
    since = (at - COUNTED).date().replace(day=1)
    counts = ReadNext.objects.filter(month__gte=since).order_by().values("article", "other")
    times = {
        (article, other): number
        for article, other, number in counts.annotate(times=Sum("count")).values_list(
            "article", "other", "times"
        )
    }
    whole: dict[UUID, int] = {}
    for (article, _other), number in times.items():
        whole[article] = whole.get(article, 0) + number
    shares = {
        pair: number / whole[pair[0]] for pair, number in times.items() if number >= FEWEST_READERS
    }
    with transaction.atomic():
        read_on(shares)
    return len(shares)
