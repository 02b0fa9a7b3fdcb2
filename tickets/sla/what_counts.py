"""What counts for a promise: one line for everything that can happen to a ticket.

``clocks.count()`` does to the clocks what a line says, in the order of its columns. A promise is
kept by a public message of a person, never by the assistant, a note or what goes out by itself; of
the customer's side an automatic reply moves nothing. Whether an answer brings news is asked of its
text (``conversation/news.py``).
"""

from dataclasses import dataclass
from enum import StrEnum

from tickets.lifecycle.models import Ticket
from tickets.sla.choices import ClockKind

FIRST, NEXT = ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE
PROGRESS, PLAN, RESOLUTION = ClockKind.PROGRESS, ClockKind.PLAN, ClockKind.RESOLUTION
EVIDENCE = ClockKind.EVIDENCE
# A review is of a solution, and outlives it.
EVERYTHING = tuple(kind for kind in ClockKind if kind is not ClockKind.REVIEW)


class Happening(StrEnum):
    """What can happen to a ticket, as far as promises go."""

    FILED = "filed"

    CUSTOMER_WROTE = "customer_wrote"
    CUSTOMER_WROTE_AFTER_AN_ANSWER = "customer_wrote_after_an_answer"
    CUSTOMERS_ROBOT_WROTE = "customers_robot_wrote"

    ASSISTANT_ANSWERED = "assistant_answered"
    DESK_WROTE_BY_ITSELF = "desk_wrote_by_itself"
    STAFF_NOTED = "staff_noted"
    PERSON_ANSWERED = "person_answered"
    PERSON_BROUGHT_NEWS = "person_brought_news"

    EVIDENCE_ASKED = "evidence_asked"

    PLAN_PROMISED = "plan_promised"
    PLAN_GIVEN = "plan_given"

    WAITS_FOR_CUSTOMER = "waits_for_customer"
    WAITS_FOR_PARTNER = "waits_for_partner"
    WORK_GOES_ON = "work_goes_on"
    PUT_BACK = "put_back"

    SOLVED = "solved"
    SOLVED_WITH_AN_ANSWER = "solved_with_an_answer"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of the promises, column by column.

    ``meets``: are kept, if they are open. ``drops``: those still open are neither kept nor broken.
    ``pauses``: those that stand still while the customer is waited for do so (``KindFacts``).
    ``resumes``: those that stand still run on. ``starts``: begin, unless they are open.
    ``why`` is kept with what stands still, runs on or is dropped.
    """

    meets: tuple[ClockKind, ...] = ()
    drops: tuple[ClockKind, ...] = ()
    pauses: bool = False
    resumes: bool = False
    starts: tuple[ClockKind, ...] = ()
    why: str = ""


NOTHING = Effect()

COUNTS: dict[Happening, Effect] = {
    Happening.FILED: Effect(starts=(FIRST, RESOLUTION)),
    # The first answer is promised already; what comes after it is answered in its turn.
    # Whatever comes of the customer, words or files, is what they were asked for.
    Happening.CUSTOMER_WROTE: Effect(meets=(EVIDENCE,), resumes=True, why="the customer answered"),
    Happening.CUSTOMER_WROTE_AFTER_AN_ANSWER: Effect(
        meets=(EVIDENCE,), resumes=True, starts=(NEXT,), why="the customer answered"
    ),
    Happening.CUSTOMERS_ROBOT_WROTE: NOTHING,
    Happening.ASSISTANT_ANSWERED: NOTHING,
    Happening.DESK_WROTE_BY_ITSELF: NOTHING,
    Happening.STAFF_NOTED: NOTHING,
    # Whoever is answered and not done hears how it stands, from then on each time anew.
    Happening.PERSON_ANSWERED: Effect(meets=(FIRST, NEXT), starts=(PROGRESS,)),
    Happening.PERSON_BROUGHT_NEWS: Effect(meets=(FIRST, NEXT, PROGRESS), starts=(PROGRESS,)),
    Happening.EVIDENCE_ASKED: Effect(starts=(EVIDENCE,)),
    Happening.PLAN_PROMISED: Effect(starts=(PLAN,)),
    Happening.PLAN_GIVEN: Effect(meets=(FIRST, NEXT, PROGRESS, PLAN), starts=(PROGRESS,)),
    Happening.WAITS_FOR_CUSTOMER: Effect(pauses=True, why="waiting for the customer"),
    Happening.WAITS_FOR_PARTNER: Effect(
        resumes=True, why="waiting for a partner, not for the customer"
    ),
    Happening.WORK_GOES_ON: Effect(resumes=True, why="work goes on"),
    Happening.PUT_BACK: Effect(resumes=True, why="put back"),
    # A solution is more than the plan for one. Without words nobody was answered by it.
    Happening.SOLVED: Effect(meets=(RESOLUTION, PLAN), drops=EVERYTHING, why="resolved"),
    Happening.SOLVED_WITH_AN_ANSWER: Effect(
        meets=(FIRST, NEXT, PROGRESS, PLAN, RESOLUTION), drops=EVERYTHING, why="resolved"
    ),
    # A cycle of its own: what the one before came to stays as it was.
    Happening.REOPENED: Effect(starts=(RESOLUTION, PROGRESS)),
    Happening.WITHDRAWN: Effect(drops=EVERYTHING, why="withdrawn"),
    # The earliest promise of each kind has gone over before (``merging.py``): these are the rest.
    Happening.MERGED: Effect(drops=EVERYTHING, why="merged"),
}

AT_FILING = COUNTS[Happening.FILED].starts


def customer_wrote(ticket: Ticket, *, automatic: bool) -> Happening:
    """Return what a message of the customer of ``ticket`` is."""
    if automatic:
        return Happening.CUSTOMERS_ROBOT_WROTE
    if ticket.first_replied_at is None:
        return Happening.CUSTOMER_WROTE
    return Happening.CUSTOMER_WROTE_AFTER_AN_ANSWER


def person_answered(*, news: bool) -> Happening:
    """Return what a public message of one of the staff is."""
    return Happening.PERSON_BROUGHT_NEWS if news else Happening.PERSON_ANSWERED
