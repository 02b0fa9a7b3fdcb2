"""One request: where it stands, what was said, what it is about."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import OrderFactory, PayoutFactory
from tests.public.visits import (
    NOBODYS,
    asked_to_log_in,
    body,
    form_of,
    page,
    queries,
    recent,
    state_of,
    visitor,
    words,
)
from tickets.actions.note import note
from tickets.actions.reply import reply
from tickets.conversation.models import Author, Message
from tickets.lifecycle import links
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of


def test_a_new_request_shows_its_promise_and_what_was_written(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, body="Where is\nmy bag?", at=recent())

    response = visit.get(page("ticket", ticket))

    assert "A person answers by" in words(response)
    assert "Received" in words(response)
    assert "Where is my bag?" in words(response)


def test_a_promise_that_was_broken_is_owned_up_to(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, at=timezone.now() - dt.timedelta(days=9))

    assert "We are later than we said" in words(visit.get(page("ticket", ticket)))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (State.OPEN, "In progress"),
        (State.WAITING_ON_CUSTOMER, "Your answer is needed"),
        (State.RESOLVED, "Not solved after all? Write again and it is reopened."),
    ],
)
def test_each_state_says_in_the_customers_words_where_it_stands(
    visit: Client, buyer: User, desk: Desk, state: State, said: str
) -> None:
    ticket = ticket_in(state, desk, customer=buyer, at=recent())

    assert said in words(visit.get(page("ticket", ticket)))


def test_nobody_elses_request_is_there_and_the_page_is_that_of_no_request(
    visit: Client,
) -> None:
    others = open_ticket(at=recent())
    address = page("ticket", others)

    theirs, nobodys = visit.get(address), visit.get(address.replace(str(others.id), NOBODYS))

    assert theirs.status_code == nobodys.status_code == 404
    assert body(theirs).replace(str(others.id), NOBODYS) == body(nobodys)


@pytest.mark.parametrize("step", ["message", "reopen", "withdraw", "rate_ticket"])
def test_nothing_can_be_done_to_nobody_elses_request(visit: Client, desk: Desk, step: str) -> None:
    others = ticket_in(State.RESOLVED, desk, at=recent())

    response = visit.post(page(step, others), {"body": "Hello", "score": 1})

    assert response.status_code == 404
    assert others.messages.count() == 2
    assert state_of(others) == State.RESOLVED


@pytest.mark.parametrize("step", ["ticket", "message", "reopen", "withdraw", "rate_ticket"])
def test_a_stranger_is_asked_to_log_in_whether_or_not_there_is_a_request(
    desk: Desk, step: str
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, at=recent())
    address, visit = page(step, ticket), visitor()

    assert asked_to_log_in(visit.get(address))
    assert asked_to_log_in(visit.get(address.replace(str(ticket.id), NOBODYS)))
    if step != "ticket":
        assert asked_to_log_in(visit.post(address, {"body": "Hello", "score": 1}))
    assert ticket.messages.count() == 2
    assert state_of(ticket) == State.RESOLVED


def test_staff_see_on_the_site_what_they_asked_themselves_and_nothing_else(desk: Desk) -> None:
    agent = desk.agent.user
    own, others = open_ticket(customer=agent, at=recent()), open_ticket(at=recent())
    visit = visitor(agent)

    assert visit.get(page("ticket", own)).status_code == 200
    assert visit.get(page("ticket", others)).status_code == 404
    assert others.reference not in words(visit.get(page("tickets")))


def test_what_customers_write_is_text_and_links_of_the_desk_can_be_followed(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = open_ticket(customer=buyer, body="<script>x</script> http://mine.test", at=recent())
    text = "<b>Look</b> at https://example.com/help?a=1&b=2"
    reply(ticket.id, by=desk.agent_actor, body=text, at=timezone.now())

    html = visit.get(page("ticket", ticket)).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt; http://mine.test" in html
    assert "&lt;b&gt;Look&lt;/b&gt;" in html
    assert '<a href="https://example.com/help?a=1&amp;b=2" rel="nofollow">' in html


def test_notes_of_the_staff_and_their_addresses_are_never_shown(
    visit: Client, buyer: User, desk: Desk
) -> None:
    nameless = AgentFactory.create(skilled=True, user__name="")
    ticket = open_ticket(customer=buyer, at=recent())
    note(ticket.id, by=desk.agent_actor, body="A difficult one.", at=timezone.now())
    reply(ticket.id, by=actor_of(nameless.user), body="Good day.", at=timezone.now())

    response = visit.get(page("ticket", ticket))

    assert "Good day." in words(response)
    assert "difficult" not in words(response)
    assert nameless.user.email not in response.content.decode()


def test_the_order_beside_the_conversation_is_shown_as_it_is_now(
    visit: Client, buyer: User
) -> None:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    ticket = open_ticket(
        category="not-shipped", customer=buyer, answers={"order": order.number}, at=recent()
    )
    order.state = order.State.SHIPPED
    order.save()

    response = visit.get(page("ticket", ticket))

    assert f"Order {order.number} Reverso Classic, steel, 1998 State Shipped" in words(response)


def test_a_payout_shows_that_it_is_held_and_not_why(desk: Desk) -> None:
    payout = PayoutFactory.create(held=True)
    consignor = payout.consignor.user
    answers = {"payout": payout.number, "matter": "held"}
    ticket = open_ticket(category="payout", customer=consignor, answers=answers, at=recent())

    response = visitor(consignor).get(page("ticket", ticket))

    assert "State On hold" in words(response)
    assert payout.hold_reason not in words(response)


def test_a_thing_that_the_desk_linked_and_the_customer_does_not_own_stays_unseen(
    visit: Client, buyer: User
) -> None:
    ticket, payout = open_ticket(customer=buyer, at=recent()), PayoutFactory.create()
    links.link(ticket, [payout], at=timezone.now())

    assert payout.number not in words(visit.get(page("ticket", ticket)))


def test_the_answers_to_the_questions_can_be_read_again(visit: Client, buyer: User) -> None:
    answers = {"seen": "A mail at eight.", "can_log_in": "no"}
    ticket = open_ticket(category="account-security", customer=buyer, answers=answers, at=recent())

    response = visit.get(page("ticket", ticket))

    assert "What did you notice, and when? A mail at eight. Can you still log in? No" in words(
        response
    )


def test_a_page_with_a_long_conversation_takes_no_more_queries(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=recent())
    reply(ticket.id, by=desk.agent_actor, body="Part 0", at=timezone.now())
    visit.get(page("ticket", ticket))
    of_two = queries(visit, page("ticket", ticket))
    said_again(ticket, 998)

    assert queries(visit, page("ticket", ticket)) == of_two
    assert of_two <= 16


def said_again(ticket: Ticket, count: int) -> None:
    """Write ``count`` messages of the customer, a second each, after those that are there."""
    Message.objects.bulk_create(
        Message(
            ticket=ticket,
            author_kind=Author.CUSTOMER,
            body=f"Number {number}.",
            channel=Channel.SITE,
            at=ticket.created_at + dt.timedelta(minutes=20, seconds=number),
        )
        for number in range(count)
    )


def test_a_long_conversation_comes_a_page_at_a_time_and_each_message_once(
    visit: Client, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer, body="Number one of all.", at=recent())
    said_again(ticket, 70)
    address, seen = page("ticket", ticket), []

    while address:
        html = visit.get(address).content.decode()
        seen += re.findall(r'id="m-([0-9a-f-]{36})"', html)
        older = re.search(r'href="([^"]+)" data-earlier', html)
        address = older and page("ticket", ticket) + older[1]

    assert len(seen) == len(set(seen)) == 71
    assert "Number one of all." in html
    assert "The newest messages" in html


@pytest.mark.parametrize("before", ["", "nonsense", "%00", NOBODYS])
def test_before_a_message_that_is_not_there_there_is_nothing(
    visit: Client, buyer: User, before: str
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    assert visit.get(f"{page('ticket', ticket)}?before={before}").status_code == 404


def test_each_day_of_a_conversation_is_marked_once(visit: Client, buyer: User, desk: Desk) -> None:
    buyer.time_zone = "Asia/Shanghai"
    buyer.save()
    # 23:59 and 00:01 in Shanghai.
    ticket = open_ticket(customer=buyer, at=dt.datetime(2026, 3, 2, 15, 59, tzinfo=dt.UTC))
    late = dt.datetime(2026, 3, 2, 16, 1, tzinfo=dt.UTC)
    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=late)

    html = visit.get(page("ticket", ticket)).content.decode()

    assert re.findall(r'id="d-([\d-]+)"', html) == ["2026-03-02", "2026-03-03"]


# --- Deadlines ------------------------------------------------------------------------------------


def test_the_deadlines_of_the_order_stand_beside_with_what_can_be_done(
    visit: Client, buyer: User
) -> None:
    now = timezone.now()
    order = OrderFactory.create(
        buyer=buyer.buyer, delivered=True, return_until=now + dt.timedelta(days=2)
    )
    ticket = open_ticket(
        category="not-received", customer=buyer, answers={"order": order.number}, at=recent()
    )

    response = visit.get(page("ticket", ticket))

    assert "You can return it until" in words(response)
    assert f"{order.number} Ask for a return" in words(response)
    assert "deadline--attention" in response.content.decode()
    # Nobody is asked again which order it is.
    assert f'{form_of("return-refund")}?order={order.number}"' in response.content.decode()


def test_a_window_that_is_over_says_so_and_offers_nothing(visit: Client, buyer: User) -> None:
    order = OrderFactory.create(
        buyer=buyer.buyer, delivered=True, return_until=timezone.now() - dt.timedelta(days=2)
    )
    ticket = open_ticket(
        category="not-received", customer=buyer, answers={"order": order.number}, at=recent()
    )

    said = words(visit.get(page("ticket", ticket)))

    assert "The return window ended on" in said
    assert "Ask for a return" not in said


def test_of_an_item_each_side_sees_its_own_deadlines_and_not_the_others(
    desk: Desk, visit: Client, buyer: User
) -> None:
    now = timezone.now()
    payout = PayoutFactory.create(due=True, due_on=(now + dt.timedelta(days=5)).date())
    OrderFactory.create(
        buyer=buyer.buyer, delivered=True, items=[payout.item],
        return_until=now + dt.timedelta(days=5),
    )  # fmt: skip
    consignor = payout.consignor.user
    said = {}
    for person in (buyer, consignor):
        ticket = open_ticket(customer=person, at=recent())
        links.link(ticket, [payout.item], at=now)
        said[person] = words(visitor(person).get(page("ticket", ticket)))

    assert "You can return it until" in said[buyer]
    assert "Your payout is expected by" not in said[buyer]
    assert "Your payout is expected by" in said[consignor]
    assert "You can return it until" not in said[consignor]
