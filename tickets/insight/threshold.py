"""What the assistant's threshold does: how much it answers, and how often rightly.

Of what it really answered: what staff said of it, and what customers voted. While that is too
little, of the example questions too, each asked for without itself; that is told apart, since
examples are nobody's questions, and the confidence was learned from them.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.db.models import Exists, OuterRef

from knowledge_base.articles.choices import Audience, Language
from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import Turn
from knowledge_base.assistant.replies import ReplyKind
from knowledge_base.language.confidence import Tried
from knowledge_base.search.index import fingerprint, index_for
from tickets.insight.uncertainty import SMALL_SAMPLE, wilson

STEPS = tuple(range(5, 100, 5))
LOOKED_BACK = dt.timedelta(days=180)
MOST = 5_000
"""So many of the latest questions and verdicts are counted."""
KEPT_FOR = dt.timedelta(days=7)
PAUSE = 1.0
"""Seconds between two looks whether the articles have been read."""


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
    """Return the curve of the example questions; None while it is being reckoned, beside.

    That takes seconds: every example is asked for anew. It is kept for all processes by what it was
    made of, so it is reckoned once after a change. Two queries.
    """
    made_of = f"threshold-of-examples:{fingerprint(at=at)}"
    kept: Curve | None = cache.get(made_of)
    if kept is None:
        with _starting:
            if made_of not in _reckoned:
                _reckoned.add(made_of)
                _beside(_reckon, made_of, at)
    return kept


_reckoned: set[str] = set()
"""What threads of this process reckon now."""
_starting = threading.Lock()


def _beside(run: Callable[..., None], *given: object) -> None:
    threading.Thread(target=run, args=given, name="threshold", daemon=True).start()


def _reckon(made_of: str, at: dt.datetime) -> None:
    try:
        while (curve := _tried(at=at)) is None:
            time.sleep(PAUSE)
        cache.set(made_of, curve, KEPT_FOR.total_seconds())
    finally:
        _reckoned.discard(made_of)
        connection.close()


def _tried(*, at: dt.datetime) -> Curve | None:
    """Return how the examples fared; None while articles are being read."""
    tried: list[Tried] = []
    for language in Language.values:
        index = index_for(frozenset(Audience.values), at=at, language=language)
        if not index.is_ready or index.renewal:
            return None
        index.settle()
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
