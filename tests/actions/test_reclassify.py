"""A ticket turns out to be of another kind: its promises, queue and number follow, and nobody is
told a lie.
"""

import datetime as dt

import pytest
from rest_framework.test import APIClient

from tests.admin.conftest import browser_of
from tests.api.calls import at as address
from tests.api.calls import caller
from tests.factories.desk import MONDAY, AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions.follow_stakes import follow_stakes
from tickets.actions.reclassify import ReclassifyRefused, Wanted, reclassify
from tickets.actions.retarget_ticket import retarget_ticket
from tickets.conversation.models import Message
from tickets.lifecycle.choices import EventKind, Lane, State, Tier
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.breaches import sweep
from tickets.sla.choices import ClockKind
from tickets.sla.models import ClockWarning
from tickets.triage.models import Category
from tickets.triage.stakes import StakeChange

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
WHY = "It is about the payout, not about a rule."


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def category(key: str) -> Category:
    return Category.objects.get(key=key)


def first_response(ticket: Ticket):
    return ticket.clocks.get(kind=ClockKind.FIRST_RESPONSE)


def test_a_new_category_brings_its_tier_and_queue_and_what_was_used_up_stays(desk: Desk) -> None:
    ticket = open_ticket()
    at = MONDAY + HOUR / 12
    wanted = Wanted(category=category("payout"))

    changed = reclassify(ticket.id, wanted, by=desk.agent_actor, at=at, reason=WHY)

    assert (changed.tier, changed.queue.key) == (wanted.category.tier, wanted.category.queue.key)
    clock = first_response(ticket)
    assert clock.consumed == HOUR / 12
    assert clock.due_at == MONDAY + clock.target == changed.due_at
    event = ticket.events.get(kind=EventKind.RECLASSIFIED)
    assert (event.reason, set(event.data["changes"])) >= (WHY, {"category", "tier"})
    # It comes sooner: there is nothing to tell.
    assert not Message.objects.filter(ticket=ticket, automatic=True).exists()


def test_the_customer_hears_in_the_moment_in_which_a_promise_moves_later(desk: Desk) -> None:
    ticket, by = ticket_in(State.OPEN, desk), desk.agent_actor
    reclassify(ticket.id, Wanted(category("payout")), by=by, at=MONDAY + HOUR / 12, reason=WHY)
    due = first_response(ticket).due_at

    wanted = Wanted(category("rules-fees"))
    reclassify(ticket.id, wanted, by=by, at=MONDAY + HOUR / 6, reason="It asks for the rule.")

    assert first_response(ticket).due_at > due
    told = Message.objects.get(ticket=ticket, automatic=True)
    assert "Before, we had said" in told.body
    assert OutboxEntry.objects.get(kind="mail.moved").payload["message"] == str(told.id)
    assert first_response(ticket).met_at is None


def test_a_level_that_was_noticed_is_not_noticed_again(desk: Desk) -> None:
    ticket = open_ticket()
    sweep(at=MONDAY + 13 * HOUR)
    by, at = desk.agent_actor, MONDAY + 13 * HOUR
    reclassify(ticket.id, Wanted(tier=Tier.MEDIUM), by=by, at=at, reason=WHY)
    reclassify(ticket.id, Wanted(tier=Tier.LOW), by=by, at=at, reason=WHY)
    sweep(at=MONDAY + 25 * HOUR)
    rows = ClockWarning.objects.filter(clock=first_response(ticket))
    assert sorted(rows.values_list("level", flat=True)) == [50, 80, 100]


def test_into_a_restricted_queue_it_goes_under_a_number_of_its_own(desk: Desk) -> None:
    outsider = AgentFactory.create()
    ticket = ticket_in(State.OPEN, Desk(outsider, desk.supervisor))
    browser = browser_of(outsider)
    facts = {"category": category("account-security").pk, "reason": "Somebody else logged in."}

    answer = browser.post(f"/admin/desk/tickets/{ticket.id}/reclassify/", facts, follow=True)

    assert "It went to a queue of another team." in answer.text
    moved = Ticket.objects.get(id=ticket.id)
    assert (moved.state, moved.assignee) == (State.NEW, None)
    assert moved.number != ticket.number
    assert f"T-{moved.number}" in Message.objects.get(ticket=ticket, automatic=True).body
    assert browser.get(f"/admin/desk/tickets/{ticket.id}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"lane": "vip"}, "Say why"),
        ({"reason": "x"}, "It is so already"),
        ({"category": "999999", "reason": "x"}, "Choose a category from the list."),
        ({"tier": "nothing", "reason": "x"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(desk: Desk, sent, words: str) -> None:
    ticket = open_ticket()
    answer = browser_of(desk.agent).post(f"/admin/desk/tickets/{ticket.id}/reclassify/", sent)
    assert answer.status_code in {409, 422}
    assert words in answer.text


def test_what_is_done_stays_what_it_was(desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk)
    with pytest.raises(ReclassifyRefused, match="Reopen it first"):
        reclassify(ticket.id, Wanted(lane=Lane.VIP), by=desk.agent_actor, at=MONDAY, reason=WHY)


def test_an_app_of_the_staff_changes_it_too(desk: Desk) -> None:
    ticket = open_ticket()
    app: APIClient = caller(desk.agent.user)
    sent = {"category": "payout", "reason": WHY}
    answer = app.post(address(ticket, "reclassify"), sent).json()
    assert (answer["category"]["key"], answer["tier"]) == ("payout", "high")


def test_money_that_the_trade_reports_anew_moves_the_lane_and_keeps_what_was_told(
    desk: Desk,
) -> None:
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer)
    ticket = open_ticket(customer=buyer.user, body=f"Where is {order.number}?")
    assert ticket.lane == Lane.STANDARD

    # Whoever writes it, the database notes that what is at stake is another.
    type(order).objects.filter(pk=order.pk).update(total="900000.00")
    assert follow_stakes(at=MONDAY + HOUR) == 1
    assert not StakeChange.objects.exists()
    vip = Ticket.objects.get(id=ticket.id)
    assert (vip.lane, vip.due_at) == (Lane.VIP, MONDAY + 4 * HOUR)

    type(order).objects.filter(pk=order.pk).update(total="9.00")
    assert retarget_ticket(ticket.id, at=MONDAY + 2 * HOUR)
    again = Ticket.objects.get(id=ticket.id)
    assert (again.lane, again.due_at) == (Lane.STANDARD, vip.due_at)
    assert not retarget_ticket(ticket.id, at=MONDAY + 2 * HOUR)


def test_a_lane_that_a_person_set_stays(desk: Desk) -> None:
    ticket = open_ticket()
    by = desk.agent_actor
    reclassify(ticket.id, Wanted(lane=Lane.VIP), by=by, at=MONDAY + HOUR, reason=WHY)
    assert not retarget_ticket(ticket.id, at=MONDAY + 2 * HOUR)
    assert Ticket.objects.get(id=ticket.id).lane == Lane.VIP
