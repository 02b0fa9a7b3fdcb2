"""How often a message was vague, and how long making it clear took."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, make_desk, open_ticket
from tests.insight.reading import figure_of
from tickets.actions.receive import receive
from tickets.insight.dashboards import behind
from tickets.insight.figures import Figure
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
NOW = MONDAY + 5 * DAY


@pytest.fixture(autouse=True)
def desk(db: None) -> None:
    make_desk()


def figure(key: MeasureKey) -> Figure:
    return figure_of(key, at=NOW)


def vague(*, answered_after: int | None, at: dt.datetime = MONDAY) -> Ticket:
    ticket = open_ticket(body="hello?", channel=Channel.APP, at=at)
    if answered_after is not None:
        receive(
            ticket.id,
            by=actor_of(ticket.requester),
            body="Do you accept fur?",
            channel=Channel.APP,
            at=at + answered_after * MINUTE,
        )
    return ticket


def test_the_share_of_clear_messages_leads_to_those_that_were_not() -> None:
    unclear = vague(answered_after=None)
    for _ in range(3):
        open_ticket(channel=Channel.APP)

    found = figure(MeasureKey.CLEAR_AT_ONCE)

    assert (found.value, found.count) == (75.0, 4)
    missed = behind(
        MeasureKey.CLEAR_AT_ONCE,
        tickets=Ticket.objects.all(),
        window=Window(MONDAY - DAY, NOW),
        missed_only=True,
    )
    assert list(missed) == [unclear]


def test_the_time_to_clarify_is_a_median_of_what_was_answered() -> None:
    for minutes in (2, 4, 3 * 24 * 60):
        vague(answered_after=minutes)
    vague(answered_after=None)
    open_ticket(body="hello?", at=MONDAY, clarified_in=6 * MINUTE)

    found = figure(MeasureKey.CLARIFYING_MINUTES)

    assert (found.value, found.count) == (5.0, 4)
    assert found.reached
    assert {point.day: point.value for point in found.trend if point.value}[MONDAY.date()] == 4.0


def test_the_time_before_is_a_median_of_its_own() -> None:
    open_ticket(at=NOW - 14 * DAY)
    vague(answered_after=9, at=MONDAY - 7 * DAY)
    vague(answered_after=3)

    found = figure(MeasureKey.CLARIFYING_MINUTES)

    assert (found.value, found.before.value(found.measure)) == (3.0, 9.0)


def test_without_rows_nothing_is_claimed() -> None:
    found = figure(MeasureKey.CLARIFYING_MINUTES)

    assert (found.value, found.count, found.reached) == (None, 0, None)
