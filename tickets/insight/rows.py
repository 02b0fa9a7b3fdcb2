"""From which rows each measure is taken: when a row counts, what it is worth, and whose it is.

Each function gives rows with ``moment``, ``value`` (1 or 0 for a share, seconds for a time, 0 for
a mere count) and ``by_agent``. A moment never changes once it is there, so that what comes later (a
reopening, a second contact) changes the value of the slot it belongs to and never moves it.
"""

import datetime as dt
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Extract, Greatest, Round

from tickets.conversation.models import Message
from tickets.insight.containment import Outcome, routine
from tickets.insight.windows import Stretch
from tickets.lifecycle.choices import Channel, EventKind, Move, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.records import TicketEvent
from tickets.satisfaction.models import Rating
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.triage.models import Clarification

SATISFIED_FROM = 4
MAIL = (Channel.EMAIL, Channel.SITE_MESSAGE)

Rows = QuerySet[Any]


def ratings(when: Stretch) -> Rows:
    return Rating.objects.filter(when.on("at")).annotate(
        moment=F("at"), value=_share(Q(score__gte=SATISFIED_FROM)), by_agent=F("agent_id")
    )


def clocks(kind: ClockKind, when: Stretch) -> Rows:
    """Promises that were kept or broken, by when they were made.

    A first response belongs to whoever gave it, every other to whoever holds the ticket.
    """
    decided = Q(met_at__isnull=False) | Q(breached_at__isnull=False)
    first = kind is ClockKind.FIRST_RESPONSE
    return Clock.objects.filter(when.on("started_at"), decided, kind=kind).annotate(
        moment=F("started_at"),
        value=_share(Q(breached_at=None)),
        by_agent=_first_to_reply("ticket_id") if first else F("ticket__assignee_id"),
    )


def first_replies(when: Stretch, *, mail: bool) -> Rows:
    """Tickets that a person has answered; ``mail``: those that came by it, or all others."""
    by_mail = Q(channel__in=MAIL)
    return Ticket.objects.filter(
        when.on("first_replied_at"), by_mail if mail else ~by_mail
    ).annotate(
        moment=F("first_replied_at"),
        value=_seconds(F("first_replied_at") - F("created_at")),
        by_agent=_first_to_reply("id"),
    )


def solutions(when: Stretch) -> Rows:
    """Every time that a ticket was solved, by whoever solved it."""
    return TicketEvent.objects.filter(when.on("at"), move=Move.RESOLVE).annotate(
        moment=F("at"), by_agent=F("actor__agent__id")
    )


def first_solutions(when: Stretch) -> Rows:
    """The first time that each ticket was solved."""
    earlier = TicketEvent.objects.filter(
        ticket=OuterRef("ticket_id"), move=Move.RESOLVE, id__lt=OuterRef("id")
    )
    return solutions(when).filter(~Exists(earlier))


def rated(when: Stretch) -> Rows:
    """Solutions, and whether the customer rated them before they came undone."""
    undone = (
        TicketEvent.objects.filter(
            ticket=OuterRef("ticket_id"), move=Move.REOPEN, id__lt=OuterRef("id")
        )
        .order_by()
        .values("ticket")
        .annotate(times=Sum(Value(1)))
        .values("times")
    )
    given = Rating.objects.filter(ticket=OuterRef("ticket_id"), cycle=OuterRef("nth"))
    return (
        solutions(when)
        .annotate(nth=Coalesce(Subquery(undone), Value(0)) + Value(1))
        .annotate(value=_share(Exists(given)))
    )


def reopened(when: Stretch) -> Rows:
    later = TicketEvent.objects.filter(
        ticket=OuterRef("ticket_id"), move=Move.REOPEN, id__gt=OuterRef("id")
    )
    return solutions(when).annotate(value=_share(Exists(later)))


def repeated(when: Stretch) -> Rows:
    return first_solutions(when).annotate(value=_share(Exists(_repeat())))


def first_contacts(when: Stretch) -> Rows:
    once = Q(ticket__reply_turns=1, ticket__cycle=1) & ~Exists(_repeat())
    return first_solutions(when).annotate(value=_share(once))


