"""What the votes say of articles."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from knowledge_base.articles.models import ArticleTextQuerySet

COUNTED = timedelta(days=90)
"""Older votes were for older words, and for the questions of another season."""


def most_helpful(texts: ArticleTextQuerySet, *, at: datetime, limit: int) -> ArticleTextQuerySet:
    """Return those of ``texts`` that helped most readers lately, best first; one query."""
    lately = Q(article__votes__helped=True, article__votes__at__gte=at - COUNTED)
    return (
        texts.filter(lately)
        .annotate(helped=Count("article__votes"))
        .order_by("-helped", "article_id")[:limit]
    )
