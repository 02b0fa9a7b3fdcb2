"""What follows when a promise passes a level: once, with its reason, and nothing out of date."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tickets.actions import act_on_warning as acting
from tickets.actions.act_on_warning import MAIL, act_on_pending
from tickets.actions.hand_over import hand_over
from tickets.actions.reply import reply
from tickets.actions.wait import wait_for_customer
from tickets.channels.email import alerting
from tickets.inbox.meaning import understand
from tickets.inbox.vocabulary import Vocabulary
from tickets.lifecycle.choices import EventKind, State, Tier
from tickets.lifecycle.models import Ticket
from tickets.outbox import relay
from tickets.outbox.models import OutboxEntry
from tickets.routing.models import Queue
from tickets.sla.breaches import Swept, sweep
from tickets.sla.choices import ClockKind, Consequence, WhyLeft
from tickets.sla.models import Alert, Clock, Outcome, WarningAct, WarningLevel
from tickets.staff.models import Presence

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
# A question on rules: a person answers within 24 hours, by the clock on the wall.
EIGHTY = MONDAY + 20 * HOUR
LATE = MONDAY + 25 * HOUR


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def held(desk: Desk) -> Ticket:
    """A ticket that an agent holds and has not answered."""
    return ticket_in(State.OPEN, desk)


def only(**fields: object) -> None:
    """Let the desk have one level, at which just this follows."""
    WarningLevel.objects.all().delete()
    WarningLevel.objects.create(level=80, **{"notify": False, **fields})


def outcomes(ticket: Ticket) -> dict[tuple[int, str], tuple[str, str]]:
    rows = WarningAct.objects.filter(clock__ticket=ticket, clock__kind=ClockKind.FIRST_RESPONSE)
    return {(row.level, row.consequence): (row.outcome, row.why) for row in rows}


def passing(at: dt.datetime) -> None:
    sweep(at=at)
    act_on_pending(at=at)


def test_who_holds_the_ticket_is_told_and_a_supervisor_when_it_breaks(desk, held) -> None:
    passing(EIGHTY)
    assert list(Alert.objects.values_list("agent", "act__level")) == [(desk.agent.id, 80)]
    passing(LATE)
    told = set(Alert.objects.filter(act__level=100).values_list("agent", "act__consequence"))
    assert told == {(desk.agent.id, "notify"), (desk.supervisor.id, "call")}

    events = held.events.filter(kind=EventKind.WARNED).order_by("id")
    assert [(event.data["level"], event.data["consequence"]) for event in events] == [
        (80, "notify"),
        (100, "notify"),
        (100, "call"),
    ]


def test_after_an_hour_without_workers_everybody_is_told_once(desk, held) -> None:
    assert sweep(at=LATE) == Swept(warnings=2, breaches=1)
    act_on_pending(at=LATE)
    act_on_pending(at=LATE)
    assert outcomes(held) == {
        (80, "notify"): (Outcome.LEFT, WhyLeft.OVERTAKEN),
        (100, "notify"): (Outcome.DONE, ""),
        (100, "call"): (Outcome.DONE, ""),
    }
    assert Alert.objects.count() == 2
    assert sweep(at=LATE) == Swept(warnings=0, breaches=0)


def test_a_worker_that_dies_between_leaves_all_undone_and_the_next_does_it_once(
    desk, held, monkeypatch
) -> None:
    sweep(at=LATE)

    def dies(*args: object) -> None:
        raise MemoryError

    with monkeypatch.context() as dying:
        dying.setitem(acting.CARRY_OUT, Consequence.CALL, dies)
        broken = Clock.objects.get(breached_at__isnull=False)
        with pytest.raises(MemoryError):
            acting.act_on_warning(broken.pk, level=100, at=LATE)
    assert not Alert.objects.exists()

    act_on_pending(at=LATE)
    assert Alert.objects.filter(act__level=100).count() == 2
    assert held.events.filter(kind=EventKind.WARNED).count() == 2


def test_what_was_kept_meanwhile_or_stands_still_is_left_and_says_why(desk, held) -> None:
    other = ticket_in(State.OPEN, desk)
    sweep(at=EIGHTY)
    reply(held.id, by=desk.agent_actor, body="It is 15 %.", at=EIGHTY)
    wait_for_customer(other.id, by=desk.agent_actor, at=EIGHTY)
    act_on_pending(at=EIGHTY)
    assert outcomes(held)[80, "notify"] == (Outcome.LEFT, WhyLeft.OVER)
    assert outcomes(other)[80, "notify"] == (Outcome.LEFT, WhyLeft.PAUSED)
    assert not Alert.objects.exists()


def test_a_raised_tier_is_worked_on_sooner_and_breaks_no_promise(desk) -> None:
    only(raise_tier=True)
    ticket = Ticket.objects.get(id=open_ticket().id)
    due = ticket.due_at
    passing(EIGHTY)
    raised = Ticket.objects.get(id=ticket.id)
    assert (raised.tier, raised.due_at) == (Tier.MEDIUM, due)
    # As if a person had been promised within two hours, not within twenty-four.
    assert raised.head_start - ticket.head_start == 22 * 3600
    assert "raised from low" in raised.reasons["tier"]
    assert not Clock.objects.filter(breached_at__isnull=False).exists()


def test_moved_to_a_restricted_queue_it_leaves_no_gap_and_no_outsider_with_it(desk) -> None:
    security = Queue.objects.get(key="security")
    only(move_to=security)
    outsider = AgentFactory.create()
    ticket = ticket_in(State.OPEN, Desk(outsider, desk.supervisor))
    passing(EIGHTY)
    moved = Ticket.objects.get(id=ticket.id)
    assert (moved.queue, moved.state, moved.assignee) == (security, State.NEW, None)
    assert moved.number != ticket.number
    assert browser_of(outsider).get(f"/admin/desk/tickets/{ticket.id}/").status_code == 404
    assert browser_of(desk.agent).get(f"/admin/desk/?q=T-{moved.number}").text.count(moved.subject)


def test_a_mail_follows_for_who_has_not_looked(desk, held) -> None:
    desk.agent.set_presence(Presence.HERE, at=MONDAY)
    passing(EIGHTY)
    (entry,) = OutboxEntry.objects.filter(kind=MAIL)
    assert entry.available_at - entry.created_at == dt.timedelta(minutes=5)

    relay.deliver(handlers=alerting.HANDLERS, at=entry.available_at)
    (sent,) = mail.outbox
    assert sent.to == [f"{desk.agent.user} <{desk.agent.user.email}>"]
    assert held.reference in sent.subject
    assert "commission" not in sent.body


def test_who_has_looked_gets_no_mail(desk, held) -> None:
    passing(EIGHTY)
    alert = Alert.objects.get()
    browser = browser_of(desk.agent)
    assert held.reference in browser.get("/admin/desk/alerts/").text
    answer = browser.post(f"/admin/desk/alerts/{alert.id}/seen/", {"open": "1"})
    assert answer.url == f"/admin/desk/tickets/{held.id}/"
    assert held.reference not in browser.get("/admin/desk/alerts/").text

    relay.deliver(handlers=alerting.HANDLERS, at=EIGHTY + HOUR)
    assert mail.outbox == []


def test_a_promise_that_was_kept_since_is_told_to_nobody(desk, held) -> None:
    passing(EIGHTY)
    browser = browser_of(desk.agent)
    assert held.reference in browser.get("/admin/desk/alerts/").text

    reply(held.id, by=desk.agent_actor, body="It is 15 %.", at=EIGHTY)

    first_answer = Clock.objects.get(ticket=held, kind=ClockKind.FIRST_RESPONSE)
    assert not first_answer.is_open
    assert held.reference not in browser.get("/admin/desk/alerts/").text


def test_who_has_handed_the_ticket_over_is_told_no_more(desk, held) -> None:
    passing(EIGHTY)
    browser = browser_of(desk.agent)
    assert held.reference in browser.get("/admin/desk/alerts/").text

    other = AgentFactory.create(skilled=True)
    hand_over(held.id, to=other.id, by=desk.agent_actor, at=EIGHTY, reason="You know her.")

    assert held.reference not in browser.get("/admin/desk/alerts/").text


def test_what_followed_is_read_beside_the_ticket_and_in_its_history(desk, held) -> None:
    passing(LATE)
    browser = browser_of(desk.agent)
    page = browser.get(f"/admin/desk/tickets/{held.id}/").text
    assert f"Supervisor called: {desk.supervisor}" in page
    assert "a later level was reached meanwhile" in page
    assert f"{desk.agent} was told" in browser.get(f"/admin/desk/tickets/{held.id}/history/").text


def test_the_inbox_finds_what_is_in_danger(desk, held) -> None:
    fresh = open_ticket(at=MONDAY + 19 * HOUR)
    passing(EIGHTY)
    asked = understand("is:danger", vocabulary=Vocabulary(desk.agent_actor), at=EIGHTY)
    found = Ticket.objects.filter(*asked.conditions)
    assert list(found) == [held]
    assert fresh not in found


def test_the_list_of_what_is_in_danger_takes_as_many_statements_for_sixty_as_for_two(desk) -> None:
    browser = browser_of(desk.supervisor)

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            page = browser.get("/admin/desk/danger/?view=broken")
        assert "Nobody holds it" in page.text
        return len(queries)

    for count in (2, 58):
        for _ in range(count):
            open_ticket()
        passing(LATE)
        if count == 2:
            few = statements()
    assert statements() - few <= 1  # the count of a list that goes on
    assert few <= 15
