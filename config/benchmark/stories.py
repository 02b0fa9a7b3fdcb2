"""The life of one ticket as rows: what the actions would have written, without calling them.

Each fate below is a history that ``MOVES`` allows. Clocks run day and night here, so that used up
time is a difference of two moments, and ``manage.py clocks`` can rebuild each from its events.
"""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import count

from config.benchmark import records as to
from config.benchmark.copying import NULL, Row, Table, data, moment, text
from config.benchmark.facts import Facts, Matter
from config.benchmark.ids import id_at
from config.benchmark.texts import RARITY, Writer
from config.benchmark.timing import Promise, clock_rows
from config.benchmark.trade import Crowd, Customer, Worker
from tickets.conversation.models import Author
from tickets.lifecycle.choices import ActorKind, EventKind, Move, State
from tickets.lifecycle.facts import MOVES

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
RECENT = 14 * DAY
"""Older tickets are over, but for a few that are stuck."""
FATES_RECENT = {
    State.NEW: 6,
    State.OPEN: 12,
    State.WAITING_ON_CUSTOMER: 8,
    State.WAITING_ON_PARTNER: 3,
    State.RESOLVED: 69,
    State.WITHDRAWN: 2,
}
FATES_OLD = {State.CLOSED: 975, State.WITHDRAWN: 23, State.OPEN: 1, State.WAITING_ON_PARTNER: 1}
SPEAKERS = {
    State.NEW: "cccc",
    State.OPEN: "cacc",
    State.WITHDRAWN: "cccc",
}
"""Who writes the four messages, customer or agent; ``caca`` unless it says otherwise."""
GUESTS = 0.05
RATED = 0.4
SCORES = (5, 5, 5, 5, 4, 4, 4, 3, 2, 1)
KEPT_OUTBOX = 30 * DAY


@dataclass(slots=True)
class Ticket:
    """One ticket on its way to rows."""

    id: str
    number: int
    at: dt.datetime
    state: State
    matter: Matter
    customer: Customer
    guest: bool
    worker: Worker
    speakers: str
    moments: list[dt.datetime]

    @property
    def is_done(self) -> bool:
        return self.state in {State.RESOLVED, State.CLOSED}

    @property
    def was_assigned(self) -> bool:
        return self.state not in {State.NEW, State.WITHDRAWN}

    @property
    def ended_at(self) -> dt.datetime:
        """When it was solved, taken back or put to wait; the last message for the others."""
        return self.moments[-1] + dt.timedelta(seconds=20)


