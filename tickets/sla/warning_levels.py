"""At which levels a promise warns, and what follows from each, as staff configured it."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from tickets.lifecycle import configuration
from tickets.sla.choices import FULL, Consequence
from tickets.sla.models import WarningLevel


@dataclass(frozen=True, slots=True)
class Level:
    """One level, in percent of the target: what follows from it, and to whom a mail when."""

    percent: int
    consequences: tuple[Consequence, ...] = ()
    move_to_id: int | None = None
    mail_after: dt.timedelta = dt.timedelta()


FIRST = (
    Level(50),
    Level(80, (Consequence.NOTIFY,), mail_after=dt.timedelta(minutes=5)),
    Level(FULL, (Consequence.NOTIFY, Consequence.CALL), mail_after=dt.timedelta(minutes=5)),
)
"""What a desk begins with; the presets write it down as rows, for staff to change."""


def levels_for(policy_id: int | None) -> tuple[Level, ...]:
    """Return the levels of the promises of a policy, rising; the last is 100 %. Remembered.

    Those of the policy's own if it has any, else those of the desk.
    """
    known = configuration.remembered("warning levels", _read)
    return known.get(policy_id) or known.get(None) or FIRST


def percents(policy_id: int | None) -> list[int]:
    """Return the levels as a clock keeps them."""
    return [level.percent for level in levels_for(policy_id)]


def level_at(policy_id: int | None, percent: int) -> Level:
    """Return what follows from passing ``percent``; nothing for a level that staff took away."""
    found = [level for level in levels_for(policy_id) if level.percent == percent]
    return found[0] if found else Level(percent)


def load() -> None:
    """Write the levels that a desk begins with, unless it has some of its own. Idempotent."""
    if WarningLevel.objects.filter(policy=None).exists():
        return
    WarningLevel.objects.bulk_create(
        WarningLevel(
            level=level.percent,
            notify=Consequence.NOTIFY in level.consequences,
            call_supervisor=Consequence.CALL in level.consequences,
        )
        for level in FIRST
    )


def _read() -> dict[int | None, tuple[Level, ...]]:
    rows: dict[int | None, list[Level]] = defaultdict(list)
    for row in WarningLevel.objects.order_by("level"):
        rows[row.policy_id].append(_level(row))
    return {policy_id: _to_the_end(levels) for policy_id, levels in rows.items()}


def _to_the_end(levels: list[Level]) -> tuple[Level, ...]:
    """Add 100 %, at which a promise breaks whether it is told or not."""
    return (*levels, *([] if levels[-1].percent == FULL else [Level(FULL)]))


def _level(row: WarningLevel) -> Level:
    wanted = {
        Consequence.RAISE_TIER: row.raise_tier,
        Consequence.MOVE: row.move_to_id is not None,
        Consequence.NOTIFY: row.notify,
        Consequence.CALL: row.call_supervisor,
    }
    return Level(
        row.level,
        tuple(consequence for consequence in Consequence if wanted[consequence]),
        row.move_to_id,
        row.mail_after,
    )
