"""The page of a ticket: what it shows of the talk, the case, the customer and the history."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consignment.models import Order
from tests.factories.desk import MONDAY, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory, PayoutFactory, ShipmentFactory
from tickets.actions.note import note
from tickets.actions.open import Guest
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.admin.desk import framing
from tickets.admin.desk.thread import SHOWN
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

MINUTE = dt.timedelta(minutes=1)
HTMX = {"HX-Request": "true"}


def at(ticket: Ticket, part: str = "") -> str:
    return f"/admin/desk/tickets/{ticket.id}/{part}"


def anew(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


def test_messages_and_notes_stand_in_the_order_of_time_and_look_different(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)
    by = desk.agent_actor
    reply(ticket.id, by=by, body="We look into it.", at=MONDAY + 5 * MINUTE)
    note(ticket.id, by=by, body="The box is lost.", at=MONDAY + 6 * MINUTE)
    customer = actor_of(ticket.requester)
    receive(ticket.id, by=customer, body="Thanks!", channel=Channel.SITE, at=MONDAY + 7 * MINUTE)

    page = agent.get(at(ticket))

    voices = [entry.voice for entry in page.context["thread"].entries]
    assert voices == ["customer", "agent", "note", "customer"]
    assert page.text.count("entry--note") == 1
    assert "Note, for the staff alone" in page.text


def test_text_of_customers_is_shown_as_text(desk: Desk, agent):
    ticket = open_ticket(
        subject="<b>bold</b>", body="<script>alert(1)</script> see https://a.example"
    )

    text = agent.get(at(ticket)).text

    assert "<script>alert" not in text
    assert "<b>bold</b>" not in text
    assert 'href="https://a.example" rel="nofollow"' in text


def test_answers_to_the_form_stand_under_the_first_message(desk: Desk, agent):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)
    ticket = open_ticket(
        category="not-received",
        body="Where?",
        customer=buyer.user,
        answers={"order": order.number, "address_right": "yes"},
    )

    text = agent.get(at(ticket)).text

    assert "Which order?" in text
    assert "<dd>Yes</dd>" in text


def test_a_linked_order_shows_what_has_changed_since_filing(desk: Desk, agent):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)
    ticket = open_ticket(
        category="not-shipped", body="?", customer=buyer.user, answers={"order": order.number}
    )
    Order.objects.filter(pk=order.pk).update(state=Order.State.SHIPPED)
    ShipmentFactory.create(order=order, in_transit=True, tracking_number="SF1")

    page = agent.get(at(ticket, "case/"))

    (linked,) = page.context["links"]
    facts = {fact.label: (fact.then, fact.now) for fact in linked.facts if fact.changed}
    assert facts["State"] == ("Paid", "Shipped")
    (parcel,) = linked.parcels
    assert (parcel.name, parcel.is_new, parcel.late) == ("SF1", True, True)
    assert next(fact.now for fact in parcel.facts if fact.label == "State") == "On its way, late"
    assert "Total" not in facts
    assert "<del>" in page.text
    assert "<ins>" in page.text


def test_a_linked_payout_shows_that_it_is_held(desk: Desk, agent):
    payout = PayoutFactory.create(held=True)
    ticket = open_ticket(
        category="payout",
        body="Where is my money?",
        customer=payout.consignor.user,
        answers={"payout": payout.number, "matter": "held"},
    )

    (linked,) = agent.get(at(ticket, "case/")).context["links"]

    assert linked.number == payout.number
    assert next(fact for fact in linked.facts if fact.label == "Held since").now != "–"


def test_the_customer_s_trade_and_other_tickets_stand_beside(desk: Desk, agent, elsewhere):
    buyer = BuyerFactory.create(user__name="Clara Weiss")
    order = OrderFactory.create(buyer=buyer, paid=True)
    ticket = open_ticket(customer=buyer.user)
    open_ticket(customer=buyer.user, subject="An older question")
    open_ticket(
        customer=buyer.user,
        category="account-security",
        subject="Not for everybody",
        answers={"seen": "A login."},
    )

    team, others = (c.get(at(ticket, "customer/"), headers=HTMX).text for c in (agent, elsewhere))

    assert order.number in team
    assert "An older question" in others
    assert "Not for everybody" in team
    assert "Not for everybody" not in others


def test_a_guest_is_shown_as_somebody_unproven(desk: Desk, agent):
    ticket = open_ticket(customer=Guest("visitor@example.com", "Visitor"))

    text = agent.get(at(ticket, "customer/")).text

    assert "visitor@example.com" in text
    assert "nothing about them is proven" in text


def test_the_history_tells_every_step_with_who_and_why(desk: Desk, agent):
    ticket = ticket_in(State.RESOLVED, desk)
    rate(ticket.id, by=actor_of(ticket.requester), score=1, at=MONDAY + 9 * MINUTE)

    events = agent.get(at(ticket, "history/")).context["events"]
    promises = agent.get(at(ticket, "history/?show=promises")).context["events"]

    assert {"Solution: promised", "Solution: kept"} <= {event.what for event in promises}
    assert [event.what for event in events][::-1] == [
        "Filed",
        "Message received",
        "Assign: New → Open",
        f"Given to {desk.agent}",
        "Reply written",
        "Resolve: Open → Resolved",
        "Rated 1 of 5",
        "A review is due",
    ]
    assert events[-1].who == str(ticket.requester)


def test_a_long_talk_is_folded_and_opens_whole(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)
    Message.objects.bulk_create(
        Message(
            ticket=ticket,
            author_kind="customer",
            body=f"Message {n}",
            channel=Channel.SITE,
            at=MONDAY + (n + 10) * MINUTE,
        )
        for n in range(SHOWN + 5)
    )

    folded, whole = agent.get(at(ticket)), agent.get(at(ticket) + "?whole")

    assert len(folded.context["thread"].entries) == SHOWN
    assert folded.context["thread"].opening.body.startswith("How much")
    assert "Message 0<" not in folded.text
    assert "Message 0<" in whole.text


@pytest.mark.parametrize("part", ["", "parts/", "case/", "customer/", "history/"])
def test_the_page_and_its_parts_cost_no_more_for_a_long_matter(desk: Desk, agent, part: str):
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)
    ticket = open_ticket(
        category="not-shipped", body="?", customer=buyer.user, answers={"order": order.number}
    )

    def queries() -> int:
        cache.clear()
        framing.forget()
        with CaptureQueriesContext(connection) as captured:
            assert agent.get(at(ticket, part)).status_code == 200
        return len(captured)

    few = queries()
    for n in range(1, 8):
        reply(ticket.id, by=desk.agent_actor, body="Soon.", at=MONDAY + n * MINUTE)
        note(ticket.id, by=desk.supervisor_actor, body="Hm.", at=MONDAY + n * MINUTE)
        open_ticket(customer=buyer.user, at=MONDAY + n * MINUTE)
        OrderFactory.create(buyer=buyer, delivered=True)
    few = max(few, queries())
    for n in range(8, 16):
        reply(ticket.id, by=desk.agent_actor, body="Soon.", at=MONDAY + n * MINUTE)

    assert queries() == few <= 15


def test_a_ticket_that_does_not_exist_is_not_there(agent):
    assert agent.get(f"/admin/desk/tickets/{uuid.uuid4()}/").status_code == 404


def test_parts_come_without_the_texts_that_may_be_half_typed(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    text = agent.get(at(ticket, "parts/"), headers=HTMX).text

    assert "<textarea" not in text
    for part in ("head", "thread", "promises", "endings"):
        assert f'id="{part}"' in text
