"""The geometry of the pictures, in percent of their width and height. Pure.

The pictures are SVG without a size of their own: lines stretch with the page, words never do.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tickets.insight.uncertainty import Interval

TOP, BOTTOM = 6.0, 94.0
"""Where the picture begins and ends: what is thick must not be cut off."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """From which value to which the picture reaches."""

    low: float
    high: float

    def y(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(BOTTOM - (BOTTOM - TOP) * share, 2)

    def x(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(2 + 96 * share, 2)


@dataclass(frozen=True, slots=True)
class Line:
    """A trend. ``lines`` are the stretches without a gap and ``bands`` their intervals, as points
    of SVG in a box of 100 by 100; ``dots`` stand alone between gaps, ``last`` is the end.
    """

    lines: tuple[str, ...]
    bands: tuple[str, ...]
    dots: tuple[Place, ...]
    last: Place | None
    target_y: float | None
    xs: tuple[float, ...]
    width: float

    @property
    def target_label_y(self) -> float | None:
        """Where the target's name stands: on the side of its line where the trend does not end,
        if there is room.
        """
        if self.target_y is None:
            return None
        ends_above = self.last is not None and self.last[1] < self.target_y
        below = self.target_y <= 20 or (ends_above and self.target_y <= 84)
        return self.target_y + 14 if below else self.target_y - 3


def share_scale(values: Sequence[float | None], target: float | None) -> Scale:
    """Return a scale for shares: up to 100, and from the ten below whatever is lowest."""
    known = [value for value in (*values, target) if value is not None]
    low = math.floor(min(known, default=0.0) / 10) * 10 - 10
    return Scale(max(0.0, min(low, 80.0)), 100.0)


def size_scale(values: Sequence[float | None], target: float | None) -> Scale:
    """Return a scale from nothing to the largest of values and target."""
    known = [value for value in (*values, target) if value is not None]
    return Scale(0.0, max([*known, 1e-9]) * 1.05)


def line(
    values: Sequence[float | None],
    *,
    scale: Scale,
    target: float | None = None,
    intervals: Sequence[Interval | None] = (),
) -> Line:
    """Return the trend of ``values``, oldest first; None leaves a gap."""
    step = 96 / max(1, len(values) - 1)
    xs = tuple(round(2 + place * step, 2) for place in range(len(values)))
    runs: list[list[int]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place)
    at = [
        None if value is None else (x, scale.y(value)) for x, value in zip(xs, values, strict=True)
    ]
    dots = [at[run[0]] for run in runs if len(run) == 1]
    known = [place for place in at if place is not None]
    return Line(
        lines=tuple(_points(at[place] for place in run) for run in runs if len(run) > 1),
        bands=tuple(_band(run, xs, scale, intervals) for run in runs if len(run) > 1 and intervals),
        dots=tuple(dot for dot in dots if dot is not None),
        last=known[-1] if known else None,
        target_y=None if target is None else scale.y(target),
        xs=xs,
        width=round(step, 2),
    )


def _band(
    run: Sequence[int], xs: Sequence[float], scale: Scale, intervals: Sequence[Interval | None]
) -> str:
    sure = [(xs[place], found) for place in run if (found := intervals[place]) is not None]
    upper = [(x, scale.y(high)) for x, (_, high) in sure]
    lower = [(x, scale.y(low)) for x, (low, _) in reversed(sure)]
    return _points([*upper, *lower])


def _points(places: object) -> str:
    return " ".join(f"{place[0]},{place[1]}" for place in places if place)  # type: ignore[attr-defined]
