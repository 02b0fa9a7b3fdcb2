"""Which deadline presses, and that a priority only rises by it."""

import datetime as dt

import pytest

from consignment.deadlines import Deadline, DeadlineKind
from tickets.lifecycle.choices import Lane, Tier
from tickets.lifecycle.facts import RANK
from tickets.triage.pressing import Rule, press, raised

AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
RETURN, PAYOUT = DeadlineKind.RETURN_UNTIL, DeadlineKind.PAYOUT_EXPECTED
RULES = {RETURN: Rule(48 * HOUR, Tier.HIGH), PAYOUT: Rule(24 * HOUR, Tier.HIGH)}


def deadline(kind: DeadlineKind, hours: float) -> Deadline:
    at = AT + hours * HOUR
    return Deadline(kind, "order", "CO-1", at, passed=at < AT)


@pytest.mark.parametrize(
    ("deadlines", "pressing"),
    [
        ([], None),
        ([deadline(RETURN, 49)], None),
        ([deadline(RETURN, -1)], None),
        # A kind without a rule presses nobody.
        ([deadline(DeadlineKind.SHIP_BY, 1)], None),
        ([deadline(PAYOUT, 30), deadline(RETURN, 40)], deadline(RETURN, 40)),
        ([deadline(RETURN, 48), deadline(PAYOUT, 20)], deadline(PAYOUT, 20)),
        ([deadline(RETURN, 0)], deadline(RETURN, 0)),
    ],
)
def test_the_nearest_deadline_within_its_hours_presses(deadlines, pressing):
    assert press(deadlines, RULES, at=AT) == pressing


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("lane", Lane)
def test_a_priority_rises_and_never_falls(tier, lane):
    for rule in (Rule(HOUR, other) for other in Tier):
        was = RANK[tier, lane]
        now = raised(was, rule, lane=lane)
        assert now == min(was, RANK[rule.tier, lane])
