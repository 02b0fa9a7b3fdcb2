"""The numbers that people say on the phone.

One row of numbers that everybody sees would tell whoever counts that somewhere a ticket was filed
that they do not see. So restricted queues draw theirs from a sequence of their own.
"""

from consignment import prepared

OPEN_SEQUENCE = "tickets_ticket_number"
RESTRICTED_SEQUENCE = "tickets_restricted_ticket_number"


def restricted_number() -> int:
    """Return the next number of a ticket in a restricted queue."""
    return _next(RESTRICTED_SEQUENCE)


def open_number() -> int:
    """Return the next number of a ticket that everybody at the desk may see."""
    return _next(OPEN_SEQUENCE)


def _next(sequence: str) -> int:
    (number,) = prepared.row("SELECT nextval(%s)", [sequence]) or (0,)
    return int(number)
