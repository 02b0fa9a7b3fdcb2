"""The parts of the dashboard as its templates show them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from consignment.languages import in_language
from consignment.models import User
from tickets.admin.desk.dashboard.asked import Asked
from tickets.admin.desk.dashboard.charts import line, size_scale
from tickets.admin.desk.dashboard.said import day, said
from tickets.admin.desk.dashboard.shown import (
    Names,
    Split,
    promise_rows,
    shown,
    split,
    tickets_url,
)
from tickets.insight.backlog import AGES, Backlog
from tickets.insight.cube import Key
from tickets.insight.dashboards import Board
from tickets.insight.measures import MEASURES, Unit
from tickets.insight.models import MeasureKey
from tickets.insight.peaks import HOURS, Heat
from tickets.insight.peaks import WEEKDAYS as DAYS_OF_WEEK
from tickets.insight.uncertainty import median
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.staff.models import Team

SPEED = (
    MeasureKey.FIRST_RESPONSE,
    MeasureKey.FIRST_RESPONSE_MINUTES,
    MeasureKey.MAIL_RESPONSE_MINUTES,
)
SOLUTION = (
    MeasureKey.FIRST_CONTACT,
    MeasureKey.RESOLUTION,
    MeasureKey.RESOLUTION_MINUTES,
    MeasureKey.REOPENED,
    MeasureKey.REPEATED,
    MeasureKey.CHASED,
)
WORK = (
    MeasureKey.HANDLING_MINUTES,
    MeasureKey.CLEAR_AT_ONCE,
    MeasureKey.CLARIFYING_MINUTES,
    MeasureKey.CONTAINED,
)
GROUPS = (("category",), ("lane", "language"), ("agent",))
"""What stands beside each other under satisfaction, and what one under the other."""
SHADES = 6


@dataclass(frozen=True, slots=True)
class HeatCell:
    count: int
    shade: int
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: from where and how wide, in percent."""

    age: str
    count: int
    left: float
    width: float
    url: str


def of_board(
    board: Board, asked: Asked, names: Names, *, visible: Callable[[Key], bool]
) -> dict[str, Any]:
    """Return the context of the board's template."""
    figures = {key: shown(figure, asked) for key, figure in board.figures.items()}
    hero = board.figures[MeasureKey.SATISFACTION]
    target = None if hero.target is None else float(hero.target)
    response = MEASURES[MeasureKey.FIRST_RESPONSE_MINUTES]

    def parted(name: str) -> Split:
        return split(
            name,
            board.satisfaction[name],
            hero.measure,
            target=target,
            asked=asked,
            names=names,
            visible=visible if name == "agent" else lambda value: True,
        )

    goal = board.figures[response.key].target
    return {
        "satisfaction": shown(hero, asked, banded=True),
        "rated": figures[MeasureKey.RATED],
        "splits": [[parted(name) for name in group] for group in GROUPS],
        "speed": [figures[key] for key in SPEED],
        "median": said(_median(board), Unit.MINUTES),
        "channels": split(
            "channel",
            board.channels,
            response,
            target=None if goal is None else float(goal),
            asked=asked,
            names=names,
        ),
        "promises": [
            (
                MEASURES[promise.key].key.label,
                promise_rows(promise, asked),
                figures[promise.key].url,
            )
            for promise in board.promises
        ],
        "solution": [figures[key] for key in SOLUTION],
        "work": [figures[key] for key in WORK],
        "filed": figures[MeasureKey.FILED],
        "finished": figures[MeasureKey.FINISHED],
        "heat": heat_rows(board.heat, asked),
        "heat_hours": [f"{hour:02d}" for hour in HOURS],
        "heat_words": heat_words(board.heat),
        "heat_csv": f"{reverse('admin:desk_heat_csv')}?{asked.query()}",
        "backlog": board.backlog,
        "bars": bars(board.backlog, asked),
        "ages": [(key, words) for key, words, *_rest in AGES],
        "levels": levels(board),
        "backlog_links": {
            which: f"{reverse('admin:desk_backlog')}?{asked.query(which=which)}"
            for which in ("all", "nobody", "waiting", "late")
        },
        "review_links": {view: _reviews_url(view, asked) for view in ("due", "overdue")},
        "backlog_csv": f"{reverse('admin:desk_backlog_csv')}?{asked.query(what='days')}",
        "ages_csv": f"{reverse('admin:desk_backlog_csv')}?{asked.query(what='ages')}",
        "asked": asked,
    }


def _reviews_url(view: str, asked: Asked) -> str:
    """Return the list of the reviews that are counted: those due from whose figures are shown."""
    wishes = {"view": view, "agent": sorted(asked.scope.agents or ())}
    return f"{reverse('admin:desk_reviews')}?{urlencode(wishes, doseq=True)}"


