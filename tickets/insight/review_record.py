"""What the record shows of a solution that was rated low, and the cause it proposes.

A proposal is no verdict: whoever answered says what it was.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge_base.language.chasing.recognising import asking_words
from tickets.lifecycle.choices import EventKind, Move, State
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.routing.models import Assignment
from tickets.satisfaction.models import Cause, Rating, Reason
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise: ``took`` on the calendar's clock against ``target``, and whether it broke."""

    words: str
    took: dt.timedelta
    target: dt.timedelta
    kind: str
    late: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    cause: Cause
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was counted, up to the rating. ``waited_for_partner`` is time on the wall."""

    promises: Sequence[Kept] = ()
    reopened: int = 0
    replies: int = 0
    agents: int = 0
    hand_overs: int = 0
    waited_for_partner: dt.timedelta = field(default_factory=dt.timedelta)
    reasons: Sequence[str] = ()
    waited: str = ""
    """The words of a comment that say it took too long, where no reason was tapped."""

    @property
    def late(self) -> list[Kept]:
        return [kept for kept in self.promises if kept.late]


def record_of(rating: Rating) -> Record:
    """Return the record behind ``rating``: three queries."""
    ticket: Ticket = rating.ticket
    before = Clock.objects.filter(ticket=ticket, started_at__lte=rating.at, cycle__lte=rating.cycle)
    # The review's own begins with the rating.
    clocks = before.exclude(kind=ClockKind.REVIEW)
    events = list(TicketEvent.objects.filter(ticket=ticket, at__lte=rating.at).order_by("at", "id"))
    held = Assignment.objects.filter(ticket=ticket, began_at__lte=rating.at)
    agents = list(held.order_by("began_at").values_list("agent_id", flat=True))
    replied = [event for event in events if event.kind == EventKind.REPLIED]
    return Record(
        promises=[_kept(clock) for clock in clocks if clock.cancelled_at is None],
        reopened=sum(event.move == Move.REOPEN for event in events),
        replies=len(replied),
        agents=len({*agents}),
        hand_overs=sum(a != b for a, b in pairwise(agents)),
        waited_for_partner=_waited(events, until=rating.at),
        reasons=rating.reasons,
        waited=_waited_for_us(rating),
    )


def proposal_of(record: Record) -> Proposal | None:
    """Return the cause that the record speaks for most, with why; None when it says nothing.

    The customer's own word comes first, tapped or written, then a broken promise, then what came
    back.
    """
    return next((found for rule in RULES if (found := rule(record))), None)


def told(record: Record) -> str:
    """Return the record as a few sentences, to begin a review with."""
    lines = [
        _("%(promise)s: took %(took)s of %(target)s%(late)s.")
        % {
            "promise": kept.words,
            "took": _minutes(kept.took),
            "target": _minutes(kept.target),
            "late": _(", late") if kept.late else "",
        }
        for kept in record.promises
    ]
    lines.append(
        _("Replies: %(replies)d. Agents who wrote: %(agents)d. Handed over: %(times)d ×.")
        % {"replies": record.replies, "agents": record.agents, "times": record.hand_overs}
    )
    if record.reopened:
        lines.append(
            ngettext("Reopened %(n)d time.", "Reopened %(n)d times.", record.reopened)
            % {"n": record.reopened}
        )
    if record.waited_for_partner:
        waited = _minutes(record.waited_for_partner)
        lines.append(_("Waited %(time)s for a partner.") % {"time": waited})
    return "\n".join(lines)


def _kept(clock: Clock) -> Kept:
    return Kept(
        words=str(clock.facts.staff_words),
        took=clock.consumed,
        target=clock.target,
        kind=clock.kind,
        late=clock.breached_at is not None,
    )


def _waited_for_us(rating: Rating) -> str:
    return "" if rating.reasons else asking_words(rating.comment)


def _waited(events: Sequence[TicketEvent], *, until: dt.datetime) -> dt.timedelta:
    waited, since = dt.timedelta(), None
    for event in events:
        if event.kind != EventKind.MOVED:
            continue
        if since is not None and event.source == State.WAITING_ON_PARTNER:
            waited, since = waited + (event.at - since), None
        if event.target == State.WAITING_ON_PARTNER:
            since = event.at
    return waited + (until - since) if since is not None else waited


def _minutes(span: dt.timedelta) -> str:
    minutes = span // dt.timedelta(minutes=1)
    if minutes < 120:
        return _("%(n)d min") % {"n": minutes}
    return _("%(n)d h") % {"n": minutes // 60}


def _said(reason: Reason, cause: Cause) -> Callable[[Record], Proposal | None]:
    def rule(record: Record) -> Proposal | None:
        if reason not in record.reasons:
            return None
        return Proposal(cause, _("The customer says: “%(reason)s”.") % {"reason": reason.label})

    return rule


def _written(record: Record) -> Proposal | None:
    if not record.waited:
        return None
    return Proposal(Cause.SLOW, _("The customer writes: “%(words)s”.") % {"words": record.waited})


def _late(record: Record) -> Proposal | None:
    if not record.late:
        return None
    # The first answer weighs more than the rest: the customer waited without a word.
    worst = min(record.late, key=lambda kept: kept.kind != ClockKind.FIRST_RESPONSE)
    words = {"promise": worst.words, "target": _minutes(worst.target)}
    return Proposal(Cause.SLOW, _("%(promise)s was late: %(target)s was promised.") % words)


def _came_back(record: Record) -> Proposal | None:
    if not record.reopened:
        return None
    return Proposal(Cause.WRONG, _("It was solved, and came back."))


RULES: tuple[Callable[[Record], Proposal | None], ...] = (
    _said(Reason.UNKIND, Cause.ATTITUDE),
    _said(Reason.RULE, Cause.PRODUCT),
    _said(Reason.SLOW, Cause.SLOW),
    _said(Reason.UNSOLVED, Cause.WRONG),
    _written,
    _late,
    _came_back,
    _said(Reason.UNCLEAR, Cause.WRONG),
    _said(Reason.REPEATING, Cause.WRONG),
)