def times_to_solution(when: Stretch) -> Rows:
    return first_solutions(when).annotate(value=_seconds(F("at") - F("ticket__created_at")))


def times_under_work(when: Stretch) -> Rows:
    """How long each ticket stood open with an agent until its first solution.

    Each stay begins with a move to "open" and ends with one away from it, so the sum of the ends
    less that of the beginnings is the sum of the stays. Waiting, for whom ever, is none.
    """
    left, came = Q(source=State.OPEN) & ~Q(target=State.OPEN), Q(target=State.OPEN)
    epoch = Extract("at", "epoch")
    stays = (
        TicketEvent.objects.filter(
            ticket=OuterRef("ticket_id"), kind=EventKind.MOVED, id__lte=OuterRef("id")
        )
        .order_by()
        .values("ticket")
        .annotate(
            length=Sum(Case(When(left, then=epoch), When(came, then=-epoch), default=Value(0)))
        )
        .values("length")
    )
    return first_solutions(when).annotate(value=_whole(Subquery(stays)))


def filed(when: Stretch) -> Rows:
    return Ticket.objects.filter(when.on("created_at")).annotate(
        moment=F("created_at"), value=_nothing(), by_agent=F("assignee_id")
    )


def moved(moves: tuple[Move, ...], when: Stretch) -> Rows:
    """Every time that a ticket made one of ``moves``."""
    return TicketEvent.objects.filter(when.on("at"), move__in=moves).annotate(
        moment=F("at"), value=_nothing(), by_agent=F("ticket__assignee_id")
    )


def clear_at_once(when: Stretch) -> Rows:
    asked = Exists(Clarification.objects.filter(ticket=OuterRef("id")))
    return filed(when).annotate(value=_share(~asked))


def chased(when: Stretch) -> Rows:
    asked = Message.objects.filter(ticket=OuterRef("id"), asks_after=True)
    return filed(when).annotate(value=_share(Exists(asked)))


def clarified(when: Stretch) -> Rows:
    return Clarification.objects.filter(when.on("answered_at")).annotate(
        moment=F("answered_at"), value=_whole(F("seconds")), by_agent=F("ticket__assignee_id")
    )


def talks(when: Stretch) -> Rows:
    """Routine talks of people who are known, by when they ended; no agent had them."""
    return (
        routine()
        .filter(when.on("finished_at"))
        .annotate(
            moment=F("finished_at"),
            value=_share(Q(outcome=Outcome.CONTAINED)),
            by_agent=Cast(Value(None), BigIntegerField()),
        )
    )


def _repeat() -> QuerySet[Ticket]:
    """Other tickets of the same customer in the same category, filed after this one and until some
    days after its first solution.
    """
    days = DeskSettings.current().repeat_days
    ends = ExpressionWrapper(
        OuterRef("at") + Value(dt.timedelta(days=days)), output_field=DateTimeField()
    )
    same_person = Q(requester__isnull=False, requester_id=OuterRef("ticket__requester_id")) | Q(
        requester=None, guest_email=OuterRef("ticket__guest_email")
    )
    return Ticket.objects.filter(
        same_person,
        category_id=OuterRef("ticket__category_id"),
        created_at__gt=OuterRef("ticket__created_at"),
        created_at__lt=ends,
    ).exclude(id=OuterRef("ticket_id"))


def _first_to_reply(ticket: str) -> Subquery:
    replies = TicketEvent.objects.filter(ticket=OuterRef(ticket), kind=EventKind.REPLIED)
    return Subquery(replies.order_by("at", "id").values("actor__agent__id")[:1])


def _share(good: Combinable | Q) -> Case:
    return Case(When(good, then=Value(1)), default=Value(0), output_field=BigIntegerField())


def _nothing() -> Value:
    return Value(0, output_field=BigIntegerField())


def _seconds(length: Combinable) -> Cast:
    return _whole(Extract(ExpressionWrapper(length, DurationField()), "epoch"))


def _whole(seconds: Combinable) -> Cast:
    """Round to whole seconds: integers add up to the same in any order."""
    return Cast(Greatest(Round(seconds), Value(0.0)), BigIntegerField())
