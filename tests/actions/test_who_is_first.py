"""Who is taken and placed first, on the desk as it runs; who is put back; whose turn is sooner."""

import datetime as dt

import pytest

from tests.factories.desk import MONDAY, AgentFactory, make_desk, open_ticket
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.assign import place, put_back, take, take_next
from tickets.actions.count_bands import confirm_bands, count_bands
from tickets.actions.place_waiting import place_waiting
from tickets.actions.refresh_standing import refresh_standing
from tickets.actions.reopen import reopen
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.actions.take_from_absent import take_from_absent
from tickets.actions.wait import wait_for_customer
from tickets.lifecycle.choices import Absence, Channel, Lane, State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.routing.choices import Band
from tickets.routing.models import Assignment, CategoryBand
from tickets.staff.actors import actor_of
from tickets.staff.capacity import AgentIsFull
from tickets.staff.models import Agent, Presence
from tickets.triage.models import Category, Standing

pytestmark = pytest.mark.django_db

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
LATER = MONDAY + MINUTE


@pytest.fixture
def desk():
    return make_desk()


def now(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


def vip_ticket(at: dt.datetime = MONDAY) -> Ticket:
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True, total=9_000, total_currency="USD")
    return open_ticket(
        category="not-shipped",
        body="Where is it?",
        customer=buyer.user,
        answers={"order": order.number},
        at=at,
    )


def test_take_next_gives_vip_its_reserve_and_then_the_ordinary_lane(desk):
    ordinary = [open_ticket() for _ in range(2)]
    important = [vip_ticket() for _ in range(2)]

    taken = [take_next(by=desk.agent_actor, at=LATER) for _ in range(4)]

    assert taken[0] in important
    assert taken[1] in ordinary
    why = Assignment.objects.get(ticket=taken[0]).why
    assert why[:2] == ["taken as the next", "VIP reserve of 10 %: 0 of 0 under work"]


def test_an_agent_full_of_chats_still_takes_tickets_and_no_call(desk):
    for _ in range(3):
        take(open_ticket(channel=Channel.CHAT).id, by=desk.agent_actor, at=LATER)
    call, ticket = open_ticket(channel=Channel.PHONE), open_ticket()

    with pytest.raises(AgentIsFull, match="no room"):
        take(call.id, by=desk.agent_actor, at=LATER)
    assert take_next(by=desk.agent_actor, at=LATER) == ticket
    with pytest.raises(AgentIsFull):
        take_next(by=desk.agent_actor, at=LATER)


def test_what_has_just_come_waits_behind_others_of_its_kind_until_its_turn(desk):
    first = open_ticket()
    DeskSettings.objects.update(place_by_itself=True)

    second = open_ticket(at=LATER)

    assert second.state == State.NEW
    assert place_waiting(at=LATER) == 2
    placed = Assignment.objects.order_by("id")
    assert [one.ticket for one in placed] == [first, second]
    assert "nearest promise first" in placed[0].why


def test_those_who_wait_are_placed_as_far_as_there_is_room_for_them(desk):
    Agent.objects.exclude(id=desk.agent.id).update(presence=Presence.AWAY)
    Agent.objects.filter(id=desk.agent.id).update(capacity=1, languages=["en"])
    foreign = open_ticket(language="zh-hans")
    tickets = [open_ticket(), open_ticket()]
    DeskSettings.objects.update(place_by_itself=True)

    assert place_waiting(at=LATER) == 1
    assert place_waiting(at=LATER) == 0

    states = [now(ticket).state for ticket in (foreign, *tickets)]
    assert states == [State.NEW, State.OPEN, State.NEW]


