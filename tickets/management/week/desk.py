"""The people at the desk: who is there, what each takes up next, and how long it takes.

Agents come and go by their shifts, take up what is first in the order of work, and are held up by
calls. Nothing here draws how long a customer waits: waits are what is left when many write and few
are there.
"""

import datetime as dt
import math
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from tickets.actions import assign
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.models import Ticket
from tickets.management.week import texts
from tickets.management.week.case import Case, Stage
from tickets.management.week.people import LOGINS
from tickets.management.week.staffing import Employed
from tickets.management.week.timeline import Timeline
from tickets.staff.models import Presence, Role

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)

# Minutes that a task takes an agent of pace 1, reading and writing; the median.
TASKS = {
    Stage.FIRST: 10.0,
    Stage.TOLD: 9.0,
    Stage.NEWS: 9.0,
    Stage.STATUS: 4.0,
    Stage.FOLLOW_UP: 7.0,
    Stage.THANKED: 2.0,
    Stage.REMIND: 2.0,
    Stage.GIVE_UP: 2.0,
    Stage.COMEBACK: 13.0,
}
FIRST_OF_HIGH, FIRST_OF_URGENT = 5.0, 1.2
"""First answers that may not wait: short ones."""
SWAMPED, DRAINED = 2, 1
"""With so much before them agents ask for no more (presence busy), until less than that is left."""
CALLS = 0.5
"""How often a call comes between two tasks: the desk does more than tickets."""
CALL_MINUTES = 12.0
HURRY_MINUTES = 1.0
"""Until somebody answers an urgent ticket, whatever lies before them; the median."""
SOON_NOTICED = {Tier.URGENT: 1.2, Tier.HIGH: 9.0}
"""Minutes until somebody takes one of these by hand when it could be given to nobody."""
HANDED_OVER = {Stage.FIRST, Stage.TOLD, Stage.NEWS, Stage.FOLLOW_UP, Stage.COMEBACK}
FORGETFUL = 0.12
"""How often something stays with an agent who leaves, though its customer waits."""

Work = Callable[[Case, "Hand", dt.datetime], None]


@dataclass(slots=True, eq=False)
class Hand:
    """Somebody at work. ``delay`` is what urgent tickets add to the task in hand."""

    person: Employed
    shifts: list[tuple[dt.datetime, dt.datetime]]
    here: bool = False
    job: Case | None = None
    delay: dt.timedelta = dt.timedelta()
    looking: bool = False
    leaving: bool = False
    todo: list[Case] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        return self.person.member.role is Role.SUPERVISOR

    def fits(self, case: Case) -> bool:
        """Tell whether ``case`` may be theirs: skill, language and team."""
        skill, team = case.category.skill_id, case.category.queue.restricted_to_id
        return (
            case.plan.language in self.person.agent.languages
            and (skill is None or skill in self.person.skill_ids)
            and (team is None or team in self.person.actor.team_ids)
        )

    def on_duty_from(self, at: dt.datetime) -> dt.datetime | None:
        """Return the first moment from ``at`` on at which they work; None when none is known."""
        return next((max(at, begin) for begin, end in self.shifts if end > at), None)


