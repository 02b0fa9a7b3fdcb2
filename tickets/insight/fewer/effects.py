"""Whether it is asked less since it was built."""

import datetime as dt
from dataclasses import dataclass

from tickets.insight.fewer.models import ProductProposal
from tickets.insight.uncertainty import Change, difference_of_counts

WEEK = 7
LONGEST = 8 * WEEK
FEWEST = 6
"""Of five questions all lie on one side by chance in one case of sixteen."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How often it was asked in so many ``days`` before it was built, and in as many since.

    ``change`` is None where there were too few days to say; ``days`` are then those there are.
    """

    days: int
    before: int
    since: int
    change: Change | None

    @property
    def before_a_week(self) -> float:
        return self.before * WEEK / self.days

    @property
    def since_a_week(self) -> float:
        return self.since * WEEK / self.days


def effect(proposal: ProductProposal) -> Effect | None:
    """Return what became of it, as of the night when it was last counted; None if it is not built.

    The day on which it was built counts on neither side. As many days are held against each other,
    at most eight weeks: the last ones before it was built, and the last ones that were counted.
    """
    if proposal.built_on is None:
        return None
    # The day on which it was counted was not over.
    last = proposal.reckoned_at.astimezone(dt.UTC).date() - dt.timedelta(days=1)
    after = (last - proposal.built_on).days
    earlier = (proposal.built_on - proposal.counted_from).days
    days = max(0, min(after, earlier, LONGEST))
    if days < WEEK:
        return Effect(days, 0, 0, None)
    day, span = dt.timedelta(days=1), dt.timedelta(days=days)
    before = proposal.asked_between(proposal.built_on - span, proposal.built_on - day)
    since = proposal.asked_between(last - span + day, last)
    change = difference_of_counts(since, before)
    enough = before + since >= FEWEST
    return Effect(days, before, since, Change(change.by, clear=change.clear and enough))
