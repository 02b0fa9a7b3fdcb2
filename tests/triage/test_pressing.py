"""Which deadline presses, and that a turn only comes sooner by it."""

import datetime as dt

import pytest

from consignment.deadlines import Deadline, DeadlineKind
from tickets.triage.pressing import Rule, head_start, press

AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
RETURN, PAYOUT = DeadlineKind.RETURN_UNTIL, DeadlineKind.PAYOUT_EXPECTED
RULES = {RETURN: Rule(48 * HOUR, 24 * HOUR), PAYOUT: Rule(24 * HOUR, 24 * HOUR)}


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


@pytest.mark.parametrize(("before", "after"), [(0, 3600), (3600, 3600), (7200, 7200)])
def test_a_head_start_grows_and_never_shrinks(before, after):
    assert head_start(before, Rule(HOUR, HOUR)) == after
