"""Which levels promises have passed, and what followed: for the pages that show it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from consignment.compiled import Compiled
from tickets.sla.choices import Consequence
from tickets.sla.models import Alert, ClockWarning, WarningAct


@dataclass(frozen=True, slots=True)
class Act:
    """A consequence and what became of it: see ``WarningAct``. ``told`` are people's names."""

    consequence: Consequence
    outcome: str
    why: str
    data: dict[str, Any]
    queue: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A level that a clock passed, and its consequences in their order."""

    level: int
    reached_at: dt.datetime
    acts: tuple[Act, ...]


NAME = Coalesce(
    NullIf(F("agent__user__name"), Value("")), F("agent__user__email"), output_field=CharField()
)


def passed(clock_ids: Iterable[int]) -> dict[int, list[Passed]]:
    """Return what each clock has passed, the last first, by its id. One query."""
    ids = list(clock_ids)
    found: dict[int, list[Passed]] = defaultdict(list)
    for warning in _warnings(len(ids)).rows(*ids):
        done = tuple(map(_act, warning.rows))
        found[warning.clock_id].append(Passed(warning.level, warning.reached_at, done))
    return found


@lru_cache(maxsize=64)
def _warnings(count: int) -> Compiled[Any]:
    """Return the warnings of ``count`` clocks, asked for by their ids."""
    return Compiled(_warnings_of, *[int] * count)


def _warnings_of(*clock_ids: int) -> QuerySet[ClockWarning]:
    told = Alert.objects.filter(act=OuterRef("pk")).order_by("id").values_list(NAME)
    acts = WarningAct.objects.filter(clock=OuterRef("clock"), level=OuterRef("level"))
    written = acts.order_by("id").values(
        row=JSONObject(
            consequence=F("consequence"),
            outcome=F("outcome"),
            why=F("why"),
            data=F("data"),
            queue=F("move_to__name"),
            told=ArraySubquery(told),
        )
    )
    rows = ClockWarning.objects.filter(clock__in=clock_ids).order_by("-level")
    return rows.annotate(rows=ArraySubquery(written))


def _act(row: dict[str, Any]) -> Act:
    return Act(
        Consequence(row["consequence"]),
        row["outcome"],
        row["why"],
        row["data"],
        row["queue"] or "",
        tuple(row["told"]),
    )
