"""What is shown of figures: words, pictures, and the address of what lies behind each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consignment.languages import in_language
from consignment.models import User
from tickets.admin.desk.dashboard.asked import Asked
from tickets.admin.desk.dashboard.charts import Line, Scale, line, share_scale, size_scale
from tickets.admin.desk.dashboard.said import between, change, day, said
from tickets.insight.cube import Key
from tickets.insight.dashboards import Part, Promise
from tickets.insight.figures import Figure, interval, reached
from tickets.insight.measures import MEASURES, Aim, Measure, Unit
from tickets.insight.models import MeasureKey
from tickets.insight.uncertainty import SMALL_SAMPLE, Interval
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.staff.models import Agent
from tickets.triage.models import Category

LARGEST = 8
"""So many parts of a figure are shown on the dashboard; the page of the measure has them all."""


@dataclass(frozen=True, slots=True)
class Day:
    """A point of a trend, with the address of its tickets; ``x`` is where it stands, in percent."""

    words: str
    iso: str
    value: str
    count: int
    url: str
    left: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is read."""

    figure: Figure
    value: str
    target: str
    change: str
    better: str
    interval: str
    standing: str
    chart: Line
    low: str
    high: str
    days: list[Day]
    url: str
    tickets: str
    missed: str
    csv: str


