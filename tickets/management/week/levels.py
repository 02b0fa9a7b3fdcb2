"""What the week says about the levels."""

import datetime as dt

from tickets.insight.levels.models import LevelRule
from tickets.insight.levels.reckoning import reckon

FEWEST = 10
"""A week of a small desk has few contacts of each kind."""


def judge_levels(*, now: dt.datetime) -> None:
    """Propose other levels as the night would, of fewer contacts."""
    LevelRule.objects.update(fewest=FEWEST)
    reckon(at=now)
