"""The numbers that people say on the phone.

One row of numbers that everybody sees would tell whoever counts that somewhere a ticket was filed
that they do not see. So restricted queues draw theirs from a sequence of their own.
"""

from django.db import connection

OPEN_SEQUENCE = "tickets_ticket_number"
RESTRICTED_SEQUENCE = "tickets_restricted_ticket_number"


def restricted_number() -> int:
    """Return the next number of a ticket in a restricted queue."""
    return _next(RESTRICTED_SEQUENCE)


def open_number() -> int:
    """Return the next number of a ticket that everybody at the desk may see."""
    return _next(OPEN_SEQUENCE)


def _next(sequence: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        return int(cursor.fetchone()[0])
