"""The geometry of a trend: one small picture, drawn by the server. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 240, 64, 4


@dataclass(frozen=True, slots=True)
class Trend:
    """A line in a box of ``width`` by ``height``. ``lines`` are the stretches without a gap, as
    points of SVG; ``dots`` stand alone between two gaps; ``target_y`` is the height of the target.
    """

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    last: tuple[float, float] | None
    target_y: float
    width: int = WIDTH
    height: int = HEIGHT


def draw(values: Sequence[float | None], *, target: float, top: float | None = None) -> Trend:
    """Return the trend of ``values``, oldest first, on a scale from 0 to ``top``.

    Without ``top`` the scale ends above the largest of values and target. None leaves a gap.
    """
    known = [value for value in values if value is not None]
    top = top or max([*known, target, 1e-9]) * 1.1
    step = (WIDTH - 2 * MARGIN) / max(1, len(values) - 1)

    def place(index: int, value: float) -> tuple[float, float]:
        inner = HEIGHT - 2 * MARGIN
        return round(MARGIN + index * step, 1), round(MARGIN + inner * (1 - value / top), 1)

    runs: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place(index, value))
    points = [point for run in runs for point in run]
    return Trend(
        lines=tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        last=points[-1] if points else None,
        target_y=place(0, target)[1],
    )
