"""Articles that agents link to in what they send: whether the customer can open them, and which.

The help centre knows no tickets; what was linked where is kept here, for whoever learns from it.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge_base.addresses import Address
from knowledge_base.articles.choices import Language
from knowledge_base.articles.models import ArticleText
from tickets.conversation.models import Message
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.models import Ticket

MOST = 20
"""So many links of one message are looked at."""


class LinkedArticle(models.Model):
    """An article that an agent linked to in a message."""

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="linked_articles")
    message = models.ForeignKey("tickets.Message", models.CASCADE, related_name="linked_articles")
    article = models.ForeignKey("knowledge_base.Article", models.CASCADE, related_name="+")
    author = models.ForeignKey(
        "consignment.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(gettext_lazy("language"), max_length=10, choices=Language.choices)
    at = models.DateTimeField(gettext_lazy("when"))

    objects: ClassVar[models.Manager["LinkedArticle"]]

    class Meta:
        verbose_name = gettext_lazy("linked article")
        verbose_name_plural = gettext_lazy("linked articles")
        constraints = [
            models.UniqueConstraint(
                fields=["message", "article"], name="linked_article_once_a_message"
            )
        ]
        indexes = [models.Index(fields=["article", "at"], name="linked_article_of")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True, slots=True)
class Found:
    """An article of ours that a text links to, in the text its customer will see."""

    text: ArticleText
    language: str


def url_of(slug: str, language: str) -> str:
    """Return the whole address of an article in ``language``."""
    return Address("article", slug).url(language)


def readable(ticket: Ticket, *, at: dt.datetime) -> models.QuerySet[ArticleText]:
    """Return what the customer of ``ticket`` may read, each article once, in their language."""
    return ArticleText.objects.for_reader(ticket.requester, language=ticket.language, at=at)


def articles_in(body: str, ticket: Ticket, *, at: dt.datetime) -> list[Found]:
    """Return the articles that ``body`` links to; no query where it links to none.

    Raises TextRefused for one that the customer could not open: withdrawn, or not for them.
    """
    named = _named(body)
    if not named:
        return []
    texts = {t.article.slug: t for t in readable(ticket, at=at).filter(article__slug__in=named)}
    if closed := [slug for slug in named if slug not in texts]:
        why = _("The customer cannot open this article: %(articles)s. Take the link out.")
        raise TextRefused(why % {"articles": ", ".join(closed)}, "closed_article")
    return [
        Found(texts[slug], language or texts[slug].language) for slug, language in named.items()
    ]


def record(message: Message, found: list[Found]) -> None:
    """Note what ``message`` links to. Caller holds the ticket lock."""
    LinkedArticle.objects.bulk_create(
        LinkedArticle(
            ticket_id=message.ticket_id,
            message=message,
            article_id=one.text.article_id,
            author_id=message.author_id,
            language=one.language,
            at=message.at,
        )
        for one in found
    )


def _named(body: str) -> dict[str, str]:
    """Return the slugs of the articles that ``body`` links to, each with the language named."""
    start = re.escape(f"{settings.SITE_URL}{Address('home').path()}")
    languages = "|".join(Language.values)
    link = re.compile(rf"{start}(?:({languages})/)?articles/([-a-zA-Z0-9_]+)")
    return {slug: language for language, slug in link.findall(body)[:MOST]}
