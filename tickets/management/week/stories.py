"""What a ticket goes through: each step by the action that a door would call for it."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from tickets.actions import note, receive, reopen, reply, resolve, wait, withdraw
from tickets.actions import open as opening
from tickets.lifecycle.actors import Actor, guest
from tickets.lifecycle.choices import ActorKind, Channel, Party, State, Tier
from tickets.management.week import effects, texts
from tickets.management.week.afterwards import Afterwards, awake
from tickets.management.week.case import Case, Stage
from tickets.management.week.desk import Desk, Hand
from tickets.management.week.people import Guest
from tickets.management.week.plans import Path, Plan
from tickets.management.week.telling import Teller
from tickets.management.week.timeline import Timeline
from tickets.triage.models import Category, FieldKind

HOUR = dt.timedelta(hours=1)
THINGS = {FieldKind.ORDER: "order", FieldKind.ITEM: "number", FieldKind.PAYOUT: "payout"}
SHORT = {ENGLISH: 75, CHINESE: 22}
"""Characters of a message that the site asked back about; what it says now includes the answer."""
HASTE = {Tier.URGENT: 0.1, Tier.HIGH: 0.6}
"""Where much is at stake customers and partners answer sooner."""

Step = Callable[[Case, dt.datetime], None]


class Stories:
    """Lives through the plans; ``desk`` says who works on what, and when."""

    def __init__(
        self,
        rng: random.Random,
        timeline: Timeline,
        desk: Desk,
        categories: dict[str, Category],
    ) -> None:
        self.rng = rng
        self.timeline = timeline
        self.desk = desk
        self.categories = categories
        self.afterwards = Afterwards(rng, timeline, desk)
        desk.work = self.work
        self._steps: dict[Stage, Callable[[Case, Hand, dt.datetime], None]] = {
            Stage.FIRST: self._answer,
            Stage.TOLD: self._solve,
            Stage.NEWS: self._bring_news,
            Stage.STATUS: self._calm,
            Stage.FOLLOW_UP: self._explain,
            Stage.THANKED: self._part,
            Stage.REMIND: self._remind,
            Stage.GIVE_UP: self._give_up,
            Stage.COMEBACK: self._mend,
        }

    def expect(self, plan: Plan) -> None:
        """Let the ticket of ``plan`` be filed when its time comes."""
        case = Case(plan, self.categories[plan.category], Teller(plan, self.rng))
        self.timeline.put(plan.at, lambda at: self._file(case, at))

    def work(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """Do what the stage of ``case`` asks of an agent."""
        self._steps[case.stage](case, hand, at)

    # The customer.

    def _file(self, case: Case, at: dt.datetime) -> None:
        plan, teller = case.plan, case.teller
        customer: User | opening.Guest
        if isinstance(plan.customer, Guest):
            customer = opening.Guest(plan.customer.email, plan.customer.name)
        else:
            customer = plan.customer.user
        body = teller.open(plan.opening, at=at)
        ticket = opening.open_ticket(
            category=case.category,
            subject=teller.fill(plan.opening.subject, at=at),
            body=body,
            customer=customer,
            channel=plan.channel,
            language=plan.language,
            answers=self._answers(case, at),
            party=None if isinstance(plan.customer, Guest) else _party(plan),
            clarified_in=_clarified_in(plan, body),
            at=at,
        )
        if isinstance(customer, User):
            case.actor = Actor(ActorKind.CUSTOMER, user_id=customer.id, name=str(customer))
        else:
            case.actor = guest(ticket.id, ticket.customer_name)
        self.desk.see(case, ticket)
        case.first_due_at = ticket.due_at
        self.desk.route(case, at)
        if ticket.due_at:
            patience = (ticket.due_at - at) * self.rng.uniform(1.2, 2.0) + self.desk.minutes(15)
            self._later(case, at + patience, self._nudge)
        if plan.fate.withdraws_after:
            self._later(case, at + plan.fate.withdraws_after, self._withdraw)

    def _answers(self, case: Case, at: dt.datetime) -> dict[str, Any]:
        """Answer the questions of the category; what the corpus leaves open is chosen."""
        answers: dict[str, Any] = case.teller.fill_all(
            {**case.plan.matter.answers, **case.plan.opening.answers}, at=at
        )
        for question in case.category.fields.all():
            if question.key in answers:
                continue
            if fact := THINGS.get(FieldKind(question.kind)):
                answers[question.key] = case.teller.fill(f"{{{fact}}}", at=at)
            elif question.kind == FieldKind.CHOICE:
                answers[question.key] = self.rng.choice(question.choices)["value"]
            elif question.kind == FieldKind.YES_NO and self.rng.random() < 0.6:
                answers[question.key] = "yes"
        return answers

    def _write(self, case: Case, text: str, at: dt.datetime) -> None:
        """Let the customer write ``text``."""
        message = receive.receive(
            case.ticket_id,
            by=case.who,
            body=case.teller.fill(text, at=at),
            channel=case.plan.channel,
            at=at,
        )
        self.desk.see(case, message.ticket)

    def _nudge(self, case: Case, at: dt.datetime) -> None:
        """Ask whether anybody is there: the promised time is over and nobody has written."""
        if case.is_done or case.first_reply_at is not None:
            return
        case.nudges += 1
        self._write(case, self._common(case, "nudges"), at)
        if case.nudges < 2:
            self._later(case, at + self.rng.uniform(2, 7) * HOUR, self._nudge)

    def _withdraw(self, case: Case, at: dt.datetime) -> None:
        if not case.is_done:
            reason = self._common(case, "withdrawals")
            self.desk.see(
                case, withdraw.withdraw(case.ticket_id, by=case.who, at=at, reason=reason)
            )
            self.desk.drop(case)

    def _says(self, stage: Stage, text: str) -> Step:
        """Return the step in which the customer writes ``text`` and the case is at ``stage``."""

        def step(case: Case, at: dt.datetime) -> None:
            if not case.is_done:
                self._write(case, text, at)
                self._wants_work(case, stage, at)

        return step

    def _come_back(self, case: Case, at: dt.datetime) -> None:
        """Write again on what was solved; some press the button first."""
        if case.state is not State.RESOLVED:
            return
        if self.rng.random() < 0.25:
            self.desk.see(
                case, reopen.reopen(case.ticket_id, by=case.who, at=at, reason="not solved")
            )
        self._write(case, case.plan.comeback[0], at)
        self._wants_work(case, Stage.COMEBACK, at)

    def _owes_answer(self, case: Case, at: dt.datetime) -> None:
        if case.state is State.WAITING_ON_CUSTOMER:
            self._wants_work(case, Stage.REMIND, at)

    def _is_answered(self, case: Case, at: dt.datetime) -> None:
        """Whom we asked has answered."""
        if not case.is_done:
            self._wants_work(case, Stage.NEWS, at)

    def _wants_work(self, case: Case, stage: Stage, at: dt.datetime) -> None:
        """Bring ``case`` before an agent. What lies there already is not put off by less."""
        if not case.open_for_work or stage in {Stage.NEWS, Stage.COMEBACK}:
            case.stage = stage
        case.open_for_work = True
        self.desk.route(case, at)

    # The agent.

    def _answer(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """Give the first answer. Of which sort it is was laid down in the plan."""
        talk, fate = case.plan.talk, case.plan.fate
        minutes = self.desk.minutes
        if talk.notes and self.rng.random() < 0.12:
            self._soon(case, at + minutes(1), lambda case, then: self._note(case, hand, then))
        match fate.path:
            case Path.ASK:
                question, told = self.rng.choice(talk.asks)
                self._reply(case, hand, question, at, then_wait=True)
                if fate.silent:
                    self._later(case, at + self.rng.uniform(24, 40) * HOUR, self._owes_answer)
                else:
                    self._later(
                        case,
                        at + minutes(150, 1.0) * HASTE.get(case.tier, 1),
                        self._says(Stage.TOLD, told),
                    )
            case Path.HOLD:
                self._hold(case, hand, at)
            case Path.TALK:
                self._tell_solution(case, hand, at)
                asks_on = self._says(Stage.FOLLOW_UP, case.plan.follow_up[0])
                self._later(case, at + minutes(90, 0.9), asks_on)
            case Path.THANKS:
                self._tell_solution(case, hand, at)
                thanks = self._says(Stage.THANKED, self._common(case, "thanks"))
                self._later(case, at + minutes(35, 0.9), thanks)
            case Path.DIRECT:
                self._solve(case, hand, at)

    def _hold(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """Tell that somebody else is asked, and wait for them."""
        words, reason = self.rng.choice(case.plan.talk.holds)
        self._reply(case, hand, words, at)
        if case.plan.category == "authenticity":
            effects.examine(case.plan, at)
            case.examined = True

        def wait_for_them(case: Case, then: dt.datetime) -> None:
            if case.state is State.OPEN:
                why = case.teller.fill(reason, at=then)
                by = hand.person.actor
                self.desk.see(
                    case, wait.wait_for_partner(case.ticket_id, by=by, at=then, reason=why)
                )

        self._soon(case, at + self.desk.minutes(0.8), wait_for_them)
        slow = case.plan.fate.partner_silent and case.tier is not Tier.URGENT
        hours = self.rng.uniform(70, 150) if slow else self.rng.uniform(2, 34)
        hours *= HASTE.get(case.tier, 1)
        self._soon(case, at + hours * HOUR, self._is_answered)
        if slow:
            asks = self._says(Stage.STATUS, self._common(case, "asks_again"))
            self._later(case, at + self.rng.uniform(22, 30) * HOUR, asks)

    def _solve(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        self._resolve(case, hand, self._solution(case), at)
        self._change_trade(case, at)

    def _tell_solution(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        self._reply(case, hand, self._solution(case), at)
        self._change_trade(case, at)

    def _bring_news(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """Take it up again; the answer follows after some minutes."""
        if case.state is State.WAITING_ON_PARTNER:
            self.desk.see(case, wait.resume(case.ticket_id, by=hand.person.actor, at=at))

        def solve(case: Case, then: dt.datetime) -> None:
            if case.is_done:
                return
            if case.agent_id == hand.person.agent.id:
                self._solve(case, hand, then)
            else:
                self._wants_work(case, Stage.NEWS, then)

        self._soon(case, at + self.desk.minutes(2), solve)

    def _calm(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        self._reply(case, hand, self._common(case, "patience"), at)

    def _explain(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        self._resolve(case, hand, case.plan.follow_up[1], at)

    def _part(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        words = self._common(case, "thanked") if self.rng.random() < 0.6 else ""
        self._resolve(case, hand, words, at, reason="the customer confirmed it")
        self.afterwards.close_by_hand(case, at)

    def _remind(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        self._reply(case, hand, self._common(case, "reminders"), at)

        def give_up(case: Case, then: dt.datetime) -> None:
            if case.state is State.WAITING_ON_CUSTOMER:
                self._wants_work(case, Stage.GIVE_UP, then)

        self._soon(case, at + self.rng.uniform(28, 50) * HOUR, give_up)

    def _give_up(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        words = self._common(case, "unanswered")
        self._resolve(case, hand, words, at, reason="no answer from the customer")

    def _mend(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        self._resolve(case, hand, case.plan.comeback[1], at)
        self._change_trade(case, at)

    def _note(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        body = case.teller.fill(self.rng.choice(case.plan.talk.notes), at=at)
        note.note(case.ticket_id, by=hand.person.actor, body=body, at=at)

    # What these have in common.

    def _reply(
        self, case: Case, hand: Hand, text: str, at: dt.datetime, *, then_wait: bool = False
    ) -> None:
        body = self._voiced(case, hand, text, at)
        message = reply.reply(
            case.ticket_id, by=hand.person.actor, body=body, at=at, then_wait=then_wait
        )
        self.desk.see(case, message.ticket)

    def _resolve(
        self, case: Case, hand: Hand, text: str, at: dt.datetime, *, reason: str = ""
    ) -> None:
        body = self._voiced(case, hand, text, at, last=True) if text else ""
        ticket = resolve.resolve(
            case.ticket_id, by=hand.person.actor, at=at, body=body, reason=reason
        )
        self.desk.see(case, ticket)
        if case.stage is Stage.GIVE_UP:
            return
        if case.plan.fate.comes_back and case.cycles == 1:
            self._later(case, at + self.rng.uniform(1, 40) * HOUR, self._come_back)
        else:
            self.afterwards.ask_for_rating(case, hand, at)

    def _voiced(
        self, case: Case, hand: Hand, text: str, at: dt.datetime, *, last: bool = False
    ) -> str:
        """Return ``text`` as this agent writes it; a customer is greeted once by each."""
        first = hand.person.agent.id not in case.greeted_by
        case.greeted_by.add(hand.person.agent.id)
        voice = hand.person.member.voice
        said = voice.say(text, language=case.plan.language, first=first, last=last)
        return case.teller.fill(said, at=at)

    def _solution(self, case: Case) -> str:
        talk, opening = case.plan.talk, case.plan.opening
        if case.plan.fate.refused:
            return self.rng.choice(talk.refusals)
        return opening.solution or self.rng.choice(talk.solutions)

    def _change_trade(self, case: Case, at: dt.datetime) -> None:
        """Let the solution be true, unless it is one of those that turn out not to be."""
        if case.effect_done or (case.plan.fate.comes_back and case.cycles == 1):
            return
        case.effect_done = True
        refused = case.plan.fate.refused
        effects.solve(case.plan, case.teller, at, refused=refused, examined=case.examined)
        sale = case.plan.thing and case.plan.thing.sale
        if sale and case.plan.matter.thing == "parcel_late" and not refused:
            found_at = at + self.rng.uniform(3, 20) * HOUR
            self.timeline.put(found_at, lambda then: effects.arrive(sale, then))

    def _common(self, case: Case, what: str) -> str:
        return self.rng.choice(texts.common().said[case.plan.language][what])

    def _soon(self, case: Case, at: dt.datetime, step: Step) -> None:
        self.timeline.put(at, lambda then: step(case, then))

    def _later(self, case: Case, at: dt.datetime, step: Step) -> None:
        """Let the customer take ``step`` about ``at``: in the morning, if they sleep then."""
        self._soon(case, awake(at, case.teller.zone, self.rng), step)


def _party(plan: Plan) -> Party | None:
    """Return on which side the customer stands, where the category leaves it open."""
    if plan.thing is not None:
        return None
    return Party.BUYER if plan.person.buyer else Party.CONSIGNOR


def _clarified_in(plan: Plan, body: str) -> dt.timedelta | None:
    """Return how long the site's question back took to answer: who writes little was asked.

    Told by the text alone, so that the week stays the same whatever is asked.
    """
    if plan.channel is not Channel.SITE or len(body) >= SHORT[plan.language]:
        return None
    return dt.timedelta(seconds=15 + 4 * len(body) % 100)