@dataclass(frozen=True, slots=True)
class Row:
    """One part of a figure in a picture of parts: a dot, its interval and the target."""

    name: str
    value: str
    count: int
    small: bool
    x: float | None
    low_x: float
    high_x: float
    target_x: float | None
    interval: str
    standing: str
    url: str
    chart: Line | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A figure by one feature; ``more`` parts are not among ``rows``."""

    name: str
    title: str
    rows: list[Row]
    more: int


class Names:
    """What the values of features are called. Read once for a page: two queries."""

    def __init__(self, asked: Asked) -> None:
        queues = asked.scope.queues
        self.categories = list(
            Category.objects.filter(queue__in=queues).order_by("position", "key")
        )
        self.agents = list(Agent.objects.select_related("user").order_by("user__name", "id"))
        self._names: dict[str, dict[Key, str]] = {
            "category": {c.pk: in_language(c, "name") for c in self.categories},
            "agent": {a.pk: str(a) for a in self.agents},
            "tier": {tier.value: str(tier.label) for tier in Tier},
            "lane": {lane.value: str(lane.label) for lane in Lane},
            "channel": {channel.value: str(channel.label) for channel in Channel},
            "language": {tag.value: str(tag.label) for tag in User.Language},
        }
        self._keys = {c.pk: c.key for c in self.categories}

    def of(self, feature: str, value: Key) -> str:
        if feature == "agent" and value is None:
            return _("Nobody")
        return self._names[feature].get(value, str(value))

    def written(self, feature: str, value: Key) -> str | None:
        """Return ``value`` as an address holds it; None when no address asks for it."""
        if value is None:
            return None
        return self._keys.get(value) if feature == "category" else str(value)  # type: ignore[arg-type]


def titles() -> dict[str, str]:
    return {
        "category": _("By category"),
        "lane": _("By lane"),
        "channel": _("By channel"),
        "language": _("By language"),
        "tier": _("By tier"),
        "agent": _("By agent"),
    }


def shown(figure: Figure, asked: Asked, *, banded: bool = False) -> Shown:
    """Return ``figure`` with its picture; ``banded``: with the interval of each day."""
    measure, key = figure.measure, figure.key.value
    values = [point.value for point in figure.trend]
    target = None if figure.target is None else float(figure.target)
    scale = scale_of(measure, values, target)
    chart = line(
        values,
        scale=scale,
        target=target,
        intervals=[point.interval for point in figure.trend] if banded else (),
    )
    return Shown(
        figure=figure,
        value=said(figure.value, figure.unit),
        target="" if target is None else said(target, figure.unit),
        change=change(figure),
        better={True: "good", False: "bad", None: "quiet"}[figure.better],
        interval=between(figure.interval, figure.unit),
        standing=standing(measure, figure.value, target, figure.interval),
        chart=chart,
        low=said(scale.low, figure.unit),
        high=said(scale.high, figure.unit),
        days=[
            Day(
                words=day(point.day),
                iso=point.day.isoformat(),
                value=said(point.value, figure.unit),
                count=point.count,
                url=tickets_url(key, asked, **one_day(point.day.isoformat())),
                left=round(x - chart.width / 2, 2),
            )
            for point, x in zip(figure.trend, chart.xs, strict=True)
        ],
        url=f"{reverse('admin:desk_measure', args=[key])}?{asked.query()}",
        tickets=tickets_url(key, asked),
        missed=""
        if measure.speaking_against(figure.target) is None
        else tickets_url(key, asked, missed="on"),
        csv=f"{reverse('admin:desk_measure_csv', args=[key])}?{asked.query(what='days')}",
    )


def split(
    name: str,
    parts: Sequence[Part],
    measure: Measure,
    *,
    target: float | None,
    asked: Asked,
    names: Names,
    visible: Callable[[Key], bool] = lambda value: True,
    most: int = LARGEST,
) -> Split:
    """Return a figure by the feature ``name``; with the trend of each part, if it has one."""
    known = [part for part in parts if visible(part.value)]
    shown_parts = known[:most]
    values = [part.tally.value(measure) for part in shown_parts]
    intervals = [interval(measure, part.tally) for part in shown_parts]
    ends = [end for some in intervals if some and measure.unit is Unit.SHARE for end in some]
    scale = scale_of(measure, [*values, *ends], target)
    trends = [point.value for part in shown_parts for point in part.points]
    trend_scale = scale_of(measure, trends, target)
    rows = []
    for part, value, sure in zip(shown_parts, values, intervals, strict=True):
        rows.append(
            Row(
                name=names.of(name, part.value),
                value=said(value, measure.unit),
                count=part.tally.count,
                small=part.tally.count < SMALL_SAMPLE and measure.unit is not Unit.COUNT,
                x=None if value is None else scale.x(value),
                low_x=scale.x(sure[0]) if sure else 0,
                high_x=scale.x(sure[1]) if sure else 0,
                target_x=None if target is None else scale.x(target),
                interval=between(sure, measure.unit),
                standing=standing(measure, value, target, sure),
                url=_part_url(name, part.value, measure, asked, names),
                chart=line([p.value for p in part.points], scale=trend_scale, target=target)
                if part.points
                else None,
            )
        )
    return Split(name, titles()[name], rows, len(known) - len(rows))


def promise_rows(promise: Promise, asked: Asked) -> list[Row]:
    """Return how a kind of promise was kept in each lane."""
    measure = MEASURES[promise.key]
    target = None if promise.target is None else float(promise.target)
    scale = Scale(0.0, 100.0)
    rows = []
    for lane, tally in promise.lanes.items():
        value, sure = tally.value(measure), interval(measure, tally)
        rows.append(
            Row(
                name=str(lane.label),
                value=said(value, measure.unit),
                count=tally.count,
                small=0 < tally.count < SMALL_SAMPLE,
                x=None if value is None else scale.x(value),
                low_x=scale.x(sure[0]) if sure else 0,
                high_x=scale.x(sure[1]) if sure else 0,
                target_x=None if target is None else scale.x(target),
                interval=between(sure, measure.unit),
                standing=standing(measure, value, target, sure),
                url=tickets_url(promise.key.value, asked, lane=lane.value),
            )
        )
    return rows


def scale_of(measure: Measure, values: Sequence[float | None], target: float | None) -> Scale:
    if measure.unit is Unit.SHARE and measure.aim is not Aim.LOW:
        return share_scale(values, target)
    return size_scale(values, target)


def standing(
    measure: Measure, value: float | None, target: float | None, sure: Interval | None
) -> str:
    """Return how a figure stands to its target: "on", "off", or "unsure" when it misses the target
    by less than chance may; "none" without one of both.
    """
    if value is None or target is None:
        return "none"
    if reached(measure, value, target):
        return "on"
    low, high = sure or (value, value)
    return "unsure" if low <= target <= high else "off"


def tickets_url(key: str | MeasureKey, asked: Asked, **more: Any) -> str:
    return f"{reverse('admin:desk_measure_tickets', args=[str(key)])}?{asked.query(**more)}"


def one_day(iso: str) -> dict[str, str | None]:
    """Return the wishes that ask for one day alone."""
    return {"from": iso, "to": iso, "days": None}


def _part_url(name: str, value: Key, measure: Measure, asked: Asked, names: Names) -> str:
    written = names.written(name, value)
    if written is None:
        return ""
    more: dict[str, Any] = {name: written}
    if name == "agent":
        more |= {"who": None, "team": None}
    return tickets_url(measure.key.value, asked, **more)
