"""What a customer names and owns is what the ticket is about: linked, and its lane follows."""

import datetime as dt
from decimal import Decimal

import pytest
from djmoney.money import Money

from consignment.models import Order, User
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.advise import advise
from tickets.actions.follow_up import follow_up
from tickets.actions.open import Guest
from tickets.actions.receive import receive
from tickets.actions.withdraw import withdraw
from tickets.lifecycle.choices import Channel, EventKind, Lane, State, Tier
from tickets.lifecycle.models import Ticket
from tickets.sla.choices import ClockEventKind, ClockKind
from tickets.sla.models import ClockEvent, Policy
from tickets.staff.actors import actor_of
from tickets.triage.models import Category, LaneLimit

MINUTE = dt.timedelta(minutes=1)
QUICK = dt.timedelta(seconds=30)


@pytest.fixture(autouse=True)
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def buyer() -> User:
    return BuyerFactory.create().user


@pytest.fixture
def dear(buyer: User) -> Order:
    """An order that belongs into the VIP lane, which answers fees within half a minute."""
    LaneLimit.objects.filter(currency="USD").update(amount=Decimal(5_000))
    Policy.objects.create(
        key="dear-fees",
        name="Dear fees",
        category=Category.objects.get(key="rules-fees"),
        lane=Lane.VIP,
        first_response_within=QUICK,
        calendar=Policy.objects.filter(tier=Tier.URGENT).first().calendar,
    )
    return OrderFactory.create(buyer=buyer.buyer, delivered=True, total=Money(90_000, "USD"))


def order_of(buyer: User) -> Order:
    return OrderFactory.create(buyer=buyer.buyer, paid=True)


def asked(customer: User | Guest) -> Ticket:
    """Return a ticket on which a question was asked back."""
    return open_ticket(body="hello?? please help", channel=Channel.APP, customer=customer)


def say(ticket: Ticket, body: str, *, minute: int = 1) -> Ticket:
    receive(
        ticket.id,
        by=actor_of(ticket.requester),
        body=body,
        channel=Channel.APP,
        at=MONDAY + minute * MINUTE,
    )
    return Ticket.objects.get(id=ticket.id)


def about(ticket: Ticket) -> list[str]:
    return [link.snapshot["number"] for link in ticket.links.order_by("id")]


def test_an_order_named_in_answer_to_the_question_back_is_linked(buyer: User) -> None:
    order = order_of(buyer)

    ticket = say(asked(buyer), f"it is {order.number.lower()}")

    assert about(ticket) == [order.number]
    event = ticket.events.get(kind=EventKind.LINKED)
    assert event.data == {"numbers": [order.number]}
    assert (event.actor_id, event.at) == (buyer.id, MONDAY + MINUTE)
    assert ticket.lane == Lane.STANDARD


def test_somebody_elses_order_is_as_one_that_is_not_there(buyer: User) -> None:
    others = OrderFactory.create(paid=True)

    ticket = say(asked(buyer), f"{others.number} and CO-19990101-0001")

    assert about(ticket) == []
    assert not ticket.events.filter(kind=EventKind.LINKED).exists()


def test_what_is_named_when_nothing_was_asked_is_only_said(buyer: User) -> None:
    first, second = order_of(buyer), order_of(buyer)

    ticket = asked(buyer)
    say(ticket, first.number)
    ticket = say(ticket, f"unlike {second.number}", minute=2)

    assert about(ticket) == [first.number]


def test_more_money_at_stake_moves_it_to_the_vip_lane_and_its_promise_along(
    buyer: User, dear: Order
) -> None:
    ticket = asked(buyer)
    before = ticket.priority

    ticket = say(ticket, f"{dear.number}, can it be returned?")

    assert ticket.lane == Lane.VIP
    assert ticket.priority < before
    assert dear.number in ticket.reasons["lane"]
    clock = ticket.clocks.get(kind=ClockKind.FIRST_RESPONSE)
    assert clock.policy is not None
    assert clock.policy.key == "dear-fees"
    # The minute that had passed is more than it has.
    assert ticket.due_at == clock.due_at == MONDAY + MINUTE
    assert ClockEvent.objects.filter(clock=clock, kind=ClockEventKind.RETARGETED).count() == 1


def test_nothing_moves_it_back(buyer: User, dear: Order) -> None:
    ticket = open_ticket(
        body="hello?? please help", channel=Channel.APP, customer=buyer, about=[dear]
    )
    LaneLimit.objects.update(amount=Decimal(99_999))

    ticket = say(ticket, order_of(buyer).number)

    assert ticket.lane == Lane.VIP
    assert len(about(ticket)) == 2


def test_what_the_first_message_names_is_linked(buyer: User) -> None:
    order, others = order_of(buyer), OrderFactory.create(paid=True)

    ticket = open_ticket(
        body=f"{order.number} or {others.number}: what does it cost?", customer=buyer
    )

    assert about(ticket) == [order.number]


def test_a_guests_number_stays_words(buyer: User) -> None:
    ticket = open_ticket(
        body=f"What of {order_of(buyer).number}?", customer=Guest("lin@example.com")
    )

    assert about(ticket) == []


def test_what_it_is_about_is_linked_though_no_question_asks_for_it(
    buyer: User, dear: Order
) -> None:
    ticket = open_ticket(customer=buyer, about=[dear])

    assert about(ticket) == [dear.number]
    assert ticket.lane == Lane.VIP


def test_the_same_thing_said_three_times_is_linked_once(buyer: User) -> None:
    order = order_of(buyer)

    ticket = open_ticket(
        category="not-shipped",
        body=f"{order.number} has not been sent",
        answers={"order": order.number},
        about=[order],
        customer=buyer,
    )

    assert about(ticket) == [order.number]


def test_what_was_told_before_sending_is_promised_after(buyer: User, dear: Order) -> None:
    body = f"How much commission was it for {dear.number}?"
    category = Category.objects.with_template().get(key="rules-fees")

    told = advise(text=body, person=buyer, language="en", at=MONDAY, category=category)
    ticket = open_ticket(body=body, customer=buyer)

    assert told.promised_at == ticket.due_at == MONDAY + QUICK


def test_a_follow_up_is_about_what_it_names_besides_what_it_follows(
    buyer: User, desk: Desk
) -> None:
    first, second = order_of(buyer), order_of(buyer)
    ticket = ticket_in(State.NEW, desk, customer=buyer, about=[first])
    withdraw(ticket.id, by=actor_of(buyer), at=MONDAY + MINUTE, reason="")

    going_on = follow_up(
        ticket.id,
        by=actor_of(buyer),
        body=f"Now {second.number} too.",
        channel=Channel.SITE,
        at=MONDAY + 2 * MINUTE,
    )

    assert about(going_on) == [first.number, second.number]
