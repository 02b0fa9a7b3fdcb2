"""What follows a solution: ratings out of waits and faults, reviews of the low ones, the end."""

import datetime as dt
import random
from collections.abc import Collection
from zoneinfo import ZoneInfo

from tickets.actions import close, rate, review
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.management.week import texts
from tickets.management.week.case import Case
from tickets.management.week.desk import Desk, Hand
from tickets.management.week.timeline import Timeline
from tickets.satisfaction import surveys
from tickets.satisfaction.models import Cause, Review

HOUR = dt.timedelta(hours=1)
WAKES_AT, SLEEPS_FROM = 7, 1

CONTENT = 5.0
"""What a flawless solution is rated, before the mood of the day; each fault takes its part."""
LATE, VERY_LATE, NUDGED, SLOW_TO_SOLVE = 1.5, 1.1, 0.6, 0.4
BROKEN, REFUSED, CROSS = 2.0, 1.7, 0.4
MOOD = 0.6
BY_MAIL = 0.35
"""How many rate by the link of the mail instead of on the site."""
REVIEWED, CLOSED = 0.8, 0.75


def awake(at: dt.datetime, zone: ZoneInfo, rng: random.Random) -> dt.datetime:
    """Return ``at``, or a time in the morning when it is night in ``zone``."""
    local = at.astimezone(zone)
    if not SLEEPS_FROM <= local.hour < WAKES_AT:
        return at
    morning = local.replace(hour=WAKES_AT, minute=0, second=0, microsecond=0)
    return (morning + rng.uniform(0.2, 3) * HOUR).astimezone(dt.UTC)


class Afterwards:
    """Customers rate, agents and supervisors review, the matter is closed."""

    def __init__(self, rng: random.Random, timeline: Timeline, desk: Desk) -> None:
        self.rng = rng
        self.timeline = timeline
        self.desk = desk

    def ask_for_rating(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        """Let the customer rate, if they are of those who do."""
        if case.plan.fate.rates:
            hours = self.rng.uniform(0.1, 3) if self.rng.random() < 0.5 else self.rng.uniform(3, 26)
            then = awake(at + hours * HOUR, case.teller.zone, self.rng)
            self.timeline.put(then, lambda at: self._rate(case, hand, at))

    def close_by_hand(self, case: Case, at: dt.datetime) -> None:
        """Let a supervisor close some of what the customer has confirmed."""
        leader = self._leader(at + self.rng.uniform(2, 30) * HOUR)
        if leader is None or self.rng.random() > 0.4:
            return
        hand, then = leader

        def end(at: dt.datetime) -> None:
            if case.state is State.RESOLVED:
                by = hand.person.actor
                self.desk.see(
                    case, close.close(case.ticket_id, by=by, at=at, reason="customer confirmed")
                )

        self.timeline.put(then, end)

    def _rate(self, case: Case, hand: Hand, at: dt.datetime) -> None:
        if case.resolved_at is None:
            return
        score, why = self._verdict(case, hand)
        comment = self.rng.choice(texts.common().comments[case.plan.language][why])
        if self.rng.random() < BY_MAIL:
            ticket = Ticket.objects.get(id=case.ticket_id)
            secret = surveys.invite(ticket, at=case.resolved_at)
            rating = rate.rate_by_invite(secret, score=score, at=at, comment=comment)
        else:
            rating = rate.rate(case.ticket_id, by=case.who, score=score, at=at, comment=comment)
        found = Review.objects.filter(rating=rating).first()
        if found is not None and self.rng.random() < REVIEWED:
            self._plan_review(found, case, hand, why, at)

    def _verdict(self, case: Case, hand: Hand) -> tuple[int, str]:
        """Return the score, and what weighed most in it (a key of the comments)."""
        faults = {"slow": 0.0, "broken": 0.0, "refused": 0.0}
        if case.answered_late and case.first_due_at and case.first_reply_at:
            faults["slow"] += LATE
            promised = case.first_due_at - case.plan.at
            if case.first_reply_at - case.plan.at > 3 * promised + HOUR:
                faults["slow"] += VERY_LATE
        faults["slow"] += NUDGED * case.nudges
        if case.resolved_at and case.resolved_at - case.plan.at > dt.timedelta(days=2):
            faults["slow"] += SLOW_TO_SOLVE
        if case.cycles > 1:
            faults["broken"] += BROKEN
        if case.plan.fate.refused:
            faults["refused"] += REFUSED
        score = CONTENT + hand.person.member.care - sum(faults.values())
        score += self.rng.gauss(0, MOOD) - (CROSS if case.plan.opening.cross else 0)
        stars = min(5, max(1, round(score)))
        worst = max(faults, key=lambda fault: faults[fault])
        if stars <= 3 and faults[worst]:
            return stars, worst
        # Without a fault of ours nobody goes below three.
        stars = max(stars, 3)
        return stars, "delighted" if stars == 5 else "content"

    def _plan_review(
        self, found: Review, case: Case, hand: Hand, why: str, at: dt.datetime
    ) -> None:
        """Let somebody say what went wrong, in working hours; some are late with it."""
        earliest = at + self.rng.uniform(4, 64) * HOUR
        writer = self._leader(earliest)
        answered = found.reviewer_id == hand.person.agent.id
        if self.rng.random() < 0.6 and answered and not hand.leads:
            on_duty = hand.on_duty_from(earliest)
            writer = (hand, on_duty) if on_duty else None
        if writer is None:
            return
        author, then = writer
        cause = {"slow": Cause.SLOW, "broken": Cause.WRONG, "refused": Cause.PRODUCT}[why]
        if cause is Cause.WRONG and self.rng.random() < 0.3:
            cause = Cause.ATTITUDE
        words = texts.common().reviews[cause.value]

        def write(at: dt.datetime) -> None:
            review.write_review(
                found.id,
                by=author.person.actor,
                cause=cause,
                what_happened=self.rng.choice(words["what_happened"]),
                what_is_done=self.rng.choice(words["what_is_done"]),
                at=at,
            )
            # Nor does whose answer it was accept it, where somebody else wrote it for them.
            apart = {author.person.agent.id, found.reviewer_id}
            leader = self._leader(at + self.rng.uniform(1, 36) * HOUR, other_than=apart)
            if leader is not None and self.rng.random() < CLOSED:
                by = leader[0].person.actor
                self.timeline.put(leader[1], lambda at: review.close_review(found.id, by=by, at=at))

        self.timeline.put(then, write)

    def _leader(
        self, at: dt.datetime, *, other_than: Collection[int | None] = ()
    ) -> tuple[Hand, dt.datetime] | None:
        """Return the supervisor who is on duty first from ``at`` on, and when; ``other_than``
        names agents.
        """
        duties = [
            (then, hand)
            for hand in self.desk.hands.values()
            if hand.leads
            and hand.person.agent.id not in other_than
            and (then := hand.on_duty_from(at))
        ]
        if not duties:
            return None
        then, hand = min(duties, key=lambda duty: duty[0])
        return hand, then
