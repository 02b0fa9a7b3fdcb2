"""What was asked and not answered: searches without result, and what the assistant had to pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Left

from knowledge_base.articles.choices import Language
from knowledge_base.assistant.corrections import Correction, Verdict
from knowledge_base.assistant.models import DialogueQuerySet, Turn
from knowledge_base.assistant.replies import Reason, ReplyKind
from knowledge_base.feedback.models import SearchMiss
from knowledge_base.feedback.recording import MAX_CHARACTERS, without_traces
from knowledge_base.language.segmenting import has_han

PASSED_ON = (Reason.NOT_UNDERSTOOD.value, Reason.UNSURE.value)
"""Why the assistant hands a question over that an article might have answered."""
SHORTEST, SHORTEST_HAN = 3, 2
"""Fewer characters ask nothing."""


@dataclass(slots=True)
class Asked:
    """One text: how often it was asked in the days that count, how often in as many before."""

    text: str
    language: str
    times: int = 0
    before: int = 0
    searched: int = 0
    """Of ``times``, those typed into the search."""


def unanswered(*, at: datetime, days: int, talks: DialogueQuerySet) -> list[Asked]:
    """Return what was asked in the ``days`` before ``at`` or in as many before, most often first.

    Of talks those of ``talks`` alone: whoever reads proposals reads words of theirs. The same words
    of two people are one text. Nothing of it leads to a person: mail addresses and numbers are
    blotted out (``feedback.recording.without_traces``).
    """
    found: dict[str, Asked] = {}
    for text, language, lately, times, searched in (*_searches(at, days), *_talks(at, days, talks)):
        if len(text) < (SHORTEST_HAN if has_han(text) else SHORTEST):
            continue
        asked = found.setdefault(text, Asked(text, language))
        if lately:
            asked.times += times
            asked.searched += times if searched else 0
        else:
            asked.before += times
    return sorted(found.values(), key=lambda one: (-one.times, -one.before, one.text))


Row = tuple[str, str, bool, int, bool]
"""Text, language, whether in the days that count, how often, whether it was searched for."""


def _searches(at: datetime, days: int) -> Iterator[Row]:
    day = at.astimezone(UTC).date()
    lately, since = day - timedelta(days=days), day - timedelta(days=2 * days)
    rows = SearchMiss.objects.filter(day__gt=since, day__lte=day).order_by()
    counted = rows.values("text", "language").annotate(
        times=Sum("count", filter=Q(day__gt=lately), default=0),
        before=Sum("count", filter=Q(day__lte=lately), default=0),
    )
    for row in counted:
        yield row["text"], row["language"], True, row["times"], True
        yield row["text"], row["language"], False, row["before"], True


def _talks(at: datetime, days: int, talks: DialogueQuerySet) -> Iterator[Row]:
    span = timedelta(days=days)
    said_none = Correction.objects.standing().filter(turn=OuterRef("pk"), verdict=Verdict.NONE)
    missed = (
        Turn.objects.filter(at__gt=at - 2 * span, at__lte=at)
        # Known by an index, as the turns are not.
        .filter(dialogue__in=talks.filter(last_at__gt=at - 2 * span))
        .filter(
            Q(kind=ReplyKind.HAND_OFF, because__reason__in=PASSED_ON)
            | Q(kind=ReplyKind.ANSWER, helpful=False)
            | Exists(said_none)
        )
        .order_by()
        .annotate(asked=Left("text", MAX_CHARACTERS))
    )
    for text, moment, language in missed.values_list("asked", "at", "dialogue__language"):
        spoken = Language.CHINESE.value if has_han(text) else str(language)
        yield without_traces(text), spoken, moment > at - span, 1, False
