"""As a deadline of the trade comes near, the tickets about it come up in the order of work."""

import datetime as dt

import pytest
from djmoney.money import Money

from tests.factories.desk import Desk, make_desk, open_ticket
from tests.factories.trade import NOW, BuyerFactory, ItemFactory, OrderFactory, PayoutFactory
from tickets.actions.press import press_deadlines
from tickets.admin.desk.happened import happened_to
from tickets.inbox.meaning import understand
from tickets.inbox.vocabulary import Vocabulary
from tickets.lifecycle.choices import EventKind
from tickets.lifecycle.models import Ticket
from tickets.triage.pressing import DeadlineRule, PressingDeadline

pytestmark = pytest.mark.django_db

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
A_DAY = 24 * 3600


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def about_an_order(**facts) -> Ticket:
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, delivered=True, **facts)
    body = f"Order {order.number}: how much commission is in the price?"
    return open_ticket(customer=buyer.user, body=body, at=NOW - HOUR)


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


def found(words: str, desk: Desk, *, at: dt.datetime) -> set:
    meaning = understand(words, vocabulary=Vocabulary(desk.agent_actor), at=at)
    assert not meaning.problems
    return set(Ticket.objects.filter(*meaning.conditions).values_list("id", flat=True))


def test_a_return_window_that_ends_brings_its_ticket_up_with_the_reason(desk):
    ticket = about_an_order(return_until=NOW + 72 * HOUR)
    turn = fresh(ticket).turn

    # The parcel came six days ago: the claim window is not to press here.
    DeadlineRule.objects.filter(kind="claim_until").update(active=False)
    assert press_deadlines(at=NOW) == 0
    assert press_deadlines(at=NOW + 30 * HOUR) == 1

    ticket = fresh(ticket)
    assert ticket.head_start == A_DAY
    assert ticket.turn == turn - A_DAY * 1_000_000
    assert "Return window" in ticket.reasons["deadline"]
    assert ticket.pressing.due_at == NOW + 72 * HOUR
    event = ticket.events.get(kind=EventKind.PRESSED)
    assert (event.data["was"], event.data["now"]) == (0, A_DAY)
    assert "Return window" in happened_to(ticket).events[0].what
    at = NOW + 31 * HOUR
    assert found("is:pressing", desk, at=at) == found("状况:临期", desk, at=at) == {ticket.id}
    assert found("is:pressing", desk, at=NOW + 73 * HOUR) == set()


def test_a_second_sweep_repeats_nothing_and_nothing_lowers_what_was_raised(desk):
    ticket = about_an_order(return_until=NOW + 10 * HOUR)

    assert [press_deadlines(at=NOW + n * HOUR) for n in (0, 1, 2)] == [1, 0, 0]
    press_deadlines(at=NOW + 20 * HOUR)

    assert fresh(ticket).head_start == A_DAY
    assert ticket.events.filter(kind=EventKind.PRESSED).count() >= 1


def test_whose_turn_comes_sooner_already_keeps_it(desk):
    ticket = about_an_order(return_until=NOW + 10 * HOUR)
    Ticket.objects.filter(id=ticket.id).update(head_start=2 * A_DAY)

    press_deadlines(at=NOW)

    assert fresh(ticket).head_start == 2 * A_DAY
    assert PressingDeadline.objects.get().ticket_id == ticket.id


def test_a_payout_day_presses_the_owners_ticket_and_not_the_buyers(desk):
    item = ItemFactory.create(sold=True)
    payout = PayoutFactory.create(
        item=item, amount=Money("900", "USD"), due_on=(NOW + DAY).date() - DAY
    )
    owner = item.consignment.consignor.user
    mine = open_ticket(customer=owner, body=f"When comes {payout.number}?", at=NOW - HOUR)
    buyer = BuyerFactory.create()
    OrderFactory.create(buyer=buyer, items=[item], paid=True)
    theirs = open_ticket(customer=buyer.user, body=f"Is {item.number} real?", at=NOW - HOUR)

    press_deadlines(at=NOW)

    assert set(PressingDeadline.objects.values_list("ticket", flat=True)) == {mine.id}
    assert fresh(theirs).head_start == 0


def test_staff_say_from_when_on_a_deadline_presses_or_that_it_does_not(desk):
    about_an_order(return_until=NOW + 60 * HOUR)
    DeadlineRule.objects.filter(kind="claim_until").update(active=False)
    assert press_deadlines(at=NOW) == 0

    DeadlineRule.objects.filter(kind="return_until").update(hours=72)
    assert press_deadlines(at=NOW) == 1

    DeadlineRule.objects.update(active=False)
    assert press_deadlines(at=NOW) == 0
