"""One talk about what came back, between the two of the staff whom a visitor of the demo can be."""

import datetime as dt
from collections.abc import Sequence

from tickets.actions.coach import coach
from tickets.insight import rows
from tickets.insight.windows import Window
from tickets.management.week.people import LOGINS
from tickets.management.week.staffing import Employed
from tickets.staff.models import Role

AGO, LOOKED_BACK = dt.timedelta(days=4), dt.timedelta(days=5)
FOLLOW_UP = dt.timedelta(days=10)
MOST = 3
WORDS = (
    "We read three answers together that came back. Each was quick and right, and none said what "
    "happens next, so the customer asked again. Agreed: before solving, say who does what by when, "
    "and ask whether that settles it."
)


def give(staff: Sequence[Employed], *, now: dt.datetime) -> None:
    """Let the supervisor of the demo coach its agent, about what of theirs was reopened."""
    people = [person for person in staff if person.member.login in LOGINS]
    leader = next(one for one in people if one.member.role is not Role.AGENT)
    agent = next(one for one in people if one.member.role is Role.AGENT)
    at = now - AGO
    undone = rows.reopened(Window(at - LOOKED_BACK, at)).filter(by_agent=agent.agent.pk, value=1)
    numbers = undone.filter(ticket__queue__restricted_to=None).order_by("-at", "-id")
    coach(
        agent.agent,
        by=leader.actor,
        what=WORDS,
        numbers=list(dict.fromkeys(numbers.values_list("ticket__number", flat=True)))[:MOST],
        follow_up_on=(at + FOLLOW_UP).date(),
        at=at,
    )
