"""What became of the figures after a level was changed."""

import datetime as dt
from dataclasses import dataclass

from tickets.insight.cube import Scope, tallies
from tickets.insight.levels.judging import Share
from tickets.insight.levels.models import LevelProposal
from tickets.insight.models import SLOT, MeasureKey
from tickets.insight.uncertainty import Change, difference_of_shares
from tickets.insight.windows import Period, Window, slot_of
from tickets.routing.models import Queue


@dataclass(frozen=True, slots=True)
class Effect:
    """One figure before and since; ``change`` is None while nothing has come since."""

    key: MeasureKey
    before: Share
    since: Share
    change: Change | None


def effects(proposal: LevelProposal, *, at: dt.datetime) -> list[Effect]:
    """Return what its figures have come to since it was accepted, of tickets as they are told
    apart by it. One query, and one for the queues.
    """
    if proposal.decided_at is None:
        return []
    before = {
        MeasureKey(one["what"]): Share(one["good"], one["count"])
        for one in proposal.evidence
        if one["what"] in MeasureKey.values
    }
    scope = Scope(
        frozenset(Queue.objects.values_list("pk", flat=True)),
        category=proposal.category_id,
        lane=proposal.lane or None,
        channel=proposal.channel or None,
    )
    begin = slot_of(proposal.decided_at)
    if begin < proposal.decided_at:
        # The slot in which it was accepted holds what came before as well.
        begin += SLOT
    (found,) = tallies(
        scope,
        Period.of_days(1, at=at, zone="UTC"),
        measures=before,
        by=[("category",)],
        window=Window(begin, max(at, begin)),
    )
    result = []
    for key, share in before.items():
        tally = found.get(key, {}).get((proposal.category_id,))
        since = Share(tally.good, tally.count) if tally else Share()
        change = (
            difference_of_shares(
                (since.good / since.count, since.count), (share.good / share.count, share.count)
            )
            if since.count and share.count
            else None
        )
        result.append(Effect(key, share, since, change))
    return result
