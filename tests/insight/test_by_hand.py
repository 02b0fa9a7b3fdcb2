"""Measures against tables that were counted by hand: a row is a ticket, told by the minute."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.insight.reading import board, everything, figure_of
from tickets.actions.assign import put_back, take
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.wait import wait_for_customer
from tickets.actions.withdraw import withdraw
from tickets.insight.cube import Tally
from tickets.insight.models import MeasureKey
from tickets.insight.peaks import heat
from tickets.insight.uncertainty import (
    Bucket,
    difference_of_counts,
    difference_of_means,
    difference_of_shares,
    median,
    median_interval,
)
from tickets.insight.windows import Period
from tickets.lifecycle.choices import Channel, State, Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = MONDAY + 2 * DAY


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


def live(desk: Desk, story: str, *, at: dt.datetime = MONDAY, **facts) -> Ticket:
    """Live through ``story``: "take 5, reply 8, wait 8, answer 30, solve 40, rate=5 50", each step
    with the minute at which it is done.
    """
    ticket = open_ticket(at=at, **facts)
    by, customer = desk.agent_actor, actor_of(ticket.requester)
    for step in filter(None, story.split(", ")):
        what, minute = step.split()
        when = at + int(minute) * MINUTE
        match what.split("="):
            case ["take"]:
                take(ticket.id, by=by, at=when)
            case ["reply"]:
                reply(ticket.id, by=by, body="It is 15 %.", at=when)
            case ["wait"]:
                wait_for_customer(ticket.id, by=by, at=when)
            case ["answer"]:
                receive(ticket.id, by=customer, body="So?", channel=Channel.SITE, at=when)
            case ["back"]:
                put_back(ticket.id, by=by, at=when, reason="Not mine.")
            case ["solve"]:
                resolve(ticket.id, by=by, at=when)
            case ["withdraw"]:
                withdraw(ticket.id, by=customer, at=when, reason="solved_itself")
            case ["rate", score]:
                rate(ticket.id, by=customer, score=int(score), at=when)
            case _:
                raise ValueError(step)
    return ticket


def test_time_under_work_leaves_out_the_queue_and_every_wait(desk: Desk) -> None:
    for story, _minutes_open in (
        # Taken at 5, waits from 10 to 70, solved at 90: 5 and 20.
        ("take 5, reply 8, wait 10, answer 70, solve 90", 25),
        # Taken at 5, back in the queue from 15 to 60, solved at 63: 10 and 3.
        ("take 5, reply 8, back 15, take 60, solve 63", 13),
        ("take 30, reply 31, solve 34", 4),
        # What is open still has no time yet.
        ("take 5, reply 8", None),
    ):
        live(desk, story)

    found = figure_of(MeasureKey.HANDLING_MINUTES, at=NOW)

    assert (found.count, found.value) == (3, 13.0)
    assert found.now.mean == pytest.approx((25 + 13 + 4) / 3)


def test_time_to_the_solution_is_told_to_the_first_one(desk: Desk) -> None:
    live(desk, "take 1, reply 2, solve 10")
    live(desk, "take 1, reply 2, solve 30, answer 60, take 61, reply 62, solve 2000")
    live(desk, "take 1, reply 2, solve 50")

    found = figure_of(MeasureKey.RESOLUTION_MINUTES, at=NOW)

    assert (found.count, found.value) == (3, 30.0)


def test_reopened_and_came_again_count_the_solutions_they_undo(desk: Desk) -> None:
    """Five solutions of four tickets: one came undone; one customer of four came again."""
    live(desk, "take 1, reply 2, solve 10")
    live(desk, "take 1, reply 2, solve 10, answer 60, take 61, reply 62, solve 70")
    buyer = BuyerFactory.create().user
    live(desk, "take 1, reply 2, solve 10", customer=buyer)
    live(desk, "take 1, reply 2, solve 10", customer=buyer, at=MONDAY + DAY)
    # In another category: another matter.
    open_ticket(category="rules-fees", at=MONDAY + DAY)

    shown = board(at=NOW)

    reopened, again = shown.figures[MeasureKey.REOPENED], shown.figures[MeasureKey.REPEATED]
    assert (reopened.now.good, reopened.count, reopened.value) == (1, 5, 20.0)
    assert (again.now.good, again.count, again.value) == (1, 4, 25.0)
    assert shown.figures[MeasureKey.FIRST_CONTACT].value == 50.0
    assert reopened.reached is False


@pytest.mark.parametrize(("days", "again"), [(6, 1), (8, 0)])
def test_a_contact_is_a_repeat_within_seven_days_of_the_solution(desk, days, again) -> None:
    buyer = BuyerFactory.create().user
    live(desk, "take 1, reply 2, solve 10", customer=buyer)
    open_ticket(customer=buyer, at=MONDAY + days * DAY)

    found = figure_of(MeasureKey.REPEATED, at=MONDAY + 10 * DAY, days=28)

    assert (found.now.good, found.count) == (again, 1)


def test_surveys_answered_are_of_all_solutions(desk: Desk) -> None:
    """The rating of the second solution says nothing of whether the first one was rated."""
    live(desk, "take 1, reply 2, solve 10, rate=5 20")
    live(desk, "take 1, reply 2, solve 10")
    live(desk, "take 1, reply 2, solve 10, answer 20, take 21, reply 22, solve 30, rate=2 40")

    found = figure_of(MeasureKey.RATED, at=NOW)

    assert (found.now.good, found.count) == (2, 4)


def test_mail_is_kept_apart_from_chat_phone_and_site(desk: Desk) -> None:
    DeskSettings.objects.update(chats_at_once=100, calls_at_once=100)
    for minutes, channel in (
        (10, Channel.SITE),
        (20, Channel.CHAT),
        (60, Channel.PHONE),
        (600, Channel.EMAIL),
        (900, Channel.SITE_MESSAGE),
    ):
        live(desk, f"take 1, reply {minutes}", channel=channel)

    shown = board(at=NOW)

    assert shown.figures[MeasureKey.FIRST_RESPONSE_MINUTES].value == 30.0
    assert shown.figures[MeasureKey.MAIL_RESPONSE_MINUTES].value == 750.0
    by_channel = {part.value: part.tally.mean for part in shown.channels}
    assert by_channel == {"site": 10.0, "chat": 20.0, "phone": 60.0}


def test_a_figure_belongs_to_whoever_did_it(desk: Desk) -> None:
    """First answered by one agent, solved by another, held by the second."""
    second = AgentFactory.create(skilled=True)
    ticket = live(desk, "take 1, reply 5, back 10")
    take(ticket.id, by=actor_of(second.user), at=MONDAY + 20 * MINUTE)
    resolve(ticket.id, by=actor_of(second.user), at=MONDAY + 30 * MINUTE)
    rate(ticket.id, by=actor_of(ticket.requester), score=5, at=MONDAY + HOUR)

    shown = board(at=NOW)

    # What the customer rates is an answer; the second one closed it without a word.
    assert [part.value for part in shown.satisfaction["agent"]] == [desk.agent.pk]
    for key, owner in (
        (MeasureKey.FIRST_RESPONSE_MINUTES, desk.agent.pk),
        (MeasureKey.FIRST_RESPONSE, desk.agent.pk),
        (MeasureKey.FIRST_CONTACT, second.pk),
        (MeasureKey.HANDLING_MINUTES, second.pk),
    ):
        scope = everything().narrowed("agent", owner)
        assert figure_of(key, at=NOW, scope=scope).count == 1, key


def test_the_backlog_of_each_day_is_told_from_what_came_and_went(desk: Desk) -> None:
    """Filed on Monday: three; one solved at once, one withdrawn on Tuesday. The solved one comes
    back on Wednesday.
    """
    live(desk, "take 1, reply 2, solve 10, answer 2880")
    live(desk, "withdraw 1440")
    live(desk, "")

    shown = board(at=MONDAY + 3 * DAY)

    levels = {day.isoformat(): level for day, level in shown.levels}
    assert [levels[f"2026-03-0{n}"] for n in (1, 2, 3, 4, 5)] == [0, 2, 1, 2, 2]
    assert shown.backlog.unfinished == 2


def test_the_age_of_the_unfinished_is_counted_by_tier(desk: Desk) -> None:
    security = {"category": "account-security", "answers": {"seen": "A log-in from abroad."}}
    for days in (0, 1, 2, 5, 40):
        open_ticket(at=NOW - days * DAY - HOUR)
    ticket_in(State.NEW, desk, at=NOW - 10 * DAY, **security)

    ages = board(at=NOW).backlog.ages

    low = {key: count for (tier, key), count in ages.items() if tier is Tier.LOW}
    assert low == {"day": 1, "three": 2, "week": 1, "month": 0, "older": 1}
    assert ages[Tier.URGENT, "month"] == 1


def test_the_peaks_of_the_week_are_found_and_named() -> None:
    """Ten days as M28 describes them: 10-12 and 20-22 three times the usual, weekends +30 %."""
    period = Period.of_dates(
        dt.date(2026, 3, 2), dt.date(2026, 3, 15), at=NOW + 30 * DAY, zone="Asia/Shanghai"
    )
    counts = {}
    for day in range(1, 8):
        for hour in range(24):
            usual = 30 if hour in (10, 11, 20, 21) else 10
            counts[day, hour] = Tally(count=round(usual * (1.3 if day > 5 else 1)))

    found = heat(counts, period)

    assert [(peak.since, peak.until) for peak in found.peaks] == [(10, 12), (20, 22)]
    assert found.weekend == pytest.approx(30)


def test_a_handful_of_contacts_has_no_peaks() -> None:
    period = Period.of_days(7, at=NOW, zone="UTC")

    found = heat({(1, 10): Tally(count=20)}, period)

    assert (found.peaks, found.weekend, found.most) == ((), None, 20)


def test_chance_is_not_called_a_change() -> None:
    # Newcombe 1998, table II, example (a): 56/70 and 48/80 differ by 0.2, from 0.0524 to 0.3339.
    assert difference_of_shares((56 / 70, 70), (48 / 80, 80)).clear
    assert not difference_of_shares((9 / 10, 10), (3 / 10 + 0.4, 10)).clear
    assert difference_of_counts(130, 70).clear
    assert not difference_of_counts(103, 97).clear
    quick, slow = [Bucket(20, 100.0), Bucket(20, 140.0)], [Bucket(20, 400.0), Bucket(20, 440.0)]
    assert difference_of_means(slow, quick).clear
    assert not difference_of_means([Bucket(1, 500.0)], quick).clear


def test_a_median_is_told_from_buckets() -> None:
    buckets = [Bucket(1, 2.0), Bucket(2, 8.0), Bucket(1, 4000.0)]

    assert median(buckets) == 4.0
    assert median([Bucket(1, 2.0), Bucket(1, 5.0)]) == 3.5
    assert median_interval([Bucket(1, float(n)) for n in range(100)]) == (40.0, 60.0)
