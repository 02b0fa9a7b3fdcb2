"""The page of a ticket: what it shows, and how it answers a reply, a note and a move."""

import datetime as dt
import uuid

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consignment.models import Order
from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, OrderFactory, PayoutFactory, ShipmentFactory
from tickets.actions.note import note
from tickets.actions.open import Guest
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.admin.desk.thread import SHOWN
from tickets.conversation.models import Message, Note
from tickets.lifecycle.choices import Channel, Move, State
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.staff.actors import actor_of

MINUTE = dt.timedelta(minutes=1)
HTMX = {"HX-Request": "true"}


def at(ticket: Ticket, part: str = "") -> str:
    return f"/admin/desk/tickets/{ticket.id}/{part}"


def anew(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(id=ticket.id)


# --- What it shows --------------------------------------------------------------------------------


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
    assert facts["Parcel SF1"] == ("–", "On its way, late")
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


# --- Writing --------------------------------------------------------------------------------------


def test_a_reply_reaches_the_customer_and_the_form_is_empty_again(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    answer = agent.post(at(ticket, "replies/"), {"body": "It is 15 %."}, headers=HTMX)

    assert answer.status_code == 200
    assert Message.objects.filter(ticket=ticket).last().body == "It is 15 %."
    assert OutboxEntry.objects.filter(kind="mail.reply").exists()
    assert ">It is 15 %.</textarea>" not in answer.text
    assert "It is 15 %." in answer.text
    assert "Sent." in answer.text


def test_a_browser_without_scripts_comes_back_to_the_page(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    assert agent.post(at(ticket, "replies/"), {"body": "15 %."})["Location"] == at(ticket)
    assert agent.post(at(ticket, "notes/"), {"body": "Hm."})["Location"] == at(ticket)


@pytest.mark.parametrize(
    ("then", "state"),
    [("", State.OPEN), ("wait", State.WAITING_ON_CUSTOMER), ("resolve", State.RESOLVED)],
)
def test_a_reply_takes_a_new_ticket_and_ends_as_it_was_sent(desk: Desk, agent, then, state):
    ticket = open_ticket()

    agent.post(at(ticket, "replies/"), {"body": "It is 15 %.", "then": then}, headers=HTMX)

    assert anew(ticket).state == state
    assert anew(ticket).assignee == desk.agent


@pytest.mark.parametrize("then", ["", "wait", "resolve"])
@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_an_empty_reply_is_refused_and_changes_nothing(desk: Desk, agent, then: str, htmx: bool):
    ticket = ticket_in(State.OPEN, desk)
    reply(ticket.id, by=desk.agent_actor, body="First.", at=MONDAY + 5 * MINUTE)

    answer = agent.post(
        at(ticket, "replies/"), {"body": " \n", "then": then}, headers=HTMX if htmx else {}
    )

    assert answer.status_code == 422
    assert "Write a message: it is empty." in answer.text
    assert anew(ticket).state == State.OPEN
    assert anew(ticket).reply_count == 1


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_text_that_is_too_long_comes_back_whole_with_the_reason(desk: Desk, agent, htmx: bool):
    ticket = open_ticket()
    text = "<i>long</i> " * 2_000

    answer = agent.post(at(ticket, "replies/"), {"body": text}, headers=HTMX if htmx else {})

    assert answer.status_code == 422
    assert "This is too long" in answer.text
    assert answer.context["draft"].text == text
    assert "&lt;i&gt;long&lt;/i&gt;" in answer.text
    # Not even taken: the text was refused, so nothing of the step stands.
    assert anew(ticket).state == State.NEW


def test_a_reply_on_a_closed_ticket_comes_back_with_the_reason(desk: Desk, agent, supervisor):
    ticket = ticket_in(State.RESOLVED, desk)
    supervisor.post(at(ticket, "moves/close/"), headers=HTMX)

    answer = agent.post(at(ticket, "replies/"), {"body": "One more thing."}, headers=HTMX)

    assert answer.status_code == 409
    assert "This ticket is closed" in answer.text
    assert ">One more thing.</textarea>" in answer.text


def test_a_full_agent_is_told_so_and_loses_no_word(desk: Desk, agent):
    ticket_in(State.OPEN, desk)
    desk.agent.capacity = 1
    desk.agent.save()
    ticket = open_ticket()

    answer = agent.post(at(ticket, "replies/"), {"body": "It is 15 %."}, headers=HTMX)

    assert answer.status_code == 409
    assert "You hold 1 tickets, as many as fit." in answer.text
    assert ">It is 15 %.</textarea>" in answer.text
    assert anew(ticket).state == State.NEW
    assert not Message.objects.filter(ticket=ticket, author_kind="agent").exists()


def test_a_note_stays_with_the_staff(desk: Desk, agent):
    ticket = open_ticket()

    answer = agent.post(at(ticket, "notes/"), {"body": "She called, too."}, headers=HTMX)

    assert Note.objects.get(ticket=ticket).body == "She called, too."
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert not OutboxEntry.objects.filter(kind="mail.reply").exists()
    assert "Note saved." in answer.text
    # The reply that may be half typed beside it is not sent anew.
    assert "reply-body" not in answer.text


def test_an_empty_note_is_refused(desk: Desk, agent):
    ticket = open_ticket()

    answer = agent.post(at(ticket, "notes/"), {"body": ""}, headers=HTMX)

    assert answer.status_code == 422
    assert "Write a message: it is empty." in answer.text


# --- Moving ---------------------------------------------------------------------------------------


def test_only_moves_that_are_allowed_have_a_button(desk: Desk, agent, supervisor):
    def moves(client: Client, ticket: Ticket) -> set[Move]:
        return {button.move for button in client.get(at(ticket)).context["buttons"]}

    new, opened, solved = (ticket_in(s, desk) for s in (State.NEW, State.OPEN, State.RESOLVED))

    assert moves(agent, new) == {Move.ASSIGN}
    assert moves(agent, opened) == {Move.PUT_BACK, Move.WAIT_FOR_CUSTOMER, Move.WAIT_FOR_PARTNER}
    assert moves(supervisor, solved) == {Move.REOPEN, Move.CLOSE}


def test_a_move_that_asks_for_a_reason_keeps_it(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    refused = agent.post(at(ticket, "moves/put_back/"), {"reason": " "}, headers=HTMX)
    made = agent.post(at(ticket, "moves/put_back/"), {"reason": "Not my field."}, headers=HTMX)

    assert refused.status_code == 409
    assert "Say why" in refused.text
    assert made.status_code == 200
    assert anew(ticket).state == State.NEW
    assert ticket.events.filter(move="put_back").get().reason == "Not my field."


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_a_move_that_somebody_else_made_meanwhile_is_refused_with_the_reason(
    desk: Desk, agent, htmx: bool
):
    ticket = ticket_in(State.OPEN, desk)

    answer = agent.post(at(ticket, "moves/assign/"), headers=HTMX if htmx else {})

    assert answer.status_code == 409
    assert "A ticket that is “Open” cannot do this" in answer.text
    assert anew(ticket).state == State.OPEN


@pytest.mark.parametrize("move", ["explode", "withdraw"])
def test_a_move_that_is_none_of_the_desk_is_not_there(desk: Desk, agent, move: str):
    assert agent.post(at(open_ticket(), f"moves/{move}/")).status_code == 404


def test_a_get_moves_nothing(desk: Desk, agent):
    ticket = open_ticket()

    assert agent.get(at(ticket, "moves/assign/")).status_code == 405
    assert agent.get(at(ticket, "replies/")).status_code == 405


def test_a_ticket_that_does_not_exist_is_not_there(agent):
    assert agent.get(f"/admin/desk/tickets/{uuid.uuid4()}/").status_code == 404


def test_parts_come_without_the_texts_that_may_be_half_typed(desk: Desk, agent):
    ticket = ticket_in(State.OPEN, desk)

    text = agent.get(at(ticket, "parts/"), headers=HTMX).text

    assert "<textarea" not in text
    for part in ("head", "thread", "promises", "endings"):
        assert f'id="{part}"' in text


def test_somebody_without_the_team_can_do_nothing_to_a_restricted_ticket(desk: Desk, elsewhere):
    AgentFactory.create()
    ticket = open_ticket(
        category="account-security", body="Help", answers={"seen": "A login from Lima."}
    )

    for part, data in (
        ("replies/", {"body": "Hello"}),
        ("notes/", {"body": "Hello"}),
        ("moves/assign/", {}),
    ):
        assert elsewhere.post(at(ticket, part), data, headers=HTMX).status_code == 404
    assert anew(ticket).state == State.NEW
    assert not Note.objects.exists()