class Stories:
    """Makes tickets, the oldest first, and keeps their rows until somebody takes them."""

    def __init__(self, rng: random.Random, crowd: Crowd, facts: Facts, *, now: dt.datetime) -> None:
        self.rows: defaultdict[Table, list[Row]] = defaultdict(list)
        self._rng = rng
        self._crowd = crowd
        self._facts = facts
        self._now = now
        self._writer = Writer(rng)
        self._clocks, self._ratings = count(1), count(1)

    def tell(self, number: int, at: dt.datetime) -> None:
        """Add the rows of one ticket, filed ``at``."""
        rng = self._rng
        fates = FATES_RECENT if self._now - at < RECENT else FATES_OLD
        state = rng.choices(list(fates), weights=list(fates.values()))[0]
        speakers = SPEAKERS.get(state, "caca")
        ticket = Ticket(
            id=id_at(at, rng),
            number=number,
            at=at,
            state=state,
            matter=self._facts.any_matter(rng),
            customer=rng.choice(self._crowd.customers),
            guest=rng.random() < GUESTS,
            worker=rng.choice(self._crowd.workers),
            speakers=speakers,
            moments=self._moments(at),
        )
        due = self._clock(ticket)
        self._ticket(ticket, due)
        self._messages(ticket)
        self._events(ticket)
        self._further(ticket)

    def _moments(self, at: dt.datetime) -> list[dt.datetime]:
        """Return when the four messages were written; they fit between ``at`` and now."""
        rng = self._rng
        gaps = [HOUR * rng.uniform(0.05, 3), HOUR * rng.uniform(0.2, 9), HOUR * rng.uniform(0.1, 6)]
        longest = (self._now - at) * 0.9
        pace = min(1.0, longest / sum(gaps, MINUTE))
        moments = [at]
        for gap in gaps:
            moments.append(moments[-1] + gap * pace)
        return moments

    def _clock(self, ticket: Ticket) -> dt.datetime | None:
        """Write the promises; return when the next of them is due."""
        dues = []
        replied = ticket.moments[1] if ticket.was_assigned else None
        for kind, target in ticket.matter.targets.items():
            promise = Promise(
                id=next(self._clocks),
                ticket=ticket.id,
                kind=kind,
                target=target,
                started=ticket.at,
                policy=ticket.matter.policy,
                version=self._facts.version,
            )
            first = kind is to.FIRST_RESPONSE
            if first and replied:
                promise.met = replied
            elif ticket.is_done:
                promise.met = ticket.ended_at
            elif ticket.state is State.WITHDRAWN:
                promise.cancelled = ticket.ended_at
            elif ticket.state is State.WAITING_ON_CUSTOMER:
                promise.paused = ticket.ended_at
            for table, rows in clock_rows(promise, now=self._now):
                self.rows[table] += rows
            if promise.runs:
                dues.append(promise.due)
        return min(dues, default=None)

    def _ticket(self, ticket: Ticket, due: dt.datetime | None) -> None:
        matter, customer = ticket.matter, ticket.customer
        replies = ticket.speakers.count("a")
        over = ticket.state in {State.CLOSED, State.WITHDRAWN}
        closed = ticket.ended_at + (RECENT if ticket.state is State.CLOSED else 0 * DAY)
        self.rows[to.TICKETS].append(
            (
                *(ticket.id, str(ticket.number), ticket.state.value),
                NULL if ticket.guest else customer.id,
                f"guest-{ticket.number}@benchmark.example" if ticket.guest else "",
                text(customer.name) if ticket.guest else "",
                *(matter.party, customer.language, matter.channel, matter.category_id),
                text(self._writer.subject(customer.language)),
                *(matter.tier, matter.urgency, matter.lane, matter.reasons, matter.priority),
                matter.queue_id,
                str(ticket.worker.agent_id) if ticket.was_assigned else NULL,
                moment(due) if due else NULL,
                moment(ticket.at),
                moment(ticket.ended_at),
                moment(ticket.moments[1]) if ticket.was_assigned else NULL,
                moment(ticket.ended_at) if ticket.is_done else NULL,
                moment(closed) if over else NULL,
                *(str(replies), str(replies)),
                "t" if ticket.speakers.endswith("c") else "f",
            )
        )

    def _messages(self, ticket: Ticket) -> None:
        customer, worker, language = ticket.customer, ticket.worker, ticket.customer.language
        rare = ticket.number % RARITY == 0
        for n, (speaker, at) in enumerate(zip(ticket.speakers, ticket.moments, strict=True)):
            if speaker == "c":
                by = Author.CUSTOMER.value, NULL if ticket.guest else customer.id, customer.name
                body = self._writer.said(language, rare=rare and n == 2)
            else:
                by = Author.AGENT.value, worker.user_id, worker.name
                body = self._writer.answered(language)
            self.rows[to.MESSAGES].append(
                (
                    *(id_at(at, self._rng), ticket.id, by[0], by[1], text(by[2])),
                    *(text(body), ticket.matter.channel, moment(at)),
                )
            )

    def _events(self, ticket: Ticket) -> None:
        matter, worker = ticket.matter, ticket.worker
        theirs = (
            (ActorKind.GUEST.value, NULL)
            if ticket.guest
            else (ActorKind.CUSTOMER.value, ticket.customer.id)
        )
        ours = ActorKind.AGENT.value, worker.user_id
        house = ActorKind.SYSTEM.value, NULL
        self._event(ticket, EventKind.OPENED, ticket.at, theirs, told=matter.opened)
        for speaker, at in zip(ticket.speakers, ticket.moments, strict=True):
            if speaker == "c":
                self._event(ticket, EventKind.RECEIVED, at, theirs)
                if at == ticket.at and ticket.was_assigned:
                    self._move(ticket, Move.ASSIGN, at, house)
                    placed = {"agent": worker.agent_id, "how": "placed", "why": ["has room"]}
                    self._event(ticket, EventKind.PLACED, at, house, told=data(placed))
            else:
                self._event(ticket, EventKind.REPLIED, at, ours)
        match ticket.state:
            case State.RESOLVED | State.CLOSED:
                at = ticket.ended_at
                self._move(ticket, Move.RESOLVE, at, ours)
                if ticket.state is State.CLOSED:
                    at += RECENT
                    self._move(ticket, Move.CLOSE, at, house)
            case State.WITHDRAWN:
                at = ticket.ended_at
                self._move(ticket, Move.WITHDRAW, at, theirs)
            case State.WAITING_ON_CUSTOMER:
                at = ticket.ended_at
                self._move(ticket, Move.WAIT_FOR_CUSTOMER, at, ours)
            case State.WAITING_ON_PARTNER:
                at = ticket.ended_at
                self._move(ticket, Move.WAIT_FOR_PARTNER, at, ours)

    def _move(self, ticket: Ticket, move: Move, at: dt.datetime, by: tuple[str, str]) -> None:
        # Every ticket here was open before it came to where it is.
        source = State.NEW if move in {Move.ASSIGN, Move.WITHDRAW} else State.OPEN
        if move is Move.CLOSE:
            source = State.RESOLVED
        self.rows[to.EVENTS].append(
            (
                *(ticket.id, EventKind.MOVED.value, moment(at), *by),
                *(move.value, source.value, MOVES[move].target.value, "{}"),
            )
        )

    def _event(
        self,
        ticket: Ticket,
        kind: EventKind,
        at: dt.datetime,
        by: tuple[str, str],
        *,
        told: str = "{}",
    ) -> None:
        target = State.NEW.value if kind is EventKind.OPENED else ""
        self.rows[to.EVENTS].append((ticket.id, kind.value, moment(at), *by, "", "", target, told))

    def _review(self, ticket: Ticket, rating: str, at: dt.datetime) -> None:
        """Write the review of a low rating: closed within three days."""
        due, closed = moment(at + 2 * DAY), moment(at + 3 * DAY)
        if self._now - at < 3 * DAY:
            row = (rating, "due", due, "", "", "", NULL, NULL, NULL, NULL)
        else:
            by = self._crowd.supervisors[0].user_id
            words = "slow", "We were slow.", "Two more people are on duty."
            row = (rating, "closed", due, *words, ticket.worker.user_id, due, by, closed)
        self.rows[to.REVIEWS].append(row)

    def _further(self, ticket: Ticket) -> None:
        """Write who held it, what it is about, how it was rated, what left the house."""
        agent, at = str(ticket.worker.agent_id), ticket.at
        if ticket.was_assigned:
            ended = moment(ticket.ended_at) if ticket.is_done else NULL
            self.rows[to.ASSIGNMENTS].append(
                (ticket.id, agent, "placed", data(["has room"]), moment(at), ended)
            )
        if ticket.matter.about_order and not ticket.guest:
            snapshot = self._facts.snapshot(ticket.customer)
            self.rows[to.LINKS].append(
                (ticket.id, "order", ticket.customer.order_id, snapshot, moment(at))
            )
        if ticket.is_done and self._rng.random() < RATED:
            rating, score = str(next(self._ratings)), self._rng.choice(SCORES)
            rated_at = min(ticket.ended_at + HOUR, self._now)
            self.rows[to.RATINGS].append(
                (rating, ticket.id, "1", str(score), agent, moment(rated_at))
            )
            if score < 3:
                self._review(ticket, rating, rated_at)
        if self._now - at < KEPT_OUTBOX:
            told = data({"ticket": ticket.id})
            self.rows[to.OUTBOX].append(
                ("mail.receipt", told, moment(at), moment(at), moment(at), "1")
            )
