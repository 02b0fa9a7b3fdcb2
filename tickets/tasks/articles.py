"""Let the help centre learn what its articles are used for: how often agents link to them, what
helped, where readers go on to; and what is asked that no article answers."""

import datetime as dt
from typing import Any

from celery import shared_task
from django.db.models import Count
from django.utils import timezone

from knowledge_base import learning
from tickets.conversation.linked_articles import LinkedArticle
from tickets.insight.talks import propose_articles

LATELY = dt.timedelta(days=90)


@shared_task(name="tickets.tasks.articles.reckon_use", queue="slow", ignore_result=True)
def reckon_use(**kwargs: Any) -> None:
    """Count links, votes and ways of the last weeks."""
    at = timezone.now()
    rows = LinkedArticle.objects.filter(at__gte=at - LATELY).order_by().values("article")
    tickets = rows.annotate(tickets=Count("ticket", distinct=True))
    learning.reckon_use(dict(tickets.values_list("article", "tickets")), at=at)
    learning.reckon_reading(at=at)


@shared_task(name="tickets.tasks.articles.propose", queue="slow", ignore_result=True)
def propose(**kwargs: Any) -> None:
    """Group what was searched and asked in vain, and propose articles."""
    propose_articles(at=timezone.now())
