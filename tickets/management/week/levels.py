"""What the week says about the levels."""

import datetime as dt

from tickets.insight.levels.models import LevelRule
from tickets.insight.levels.reckoning import reckon

FEWEST, CERTAINTY = 10, 90
"""A week of a small desk has few contacts of each kind."""


def judge_levels(*, now: dt.datetime) -> None:
    """Propose other levels as the night would, of fewer contacts and less surely."""
    LevelRule.objects.update(fewest=FEWEST, certainty=CERTAINTY)
    reckon(at=now)
