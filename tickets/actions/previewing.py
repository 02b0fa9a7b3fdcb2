"""What would be promised if it were sent now. Nothing is written here."""

import datetime as dt
from collections.abc import Sequence

from consignment import dossier
from tickets.lifecycle.choices import Channel, Lane
from tickets.sla import policies, previewing
from tickets.sla.models import Policy
from tickets.sla.previewing import Preview
from tickets.triage import lanes
from tickets.triage.models import Category
from tickets.triage.situations import Thing


def preview_of(
    category: Category,
    *,
    channel: Channel,
    at: dt.datetime,
    things: Sequence[Thing] = (),
) -> Preview:
    """Return by when a person would answer if it were sent ``at``, and whether anybody works then.

    The money at stake in ``things`` decides the lane, as it will when it is sent. Two queries, and
    one for the limits of the VIP lane when there are things. Raises UnusableCalendar, TooFarAway.
    """
    policy = policy_of(category, channel=channel, lane=_lane(things))
    return previewing.preview(policy, at=at) if policy else Preview()


def policy_of(category: Category, *, channel: Channel, lane: Lane = Lane.STANDARD) -> Policy | None:
    """Return the policy that a ticket in ``category`` would fall under.

    None when no policy fits: who only looks is promised nothing; who files is told.
    """
    try:
        return policies.choose(
            category_id=category.pk,
            tier=category.tier,
            channel=channel,
            lane=lane,
            urgency=category.urgency,
        ).policy
    except policies.NoPolicy:
        return None


def _lane(things: Sequence[Thing]) -> Lane:
    stakes = dossier.stakes_of(things)
    return lanes.choose(stakes, limits=lanes.limits()).lane if stakes else Lane.STANDARD
