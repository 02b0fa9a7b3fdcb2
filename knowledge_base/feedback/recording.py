"""Record votes and searches without result."""

import re
from datetime import UTC, datetime

from django.db.models import F
from django.utils.crypto import salted_hmac

from consignment.models import User
from knowledge_base.articles.models import Article, Reader
from knowledge_base.feedback.models import ReadNext, SearchMiss, Vote
from knowledge_base.language.segmenting import normalise

MISSES_PER_DAY = 5_000
"""Different texts kept per day: who floods the search form fills no table."""
MAX_CHARACTERS = 200
_ADDRESS = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{2,}\d")


def voter(*, person: Reader, session_key: str | None) -> str:
    """Return the name under which a reader votes: of the account, else of the session.

    A digest under the site's key: it tells two voters apart and leads back to neither. Raises
    ValueError when there is neither.
    """
    if isinstance(person, User):
        return _digest("person", str(person.pk))
    if session_key:
        return _digest("session", session_key)
    raise ValueError("A vote needs an account or a session.")


def _digest(kind: str, value: str) -> str:
    return salted_hmac(f"knowledge_base.vote.{kind}", value, algorithm="sha256").hexdigest()


def vote(
    article: Article,
    *,
    voter: str,
    helped: bool,
    why: str = "",
    reason: str = "",
    language: str,
    at: datetime,
) -> Vote:
    """Record whether ``article`` helped ``voter``; a second vote replaces the first.

    ``why`` (of ``Why``) counts where it did not help.
    """
    row, _ = Vote.objects.update_or_create(
        article=article,
        voter=voter,
        defaults={
            "helped": helped,
            "why": "" if helped else why,
            "reason": reason.strip(),
            "language": language,
            "at": at,
        },
    )
    return row


def record_read_next(slug: str, other: Article, *, at: datetime) -> None:
    """Count that a reader came to ``other`` from the article at ``slug``; nothing else is kept."""
    month = at.astimezone(UTC).date().replace(day=1)
    came_from = Article.objects.filter(slug=slug).exclude(pk=other.pk).values_list("pk", flat=True)
    for article in came_from:
        same = ReadNext.objects.filter(article=article, other=other, month=month)
        if same.update(count=F("count") + 1):
            continue
        _, created = ReadNext.objects.get_or_create(article_id=article, other=other, month=month)
        if not created:
            same.update(count=F("count") + 1)


def record_miss(text: str, *, language: str, at: datetime) -> None:
    """Count a search that found nothing. Mail addresses and numbers are blotted out.

    Keeps ``MISSES_PER_DAY`` different texts per day (UTC); past that, only those count on.
    """
    wanted = without_traces(text)
    if not wanted:
        return
    day = at.astimezone(UTC).date()
    same = SearchMiss.objects.filter(text=wanted, language=language, day=day)
    if same.update(count=F("count") + 1):
        return
    if SearchMiss.objects.filter(day=day).count() >= MISSES_PER_DAY:
        return
    _, created = SearchMiss.objects.get_or_create(text=wanted, language=language, day=day)
    if not created:
        same.update(count=F("count") + 1)


def without_traces(text: str) -> str:
    """Return ``text`` normalised, without what could lead to a person or an order.

    >>> without_traces("Where is CO-20260412-0042?  jane@example.com")
    'where is co-#? @'
    """
    without_addresses = _ADDRESS.sub("@", normalise(text))
    return _NUMBER.sub("#", without_addresses)[:MAX_CHARACTERS].strip()
