"""A changed policy and open tickets: they follow in batches, all of them, once, and nobody who was
told a time gets a later one.
"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import NO_LEVELS, browser_of
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tickets.actions import retarget_open
from tickets.actions.reply import reply
from tickets.actions.wait import wait_for_customer
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.sla import retargeting
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock, Policy, RetargetRun, WarningLevel
from tickets.sla.proof.verifying import Tally, findings
from tickets.sla.touching import open_kinds

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
LATER = MONDAY + 2 * HOUR
FIRST = ClockKind.FIRST_RESPONSE


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def low(desk: Desk) -> Policy:
    """Questions on rules: a person answers in 24 hours, by the clock on the wall."""
    return Policy.objects.get(key="low")


def promise(low: Policy, hours: int) -> None:
    low.first_response_within = hours * HOUR
    low.save()


def asked() -> RetargetRun:
    run = retarget_open.start(open_kinds(), reason="Low was changed", by=None, at=LATER)
    assert run is not None
    return run


def at(moment: dt.datetime) -> Callable[[], dt.datetime]:
    return lambda: moment


def first(ticket: Ticket) -> Clock:
    return ticket.clocks.select_related("calendar_version").get(kind=FIRST)


def test_open_tickets_follow_and_lose_nothing_that_was_used_up(desk: Desk, low: Policy) -> None:
    running, done = open_ticket(), ticket_in(State.RESOLVED, desk)
    paused = ticket_in(State.OPEN, desk)
    wait_for_customer(paused.id, by=desk.agent_actor, at=MONDAY + HOUR)
    promise(low, 6)

    run = asked()
    assert run.total == 2
    assert retarget_open.work(run.id, now=at(LATER))

    assert first(running).due_at == MONDAY + 6 * HOUR == Ticket.objects.get(id=running.id).due_at
    stopped = first(paused)
    assert (stopped.target, stopped.consumed, stopped.due_at) == (6 * HOUR, HOUR, None)
    assert first(done).target == 24 * HOUR
    run = RetargetRun.objects.get()
    assert (run.worked, run.changed, run.kept, run.finished_at) == (2, 2, 0, LATER)


def test_what_is_stored_is_what_the_events_amount_to(desk: Desk, low: Policy) -> None:
    for n in range(3):
        open_ticket(at=MONDAY + n * HOUR / 60)
    wait_for_customer(ticket_in(State.OPEN, desk).id, by=desk.agent_actor, at=MONDAY + HOUR)
    answered = ticket_in(State.OPEN, desk)
    reply(answered.id, by=desk.agent_actor, body="It is 15 %.", at=MONDAY + HOUR)
    low.resolution_within = 40 * HOUR
    promise(low, 6)
    retarget_open.work(asked().id, now=at(LATER))
    assert RetargetRun.objects.get().changed == 5
    assert list(findings(tally=Tally())) == []


def test_a_time_that_the_customer_was_told_never_moves_later(desk: Desk, low: Policy) -> None:
    ticket = open_ticket()
    promise(low, 48)
    retarget_open.work(asked().id, now=at(LATER))
    assert first(ticket).due_at == MONDAY + 24 * HOUR
    assert RetargetRun.objects.get().kept == 1


def test_levels_that_were_passed_before_are_noticed_and_none_twice(desk: Desk, low: Policy) -> None:
    ticket = open_ticket()
    WarningLevel.objects.create(policy=low, level=5)
    promise(low, 20)
    run = asked()
    retarget_open.work(run.id, now=at(LATER + 12 * HOUR))
    clock = first(ticket)
    # 14 of 24 hours were used up: half of it, noticed before it was promised anew.
    assert (list(clock.warnings.values_list("level", flat=True)), clock.next_level) == ([50], 100)


def test_a_worker_that_dies_leaves_the_rest_to_the_next(
    desk: Desk, low: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = [open_ticket() for _ in range(5)]
    promise(low, 6)
    run = asked()
    monkeypatch.setattr(retarget_open, "BATCH", 2)

    died = LATER + 2 * retarget_open.LEASE

    def dies(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    retarget_open._step(run.id, at=LATER)
    with monkeypatch.context() as dying:
        dying.setattr(retarget_open, "retarget_many", dies)
        with pytest.raises(KeyboardInterrupt):
            retarget_open.work(run.id, now=at(died))
    assert RetargetRun.objects.get().worked == 2

    # Nobody gets it before its lease is over, and then it goes on where it stopped.
    assert not retarget_open.work(run.id, now=at(died + retarget_open.LEASE / 2))
    assert retarget_open.unfinished(LATER + HOUR) == [run.id]
    assert retarget_open.work(run.id, now=at(LATER + HOUR))
    run = RetargetRun.objects.get()
    assert (run.worked, run.changed) == (5, 5)
    assert {clock.events.filter(kind="retargeted").count() for clock in map(first, tickets)} == {1}


def test_one_poisonous_ticket_stops_no_other(
    desk: Desk, low: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = [open_ticket() for _ in range(3)]
    promise(low, 6)
    really = retargeting.is_later

    def is_later(clock: Clock, *args: object, **kwargs: object) -> bool:
        if clock.ticket_id == tickets[1].id:
            raise ValueError
        return really(clock, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(retargeting, "is_later", is_later)
    retarget_open.work(asked().id, now=at(LATER))
    run = RetargetRun.objects.get()
    assert (run.worked, run.changed, run.faults) == (3, 2, 1)
    assert first(tickets[1]).target == 24 * HOUR


def test_a_batch_takes_as_many_statements_for_two_tickets_as_for_twenty(
    desk: Desk, low: Policy
) -> None:
    def statements(hours: int) -> int:
        promise(low, hours)
        run = asked()
        with CaptureQueriesContext(connection) as queries:
            retarget_open._step(run.id, at=LATER)
        retarget_open.cancel(run.id, at=LATER)
        return len(queries)

    for _ in range(2):
        open_ticket()
    statements(10)  # what is remembered is read
    few = statements(8)
    for _ in range(18):
        open_ticket()
    assert statements(6) == few


def test_staff_are_told_how_many_it_touches_and_choose(desk: Desk, low: Policy) -> None:
    browser = browser_of(desk.supervisor)
    open_ticket()
    facts = {
        "name": low.name,
        "tier": "low",
        "first_response_within": "6 h",
        "resolution_within": "72 h",
        "calendar": low.calendar_id,
        "active": "on",
        **NO_LEVELS,
    }
    page = f"/admin/tickets/policy/{low.pk}/change/"
    touches = f"/admin/desk/configuration/policies/touches/?policy={low.pk}"

    assert "1 open ticket falls under it." in browser.post(touches, facts).text
    browser.post(page, facts)
    assert not RetargetRun.objects.exists()
    told = browser.post(page, {**facts, "reach": "open"}, follow=True)
    assert "1 open ticket follows in the background." in told.text
    assert "Low" in browser.get("/admin/desk/configuration/retargets/").text
    assert "It begins in a moment." in browser.get("/admin/desk/configuration/policies/").text
