"""What the assistant's threshold does: how much it answers, and how often rightly.

Of what it really answered: what staff said of it, and what customers voted. While that is too
little, of the example questions too, each asked for without itself; that is told apart, since
examples are nobody's questions, and the confidence was learned from them.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from knowledge_base.articles.choices import Audience, Language
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import Turn
from knowledge_base.assistant.replies import ReplyKind
from knowledge_base.language.confidence import Tried
from knowledge_base.search.index import index_for
from tickets.insight.uncertainty import SMALL_SAMPLE, wilson

STEPS = tuple(range(5, 100, 5))
LOOKED_BACK = dt.timedelta(days=180)
MOST = 5_000
"""So many of the latest questions and verdicts are counted."""


@dataclass(frozen=True, slots=True)
class Point:
    """At the threshold ``percent``: ``coverage`` and ``precision`` as shares, None where unknown.

    ``cases`` stand behind the precision, which lies between ``low`` and ``high`` with 95 %.
    ``wrongly``: of questions that nothing answers, the share that would be answered; None where
    nobody knows of such questions.
    """

    percent: int
    coverage: float | None
    precision: float | None
    cases: int
    low: float | None = None
    high: float | None = None
    wrongly: float | None = None

    @property
    def is_few(self) -> bool:
        return self.cases < SMALL_SAMPLE


@dataclass(frozen=True, slots=True)
class Curve:
    """``asked``: questions that coverage is of; ``judged``: those of which somebody said so."""

    points: tuple[Point, ...]
    asked: int
    judged: int

    @property
    def is_few(self) -> bool:
        return self.judged < SMALL_SAMPLE


def of_talks(*, at: dt.datetime) -> Curve:
    """Return the curve of what customers asked lately. Three queries.

    What staff had taught of the very question counts nowhere: no threshold decides on it.
    """
    asked = Turn.objects.filter(confidence__isnull=False, because__articles__taught=False)
    latest = asked.filter(at__gte=at - LOOKED_BACK).order_by("-pk")
    confidences = list(latest.values_list("confidence", flat=True)[:MOST])
    said = Correction.objects.standing().filter(turn=OuterRef("pk"))
    votes = latest.filter(~Exists(said), kind=ReplyKind.ANSWER, helpful__isnull=False)
    judged = [
        *votes.values_list("confidence", "helpful")[:MOST],
        *(
            (one.confidence, one.was_right)
            for one in Correction.objects.judged(since=at - LOOKED_BACK).order_by("-at")[:MOST]
        ),
    ]
    # None stands in neither column: the queries ask for what is there.
    known = [(float(sure or 0), bool(right)) for sure, right in judged]
    return _curve([float(sure or 0) for sure in confidences], known)


def of_examples(*, at: dt.datetime) -> Curve | None:
    """Return the curve of the example questions; None while the articles are being read."""
    tried: list[Tried] = []
    for language in Language.values:
        index = index_for(frozenset(Audience.values), at=at, language=language)
        if not index.is_ready:
            return None
        tried += index.tried()
    known = [(one.confidence, one.right) for one in tried if one.is_known]
    unknown = [one.confidence for one in tried if not one.is_known]
    return _curve([sure for sure, _right in known], known, unknown)


def _curve(
    asked: Sequence[float], judged: Sequence[tuple[float, bool]], unknown: Sequence[float] = ()
) -> Curve:
    points = []
    for percent in STEPS:
        answered = _from(percent)
        rights = [right for sure, right in judged if answered(sure)]
        precision = sum(rights) / len(rights) if rights else None
        low, high = wilson(precision, len(rights)) if precision is not None else (None, None)
        points.append(
            Point(
                percent,
                _share(asked, answered),
                precision,
                len(rights),
                low,
                high,
                _share(unknown, answered),
            )
        )
    return Curve(tuple(points), len(asked), len(judged))


def _from(percent: int) -> Callable[[float], bool]:
    return lambda sure: sure >= percent / 100


def _share(confidences: Sequence[float], answered: Callable[[float], bool]) -> float | None:
    return sum(map(answered, confidences)) / len(confidences) if confidences else None
