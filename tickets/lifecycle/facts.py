"""One table of facts per choice: what a state means, in one place and nowhere else."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.lifecycle.choices import Lane, Move, State, Tier

Text = str | Promise


class Group(StrEnum):
    """Where a state stands in the life of a ticket."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"


class Tone(StrEnum):
    """How a state is shown; the style sheet knows these words."""

    INFO = "info"
    ATTENTION = "attention"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class StateFacts:
    """What follows from a state.

    ``pauses_clocks``: the customer is waited for, so promises stand still.
    ``occupies_agent``: counts against the capacity of whoever holds the ticket.
    ``customer_words``, ``customer_next``: what the customer reads.
    """

    group: Group
    tone: Tone
    pauses_clocks: bool
    occupies_agent: bool
    customer_words: Text
    customer_next: Text


STATES: dict[State, StateFacts] = {
    State.NEW: StateFacts(
        Group.OPEN,
        Tone.INFO,
        pauses_clocks=False,
        occupies_agent=False,
        customer_words=_("Received"),
        customer_next=_("Your request is in the queue. A person answers by the time shown."),
    ),
    State.OPEN: StateFacts(
        Group.OPEN,
        Tone.INFO,
        pauses_clocks=False,
        occupies_agent=True,
        customer_words=_("In progress"),
        customer_next=_("Somebody is working on it and will write to you here."),
    ),
    State.WAITING_ON_CUSTOMER: StateFacts(
        Group.WAITING,
        Tone.ATTENTION,
        pauses_clocks=True,
        occupies_agent=True,
        customer_words=_("Your answer is needed"),
        customer_next=_("We asked you something. The work goes on as soon as you answer."),
    ),
    State.WAITING_ON_PARTNER: StateFacts(
        Group.WAITING,
        Tone.INFO,
        pauses_clocks=False,
        occupies_agent=True,
        customer_words=_("With a partner"),
        customer_next=_("We asked a courier or specialist and keep after them for you."),
    ),
    State.RESOLVED: StateFacts(
        Group.DONE,
        Tone.GOOD,
        pauses_clocks=True,
        occupies_agent=False,
        customer_words=_("Solved"),
        customer_next=_("Not solved after all? Write again and it is reopened."),
    ),
    State.CLOSED: StateFacts(
        Group.DONE,
        Tone.QUIET,
        pauses_clocks=True,
        occupies_agent=False,
        customer_words=_("Closed"),
        customer_next=_("Something left? Write here, and it goes on in a request of its own."),
    ),
    State.WITHDRAWN: StateFacts(
        Group.DONE,
        Tone.QUIET,
        pauses_clocks=True,
        occupies_agent=False,
        customer_words=_("Withdrawn"),
        customer_next=_("Changed your mind? Write here, and it goes on in a new request."),
    ),
    State.MERGED: StateFacts(
        Group.DONE,
        Tone.QUIET,
        pauses_clocks=True,
        occupies_agent=False,
        customer_words=_("Joined with another request"),
        customer_next=_("All that was written here is there now, and goes on there."),
    ),
}


@dataclass(frozen=True, slots=True)
class MoveFacts:
    """Which way a move goes. ``label`` is the word on the button of the desk."""

    sources: tuple[State, ...]
    target: State
    label: Text
    asks_reason: bool = False


UNDER_WORK = (State.OPEN, State.WAITING_ON_CUSTOMER, State.WAITING_ON_PARTNER)
UNFINISHED = (State.NEW, *UNDER_WORK)

MOVES: dict[Move, MoveFacts] = {
    Move.ASSIGN: MoveFacts((State.NEW,), State.OPEN, _("Assign")),
    Move.PUT_BACK: MoveFacts(UNDER_WORK, State.NEW, _("Put back"), asks_reason=True),
    Move.WAIT_FOR_CUSTOMER: MoveFacts(
        (State.OPEN, State.WAITING_ON_PARTNER), State.WAITING_ON_CUSTOMER, _("Wait for customer")
    ),
    Move.WAIT_FOR_PARTNER: MoveFacts(
        (State.OPEN, State.WAITING_ON_CUSTOMER),
        State.WAITING_ON_PARTNER,
        _("Wait for partner"),
        asks_reason=True,
    ),
    Move.RESUME: MoveFacts(
        (State.WAITING_ON_CUSTOMER, State.WAITING_ON_PARTNER), State.OPEN, _("Resume work")
    ),
    Move.RESOLVE: MoveFacts(UNDER_WORK, State.RESOLVED, _("Resolve")),
    Move.REOPEN: MoveFacts((State.RESOLVED,), State.NEW, _("Reopen"), asks_reason=True),
    Move.CLOSE: MoveFacts((State.RESOLVED,), State.CLOSED, _("Close")),
    Move.WITHDRAW: MoveFacts(UNFINISHED, State.WITHDRAWN, _("Withdraw"), asks_reason=True),
    Move.MERGE: MoveFacts(UNFINISHED, State.MERGED, _("Merge")),
}

SHUT = frozenset({State.CLOSED, State.WITHDRAWN, State.MERGED})
"""Nothing is added to a ticket in these any more: what follows goes on in another."""


def states_in(*groups: Group) -> list[State]:
    """Return the states of ``groups``, in the order of life."""
    return [state for state, facts in STATES.items() if facts.group in groups]


OCCUPYING = [state for state, facts in STATES.items() if facts.occupies_agent]
"""States in which a ticket takes a place of its agent's capacity."""
OCCUPYING_IN_SQL = ", ".join(f"'{state.value}'" for state in OCCUPYING)
"""The same, to stand in the text of a statement: with values in their places PostgreSQL could not
tell that an index of some states will do, and would plan anew each time."""


def database_transitions() -> list[tuple[str, str]]:
    """Return every legal (source, target), for the trigger that stands behind ``move()``."""
    return sorted({(s.value, m.target.value) for m in MOVES.values() for s in m.sources})


class Line(IntEnum):
    """Where a ticket waits; ``Ticket.priority`` holds it, and 0 comes first."""

    URGENT = 0
    VIP = 1
    ORDINARY = 2


LINE: dict[tuple[Tier, Lane], Line] = {
    (tier, lane): Line.URGENT
    if tier is Tier.URGENT
    else Line.VIP
    if lane is Lane.VIP
    else Line.ORDINARY
    for tier in Tier
    for lane in Lane
}
"""Safety and property first, whoever asks; all else waits in its lane for its promise."""