def test_what_an_absent_agent_holds_goes_back_after_a_while_and_to_somebody_else(desk):
    other = AgentFactory.create(skilled=True)
    DeskSettings.objects.update(place_by_itself=True)
    held, waits = open_ticket(), open_ticket()
    for ticket in (held, waits):
        if now(ticket).assignee_id != desk.agent.id:
            put_back(ticket.id, by=desk.supervisor_actor, at=LATER, reason="For the test.")
            take(ticket.id, by=desk.agent_actor, at=LATER)
    wait_for_customer(waits.id, by=desk.agent_actor, at=LATER)
    desk.agent.set_presence(Presence.AWAY, at=LATER)

    assert take_from_absent(at=LATER + 59 * MINUTE) == 0
    assert take_from_absent(at=LATER + 60 * MINUTE) == 1

    assert now(held).assignee == other
    assert now(held).events.filter(reason=Absence.AWAY).count() == 1
    assert now(waits).assignee == desk.agent


def test_nothing_stays_with_somebody_who_has_gone(desk):
    ticket, waits = open_ticket(), open_ticket()
    for one in (ticket, waits):
        take(one.id, by=desk.agent_actor, at=LATER)
    wait_for_customer(waits.id, by=desk.agent_actor, at=LATER)
    desk.agent.user.is_active = False
    desk.agent.user.save()

    assert take_from_absent(at=LATER + MINUTE) == 2

    assert not Ticket.objects.exclude(assignee=None).exists()
    assert now(waits).due_at is not None
    assert not Assignment.objects.filter(ended_at=None).exists()


def test_bands_are_counted_proposed_and_hold_when_staff_confirm(desk):
    rules, shipping = (Category.objects.get(key=key) for key in ("rules-fees", "not-shipped"))
    for _ in range(3):
        open_ticket()
    vip_ticket()
    count_bands(at=LATER)
    assert CategoryBand.objects.get(category=rules).band == Band.FREQUENT
    assert CategoryBand.objects.get(category=shipping).band == Band.MIDDLING

    later = LATER + 29 * DAY
    for _ in range(2):
        vip_ticket(at=later)
    waiting = count_bands(at=later)

    row = CategoryBand.objects.get(category=shipping)
    assert (row.band, row.proposed, row.contacts, row.vip_contacts) == (
        "middling",
        "frequent",
        2,
        2,
    )
    assert waiting == 2
    assert confirm_bands([shipping.id]) == 1
    assert CategoryBand.objects.get(category=shipping).band == Band.FREQUENT
    assert CategoryBand.objects.get(category=rules).band == Band.FREQUENT


def test_value_loyalty_and_our_failures_bring_a_turn_forward_within_the_lane(desk):
    buyer = BuyerFactory.create()
    OrderFactory.create(buyer=buyer, paid=True, total=90_000, total_currency="USD")
    solved = open_ticket(customer=buyer.user)
    reply(solved.id, by=desk.agent_actor, body="15 %.", at=LATER)
    resolve(solved.id, by=desk.agent_actor, at=LATER)
    reopen(solved.id, by=actor_of(buyer.user), at=LATER, reason="No.")
    plain = open_ticket(at=LATER)

    assert refresh_standing(at=LATER) == 1
    ticket = open_ticket(customer=buyer.user, at=LATER)

    standing = Standing.objects.get()
    assert standing.level == 2
    assert standing.grounds == [["spent", "USD 90,000.00"], ["reopenings", "1"]]
    # Twice 10 % of a day.
    assert ticket.head_start == now(ticket).head_start == 2 * 8_640
    assert (ticket.lane, ticket.due_at) == (Lane.STANDARD, plain.due_at)
    assert now(ticket).turn < now(plain).turn


def test_a_standing_whose_grounds_are_gone_is_gone_the_next_night(desk):
    buyer = BuyerFactory.create()
    Standing.objects.create(
        user=buyer.user, level=3, grounds=[["ratings", "1"]], refreshed_at=MONDAY
    )

    assert refresh_standing(at=LATER) == 0

    assert not Standing.objects.exists()
    assert open_ticket(customer=buyer.user).head_start == 0


def test_place_gives_urgent_tickets_at_once_whoever_waits(desk):
    urgent = {"category": "account-security", "answers": {"seen": "A strange log-in."}}
    open_ticket(**urgent)
    late = open_ticket(**urgent, at=LATER)

    assert place(now(late), at=LATER) is not None
