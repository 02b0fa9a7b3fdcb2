"""What counts for a promise: every line of the table, and the messages that it is about."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.sla.conftest import WEDNESDAY_AT_TEN as TEN
from tests.sla.conftest import hours, minutes
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.wait import wait_for_customer
from tickets.conversation.news import brings_news
from tickets.lifecycle.choices import Channel, EventKind, State
from tickets.lifecycle.models import Ticket
from tickets.sla import clocks
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock, Policy
from tickets.sla.steps import Terms
from tickets.sla.timetables import on_the_wall
from tickets.sla.what_counts import Happening
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

KINDS = [
    ClockKind.FIRST_RESPONSE,
    ClockKind.NEXT_RESPONSE,
    ClockKind.PROGRESS,
    ClockKind.PLAN,
    ClockKind.RESOLUTION,
    ClockKind.EVIDENCE,
]

# Of each kind in this order: r runs, p stands still, m met, d dropped, n met and promised anew.
# While all of them run, while the customer is waited for, and what begins where none is open.
LINES = {
    Happening.FILED: ("rrrrrr", "pprrpr", {"first_response", "resolution"}),
    Happening.CUSTOMER_WROTE: ("rrrrrm", "rrrrrm", set()),
    Happening.CUSTOMER_WROTE_AFTER_AN_ANSWER: ("rrrrrm", "rrrrrm", {"next_response"}),
    Happening.CUSTOMERS_ROBOT_WROTE: ("rrrrrr", "pprrpr", set()),
    Happening.ASSISTANT_ANSWERED: ("rrrrrr", "pprrpr", set()),
    Happening.DESK_WROTE_BY_ITSELF: ("rrrrrr", "pprrpr", set()),
    Happening.STAFF_NOTED: ("rrrrrr", "pprrpr", set()),
    Happening.PERSON_ANSWERED: ("mmrrrr", "mmrrpr", {"progress"}),
    Happening.PERSON_BROUGHT_NEWS: ("mmnrrr", "mmnrpr", {"progress"}),
    Happening.EVIDENCE_ASKED: ("rrrrrr", "pprrpr", {"evidence"}),
    Happening.PLAN_PROMISED: ("rrrrrr", "pprrpr", {"plan"}),
    Happening.PLAN_GIVEN: ("mmnmrr", "mmnmpr", {"progress"}),
    Happening.WAITS_FOR_CUSTOMER: ("pprrpr", "pprrpr", set()),
    Happening.WAITS_FOR_PARTNER: ("rrrrrr", "rrrrrr", set()),
    Happening.WORK_GOES_ON: ("rrrrrr", "rrrrrr", set()),
    Happening.PUT_BACK: ("rrrrrr", "rrrrrr", set()),
    Happening.SOLVED: ("dddmmd", "dddmmd", set()),
    Happening.SOLVED_WITH_AN_ANSWER: ("mmmmmd", "mmmmmd", set()),
    Happening.REOPENED: ("rrrrrr", "pprrpr", {"resolution", "progress"}),
    Happening.WITHDRAWN: ("dddddd", "dddddd", set()),
    Happening.MERGED: ("dddddd", "dddddd", set()),
}


@pytest.fixture
def policy(policy: Policy) -> Policy:
    policy.next_response_within = hours(1)
    policy.save()
    return policy


def promise_everything(ticket: Ticket, policy: Policy) -> None:
    clocks.start_promises(ticket, policy=policy, at=TEN, kinds=KINDS)
    clocks.count(ticket, Happening.PLAN_PROMISED, at=TEN, terms=plan())
    clocks.count(ticket, Happening.EVIDENCE_ASKED, at=TEN, terms=plan())


def plan() -> Terms:
    return Terms(hours(24), on_the_wall(), None)


def letters(ticket: Ticket) -> str:
    return "".join(map(letter, (list(ticket.clocks.filter(kind=kind)) for kind in KINDS)))


def letter(rounds: list[Clock]) -> str:
    if len(rounds) == 2:
        assert rounds[0].met_at
        assert rounds[1].is_running
        return "n"
    (clock,) = rounds
    if clock.cancelled_at:
        return "d"
    if clock.met_at:
        return "m"
    return "r" if clock.is_running else "p"


def test_every_line_of_the_table_is_asked_about() -> None:
    assert set(LINES) == set(Happening)


@pytest.mark.parametrize("happening", LINES)
def test_what_becomes_of_promises_that_run(
    happening: Happening, ticket: Ticket, policy: Policy
) -> None:
    promise_everything(ticket, policy)
    clocks.count(ticket, happening, at=TEN + minutes(1), policy=policy, terms=plan())
    assert letters(ticket) == LINES[happening][0]


@pytest.mark.parametrize("happening", LINES)
def test_what_becomes_of_promises_that_stand_still(
    happening: Happening, ticket: Ticket, policy: Policy
) -> None:
    promise_everything(ticket, policy)
    clocks.pause(ticket, at=TEN, reason="waiting for the customer")
    clocks.count(ticket, happening, at=TEN + minutes(1), policy=policy, terms=plan())
    assert letters(ticket) == LINES[happening][1]


@pytest.mark.parametrize("happening", LINES)
def test_what_begins(happening: Happening, ticket: Ticket, policy: Policy) -> None:
    clocks.count(ticket, happening, at=TEN, policy=policy, terms=plan())
    assert set(ticket.clocks.values_list("kind", flat=True)) == LINES[happening][2]


# --- On real tickets --------------------------------------------------------------------------


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def open_kinds(ticket: Ticket) -> set[str]:
    return set(ticket.clocks.open().values_list("kind", flat=True))


def say(ticket: Ticket, body: str, *, at: dt.datetime, automatic: bool = False) -> None:
    by = actor_of(ticket.requester)
    receive(ticket.id, by=by, body=body, channel=Channel.SITE, at=at, automatic=automatic)


def test_progress_is_due_each_day_whoever_is_waited_for(desk: Desk) -> None:
    ticket = open_ticket()
    reply(ticket.id, by=desk.agent_actor, body="Which watch is it?", at=MONDAY, then_wait=True)
    ticket = Ticket.objects.get(id=ticket.id)
    assert ticket.state == State.WAITING_ON_CUSTOMER
    assert ticket.due_at == MONDAY + hours(24)

    news = "The workshop has opened the case and found water."
    reply(ticket.id, by=desk.agent_actor, body=news, at=MONDAY + hours(20))
    reply(
        ticket.id,
        by=desk.agent_actor,
        body="Hello, we are still working on it. Thank you for your patience!",
        at=MONDAY + hours(30),
    )
    reply(ticket.id, by=desk.agent_actor, body=f"Dear customer,\n{news}", at=MONDAY + hours(40))

    first, second = ticket.clocks.filter(kind=ClockKind.PROGRESS)
    assert (first.met_at, first.breached_at) == (MONDAY + hours(20), None)
    assert (second.is_open, second.due_at) == (True, MONDAY + hours(44))
    told = ticket.events.filter(kind=EventKind.REPLIED).values_list("data__news", flat=True)
    assert list(told) == [None, None, False, False]

    resolve(ticket.id, by=desk.agent_actor, at=MONDAY + hours(50))
    second = ticket.clocks.filter(kind=ClockKind.PROGRESS).last()
    assert (second.breached_at, second.cancelled_at) == (MONDAY + hours(44), MONDAY + hours(50))
    assert open_kinds(ticket) == set()


def test_done_at_first_contact_no_progress_is_promised(desk: Desk) -> None:
    ticket = open_ticket()
    resolve(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=MONDAY + minutes(5))
    assert not ticket.clocks.filter(kind=ClockKind.PROGRESS).exists()


def test_what_is_added_to_a_solved_ticket_promises_nothing(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    reply(ticket.id, by=desk.agent_actor, body="A receipt comes by post.", at=MONDAY + hours(1))
    assert open_kinds(ticket) == set()


def test_a_further_message_is_answered_in_its_turn(desk: Desk) -> None:
    ticket = open_ticket()
    say(ticket, "It is a steel watch.", at=MONDAY + minutes(1))
    assert ClockKind.NEXT_RESPONSE not in open_kinds(ticket)
    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=MONDAY + minutes(5))

    say(ticket, "And for gold?", at=MONDAY + minutes(10))
    say(ticket, "And for platinum?", at=MONDAY + minutes(20))
    waiting = ticket.clocks.get(kind=ClockKind.NEXT_RESPONSE)
    assert waiting.started_at == MONDAY + minutes(10)

    reply(ticket.id, by=desk.agent_actor, body="We look into it.", at=MONDAY + minutes(30))
    assert ClockKind.NEXT_RESPONSE not in open_kinds(ticket)


def test_a_robot_of_the_customer_reopens_nothing_and_is_promised_nothing(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    say(ticket, "I am out of office.", at=MONDAY + hours(1), automatic=True)
    assert Ticket.objects.get(id=ticket.id).state == State.RESOLVED
    assert open_kinds(ticket) == set()


def test_a_paused_promise_cannot_break(desk: Desk) -> None:
    ticket = open_ticket()
    reply(ticket.id, by=desk.agent_actor, body="Which watch is it?", at=MONDAY)
    wait_for_customer(ticket.id, by=desk.agent_actor, at=MONDAY)
    say(ticket, "The steel one.", at=MONDAY + dt.timedelta(days=9))
    solution = ticket.clocks.get(kind=ClockKind.RESOLUTION)
    assert (solution.consumed, solution.breached_at) == (dt.timedelta(), None)


def test_when_no_policy_fits_any_more_nobodys_words_are_refused(desk: Desk) -> None:
    ticket = open_ticket()
    Policy.objects.update(active=False)
    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=MONDAY + minutes(5))
    assert open_kinds(ticket) == {ClockKind.RESOLUTION}


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("We are still working on it.", False),
        ("Hi Ann, thanks for your patience, we'll get back to you soon. Best, Lea", False),
        ("No news yet, sorry! I will keep you posted.", False),
        ("您好，我们正在处理中，请您耐心等待，谢谢！", False),
        ("仍在核实中，有进展会第一时间联系您。", False),
        ("The courier found your parcel in Hamburg.", True),
        ("Refund sent.", True),
        ("It is 15 %.", True),
        ("Which watch is it?", True),
        ("Are you still there?", False),
        ("快递已在汉堡找到您的包裹。", True),
        ("退款已发出。", True),
        ("🙏", False),
    ],
)
def test_news_is_more_than_that_we_are_at_it(text: str, news: bool) -> None:
    assert brings_news(text, names=["Ann Weaver", "Lea"]) is news


def test_the_same_again_is_no_news() -> None:
    before = "Hello,\nthe courier found your parcel in Hamburg."
    again = "Good day! The courier found your parcel in Hamburg. Thanks for waiting."
    assert not brings_news(again, earlier=["Something else.", before])
    assert brings_news("The courier sent it on from Hamburg.", earlier=[before])