class Desk:
    """All who work, and the tickets nobody holds. ``work`` is called when a task is done."""

    def __init__(
        self,
        rng: random.Random,
        timeline: Timeline,
        staff: Sequence[Employed],
        *,
        start: dt.datetime,
        end: dt.datetime,
    ) -> None:
        self.rng = rng
        self.timeline = timeline
        self.hands = {
            person.agent.id: Hand(person, list(person.member.shifts(start, end)))
            for person in staff
        }
        self.cases: dict[uuid.UUID, Case] = {}
        self.waiting: list[Case] = []
        self.work: Work | None = None
        # Set when a clock began to run, or ran on: its next level may be the earliest of all.
        self.clocks_changed = False
        for hand in self.hands.values():
            for begin, leave in hand.shifts:
                timeline.put(begin, partial(self._come, hand))
                timeline.put(leave, partial(self._go, hand))

    def route(self, case: Case, at: dt.datetime) -> None:
        """Put a case that needs work before whoever holds it, or among those that wait."""
        self.cases[case.ticket_id] = case
        if case.agent_id is None:
            if case not in self.waiting:
                self.waiting.append(case)
            for hand in self.hands.values():
                if hand.here and not hand.leads and hand.fits(case):
                    self._stir(hand, at)
            if case.tier in SOON_NOTICED:
                noticed = self.minutes(SOON_NOTICED[case.tier])
                self.timeline.put(at + noticed, partial(self._rescue, case))
            return
        hand = self.hands[case.agent_id]
        if case not in hand.todo:
            hand.todo.append(case)
        self._show_presence(hand, at)
        if not hand.here:
            self.timeline.put(at + self.minutes(40), partial(self._release, case, hand))
        elif case.tier is Tier.URGENT and case.stage is Stage.FIRST:
            hurry = self.minutes(HURRY_MINUTES)
            self.timeline.put(at + hurry, partial(self._hurry, case, hand))
        else:
            self._stir(hand, at)

    def see(self, case: Case, ticket: Ticket) -> None:
        """Take over how the ticket of ``case`` stands after an action."""
        if ticket.due_at not in {None, case.due_at}:
            self.clocks_changed = True
        case.see(ticket)

    def drop(self, case: Case) -> None:
        """Forget a case: nothing is left to do for now."""
        case.open_for_work = False
        if case in self.waiting:
            self.waiting.remove(case)
        for hand in self.hands.values():
            if case in hand.todo:
                hand.todo.remove(case)

    def welcome(self, at: dt.datetime) -> None:
        """Let the agent of the demo be here and ready, whatever lies before them."""
        for hand in self.hands.values():
            if hand.person.member.email == LOGINS["agent"]:
                hand.person.agent.set_presence(Presence.HERE, at=at)

    def minutes(self, median: float, spread: float = 0.5) -> dt.timedelta:
        """Return a time that is mostly near ``median`` minutes and now and then far more."""
        return MINUTE * (median * math.exp(self.rng.gauss(0, spread)))

    # Coming and going.

    def _come(self, hand: Hand, at: dt.datetime) -> None:
        hand.here, hand.leaving = True, False
        self._show_presence(hand, at)
        self._stir(hand, at)

    def _go(self, hand: Hand, at: dt.datetime) -> None:
        if hand.job is not None:
            hand.leaving = True
            return
        hand.here = hand.leaving = False
        self._show_presence(hand, at)
        back_at = hand.on_duty_from(at + MINUTE)
        if back_at is not None and back_at - at < 3 * HOUR:
            return
        for case in list(hand.todo):
            if case.stage in HANDED_OVER and self.rng.random() > FORGETFUL:
                self._put_back(case, hand, at)

    def _show_presence(self, hand: Hand, at: dt.datetime) -> None:
        """Let the desk know who is there, and who has enough before them."""
        agent, before = hand.person.agent, len(hand.todo)
        presence = Presence.HERE
        if not hand.here:
            presence = Presence.AWAY
        elif hand.leads or before >= (DRAINED if agent.presence == Presence.BUSY else SWAMPED):
            presence = Presence.BUSY
        if presence != agent.presence:
            agent.set_presence(presence, at=at)

    def _put_back(self, case: Case, hand: Hand, at: dt.datetime, *, by: Hand | None = None) -> None:
        reason = "agent is away, customer waits"
        if by is None:
            reason = self.rng.choice(texts.common().put_back)
        hand.todo.remove(case)
        ticket = assign.put_back(case.ticket_id, by=(by or hand).person.actor, at=at, reason=reason)
        self.see(case, ticket)
        self.route(case, at)

    def _release(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """A supervisor takes it from somebody who is not there, if one is there to see it."""
        if case not in hand.todo or hand.here or case.stage not in HANDED_OVER:
            return
        back_at = hand.on_duty_from(at)
        if back_at is not None and back_at - at < 4 * HOUR:
            return
        leader = next((h for h in self.hands.values() if h.leads and h.here), None)
        if leader is None:
            self.timeline.put(at + HOUR, partial(self._release, case, hand))
        else:
            self._put_back(case, hand, at, by=leader)

    # Working.

    def _stir(self, hand: Hand, at: dt.datetime) -> None:
        """Let ``hand`` look at the list soon, unless busy."""
        if hand.here and hand.job is None and not hand.looking:
            hand.looking = True
            self.timeline.put(at + self.minutes(1.6), partial(self._look, hand))

    def _look(self, hand: Hand, at: dt.datetime) -> None:
        hand.looking = False
        if not hand.here or hand.job is not None:
            return
        case = min(hand.todo, key=lambda case: case.urgency_key, default=None)
        if not hand.leads and self._has_room(hand):
            fitting = [other for other in self.waiting if hand.fits(other)]
            first = min(fitting, key=lambda case: case.urgency_key, default=None)
            if first is not None and (case is None or first.urgency_key < case.urgency_key):
                ticket = assign.take_next(by=hand.person.actor, at=at)
                case = self._taken(self.cases[ticket.id], hand)
                self.see(case, ticket)
        if case is not None:
            hand.job = case
            hand.todo.remove(case)
            self._show_presence(hand, at)
            effort = self.minutes(_task(case) * hand.person.member.pace, 0.4)
            self.timeline.put(at + effort, partial(self._finish, hand))

    def _finish(self, hand: Hand, at: dt.datetime) -> None:
        if hand.delay:
            delay, hand.delay = hand.delay, dt.timedelta()
            self.timeline.put(at + delay, partial(self._finish, hand))
            return
        case, hand.job = hand.job, None
        if case is not None and case.open_for_work:
            self._do(case, hand, at)
        if hand.leaving:
            self._go(hand, at)
            return
        pause = self.minutes(1.2)
        pressing = any(case.tier in SOON_NOTICED for case in hand.todo)
        if not pressing and self.rng.random() < CALLS:
            pause += self.minutes(CALL_MINUTES)
        hand.looking = True
        self.timeline.put(at + pause, partial(self._look, hand))

    def _hurry(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """Answer something urgent; what was in hand goes on afterwards."""
        if case in hand.todo and case.open_for_work:
            hand.todo.remove(case)
            if hand.job is not None:
                hand.delay += 3 * MINUTE
            self._do(case, hand, at)

    def _rescue(self, case: Case, at: dt.datetime) -> None:
        """Take by hand what may not wait and was given to nobody; supervisors help out."""
        if case not in self.waiting:
            return
        able = [h for h in self.hands.values() if h.here and h.fits(case) and self._has_room(h)]
        if able:
            hand = min(able, key=lambda hand: (hand.leads, len(hand.todo)))
            self.see(case, assign.take(case.ticket_id, by=hand.person.actor, at=at))
            self.waiting.remove(case)
            self.route(case, at)
        else:
            self.timeline.put(at + self.minutes(10), partial(self._rescue, case))

    def _taken(self, case: Case, hand: Hand) -> Case:
        self.waiting.remove(case)
        hand.todo.append(case)
        return case

    def _do(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        case.open_for_work = False
        if self.work is None:
            raise ValueError("Nobody has said what the work is.")
        self.work(case, hand, at)

    def _has_room(self, hand: Hand) -> bool:
        held = sum(
            case.occupies and case.agent_id == hand.person.agent.id for case in self.cases.values()
        )
        return held < hand.person.member.capacity


def _task(case: Case) -> float:
    """Return how many minutes it takes to do what is next for ``case``."""
    if case.stage is Stage.FIRST and case.tier is Tier.URGENT:
        return FIRST_OF_URGENT
    if case.stage is Stage.FIRST and case.tier is Tier.HIGH:
        return FIRST_OF_HIGH
    return TASKS[case.stage]
