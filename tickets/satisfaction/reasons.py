"""Which reasons belong to which score: one table of facts, for the page and for the check."""

from tickets.satisfaction.models import Reason

BAD = (
    Reason.UNSOLVED,
    Reason.SLOW,
    Reason.UNCLEAR,
    Reason.REPEATING,
    Reason.UNKIND,
    Reason.RULE,
)
GOOD = (Reason.SOLVED, Reason.FAST, Reason.CLEAR, Reason.KIND)

REASONS: dict[int, tuple[Reason, ...]] = {
    1: BAD,
    2: BAD,
    3: (Reason.UNSOLVED, Reason.SLOW, Reason.UNCLEAR, Reason.REPEATING, Reason.KIND),
    4: (*GOOD, Reason.SLOW),
    5: GOOD,
}
"""What can be tapped after each score, in the order it is shown."""
