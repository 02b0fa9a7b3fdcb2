"""Figures against cases that were counted by hand."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.insight.reading import board, figure_of
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.insight.dashboards import behind
from tickets.insight.figures import Figure
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.insight.uncertainty import SMALL_SAMPLE
from tickets.lifecycle.choices import Channel, Lane, State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = MONDAY + 2 * DAY


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def figure(key: MeasureKey) -> Figure:
    return figure_of(key, at=NOW, zone="Asia/Shanghai")


def test_an_empty_desk_shows_no_figure_rather_than_a_hundred_percent(desk):
    found = figure(MeasureKey.SATISFACTION)

    assert (found.value, found.count, found.reached, found.small) == (None, 0, None, True)


def test_satisfaction_is_the_share_of_fours_and_fives(desk):
    for score in (5, 4, 3, 1):
        ticket = ticket_in(State.RESOLVED, desk)
        rate(ticket.id, by=actor_of(ticket.requester), score=score, at=MONDAY + HOUR)

    found = figure(MeasureKey.SATISFACTION)

    assert (found.value, found.count, found.reached) == (50.0, 4, False)
    assert found.count < SMALL_SAMPLE
    assert found.small


def test_a_late_first_response_is_missed_once_it_is_late_and_stays_so(desk):
    security = {"category": "account-security", "answers": {"seen": "A log-in from abroad."}}
    in_time = open_ticket(**security)
    late = open_ticket(**security)
    reply(in_time.id, by=desk.agent_actor, body="We lock it.", at=MONDAY + MINUTE)
    reply(late.id, by=desk.agent_actor, body="We lock it.", at=MONDAY + 30 * MINUTE)

    found = figure(MeasureKey.FIRST_RESPONSE)
    missed = behind(
        MeasureKey.FIRST_RESPONSE,
        tickets=Ticket.objects.all(),
        window=Window(MONDAY - DAY, NOW),
        missed_only=True,
    )

    assert (found.value, found.count) == (50.0, 2)
    assert list(missed) == [late]


def test_the_mean_first_response_is_in_minutes_and_leaves_mail_out(desk):
    for minutes, channel in ((10, Channel.SITE), (20, Channel.APP), (600, Channel.EMAIL)):
        ticket = open_ticket(channel=channel)
        reply(ticket.id, by=desk.agent_actor, body="15 %.", at=MONDAY + minutes * MINUTE)

    found = figure(MeasureKey.FIRST_RESPONSE_MINUTES)

    assert (found.value, found.count, found.reached) == (15.0, 2, True)


def test_first_contact_excludes_second_turns_reopenings_and_repeats(desk):
    once = ticket_in(State.RESOLVED, desk)

    two_turns = ticket_in(State.OPEN, desk)
    customer = actor_of(two_turns.requester)
    reply(two_turns.id, by=desk.agent_actor, body="Which watch?", at=MONDAY + 2 * MINUTE)
    receive(
        two_turns.id, by=customer, body="The blue.", channel=Channel.SITE, at=MONDAY + 3 * MINUTE
    )
    resolve(two_turns.id, by=desk.agent_actor, body="15 %.", at=MONDAY + 4 * MINUTE)

    buyer = BuyerFactory.create().user
    repeated = ticket_in(State.RESOLVED, desk, customer=buyer)
    open_ticket(customer=buyer, at=MONDAY + DAY)

    reopened = ticket_in(State.RESOLVED, desk)
    again = actor_of(reopened.requester)
    receive(reopened.id, by=again, body="No.", channel=Channel.SITE, at=MONDAY + HOUR)
    resolve(reopened.id, by=desk.agent_actor, body="Sorry.", at=MONDAY + 2 * HOUR)

    found = figure(MeasureKey.FIRST_CONTACT)
    missed = behind(
        MeasureKey.FIRST_CONTACT,
        tickets=Ticket.objects.all(),
        window=Window(MONDAY - DAY, NOW),
        missed_only=True,
    )

    assert (found.value, found.count) == (25.0, 4)
    assert set(missed) == {two_turns, repeated, reopened}
    assert once not in missed


def test_the_trend_parts_days_at_the_readers_midnight(desk):
    before_midnight = dt.datetime(2026, 3, 3, 15, 59, tzinfo=dt.UTC)
    for at in (before_midnight, before_midnight + 2 * MINUTE):
        ticket = ticket_in(State.RESOLVED, desk, at=at - 10 * MINUTE)
        rate(ticket.id, by=actor_of(ticket.requester), score=5, at=at)

    trend = {point.day.day: point.count for point in figure(MeasureKey.SATISFACTION).trend}

    assert (trend[3], trend[4]) == (1, 1)


def test_backlog_counts_what_is_open_overdue_and_nobodys(desk):
    ticket_in(State.NEW, desk)
    ticket_in(State.WAITING_ON_CUSTOMER, desk)
    ticket_in(State.RESOLVED, desk)

    backlog = board(at=NOW + 30 * DAY).backlog

    assert (backlog.unfinished, backlog.unassigned, backlog.waiting_on_customer) == (2, 1, 1)
    assert backlog.overdue == 1


def test_promises_are_shown_by_lane(desk):
    ticket_in(State.RESOLVED, desk)

    promises = {promise.key: promise for promise in board(at=NOW).promises}

    kept = promises[MeasureKey.FIRST_RESPONSE].lanes
    assert (kept[Lane.STANDARD].count, kept[Lane.STANDARD].good) == (1, 1)
    assert kept[Lane.VIP].count == 0


def test_the_time_before_is_shown_beside(desk):
    open_ticket(at=NOW - 14 * DAY)
    for at, score in ((MONDAY - 7 * DAY, 1), (MONDAY, 5), (MONDAY, 5)):
        ticket = ticket_in(State.RESOLVED, desk, at=at)
        rate(ticket.id, by=actor_of(ticket.requester), score=score, at=at + HOUR)

    found = figure(MeasureKey.SATISFACTION)

    assert (found.value, found.count, found.before.good, found.before.count) == (100.0, 2, 0, 1)
    assert found.change.by == 100.0


def test_a_time_in_which_the_desk_was_not_there_is_not_compared(desk):
    for at in (MONDAY - 7 * DAY, MONDAY):
        open_ticket(at=at)

    found = figure(MeasureKey.FILED)

    assert (found.count, found.change) == (1, None)