def heat_rows(heat: Heat, asked: Asked) -> list[tuple[str, list[HeatCell]]]:
    """Return the rows of the map: a weekday and its 24 hours, each darker the more came."""
    most = heat.most or 1
    rows = []
    for weekday in DAYS_OF_WEEK:
        cells = []
        for hour in HOURS:
            count = heat.counts.get((weekday, hour), 0)
            cells.append(
                HeatCell(
                    count=count,
                    shade=-(-count * SHADES // most),
                    url=tickets_url(MeasureKey.FILED.value, asked, weekday=weekday, hour=hour),
                    name=f"{WEEKDAYS[weekday - 1]} {hour:02d}:00",
                )
            )
        rows.append((str(WEEKDAYS_ABBR[weekday - 1]), cells))
    return rows


def heat_words(heat: Heat) -> list[str]:
    """Name the peaks: which hours, and by how much."""
    said_peaks = [
        _("Weekdays from %(since)d to %(until)d: %(times)s times the usual.")
        % {
            "since": peak.since,
            "until": peak.until,
            "times": number_format(peak.times, decimal_pos=1),
        }
        for peak in heat.peaks
    ]
    if heat.weekend is not None:
        sign = "+" if heat.weekend >= 0 else "−"
        said_peaks.append(
            _("A day of the weekend against a weekday: %(sign)s%(n)s %%.")
            % {"sign": sign, "n": number_format(abs(heat.weekend), decimal_pos=0)}
        )
    return said_peaks


def bars(backlog: Backlog, asked: Asked) -> list[tuple[str, int, list[Piece]]]:
    """Return a bar for each tier, its pieces by age, all on one scale."""
    longest = backlog.longest or 1
    found = []
    for tier in Tier:
        left, pieces = 0.0, []
        for key, *_rest in AGES:
            count = backlog.ages.get((tier, key), 0)
            width = round(100 * count / longest, 2)
            url = f"{reverse('admin:desk_backlog')}?{asked.query(tier=tier.value, age=key)}"
            pieces.append(Piece(key, count, round(left, 2), width, url))
            left += width
        found.append((str(tier.label), backlog.of_tier(tier), pieces))
    return found


def levels(board: Board) -> dict[str, Any] | None:
    """Return the picture of how much lay unfinished at the end of each day."""
    if not board.levels:
        return None
    values = [float(level) for _day, level in board.levels]
    scale = size_scale(values, None)
    return {
        "chart": line(values, scale=scale),
        "high": said(scale.high, Unit.COUNT),
        "days": [(day(at), said(level, Unit.COUNT)) for at, level in board.levels],
        "last": said(values[-1], Unit.COUNT),
    }


def csv_url(key: MeasureKey, asked: Asked, what: str) -> str:
    return f"{reverse('admin:desk_measure_csv', args=[key.value])}?{asked.query(what=what)}"


class Filters:
    """The fields of the filters: choices are read when a template asks for them."""

    def __init__(self, asked: Asked, names: Names, *, sees_agents: bool) -> None:
        self.asked = asked
        self.names = names
        self.sees_agents = sees_agents

    @cached_property
    def fields(self) -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
        """Return name, label and choices (value, words, chosen) of each."""
        names = self.names
        choices = {
            "category": (
                _("Category"),
                [(c.key, in_language(c, "name")) for c in names.categories],
            ),
            "tier": (_("Tier"), _choices(Tier)),
            "lane": (_("Lane"), _choices(Lane)),
            "channel": (_("Channel"), _choices(Channel)),
            "language": (_("Language"), _choices(User.Language)),
        }
        if self.sees_agents:
            teams = Team.objects.order_by("name").values_list("key", "name")
            choices["team"] = (_("Team"), list(teams))
            choices["agent"] = (_("Agent"), [(str(a.pk), str(a)) for a in names.agents])
        wishes = self.asked.wishes
        return [
            (name, label, [(value, words, wishes.get(name) == value) for value, words in some])
            for name, (label, some) in choices.items()
        ]

    @property
    def narrowed(self) -> bool:
        return bool(set(self.asked.wishes) - {"days", "from", "to", "who"})

    @property
    def cleared(self) -> str:
        away = dict.fromkeys(("category", "tier", "lane", "channel", "language", "team", "agent"))
        return f"?{self.asked.query(**away)}"


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in choices.choices]


def _median(board: Board) -> float | None:
    """Return the median first response beside its mean."""
    buckets = board.figures[MeasureKey.FIRST_RESPONSE_MINUTES].now.buckets
    return median(buckets) if buckets else None
