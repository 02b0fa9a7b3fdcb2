"""A customer follows requests on the site, answers, reopens, takes them back."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import OrderFactory, PayoutFactory
from tests.public.visits import (
    NOBODYS,
    body,
    error_at,
    many_tickets,
    page,
    queries,
    token_of,
    visitor,
    words,
)
from tickets.actions.close import close
from tickets.actions.note import note
from tickets.actions.reply import reply
from tickets.actions.withdraw import withdraw
from tickets.lifecycle import links
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

HOUR = dt.timedelta(hours=1)


def recent() -> dt.datetime:
    return timezone.now() - HOUR


def state_of(ticket: Ticket) -> str:
    return str(Ticket.objects.get(id=ticket.id).state)


# --- The list -------------------------------------------------------------------------------------


def test_the_list_holds_the_readers_own_requests_and_no_others(visit: Client, buyer: User) -> None:
    mine = open_ticket(customer=buyer, body="Where is my bag?", at=recent())
    others = open_ticket(body="Where is my watch?", at=recent())

    response = visit.get(page("tickets"))

    assert mine.reference in words(response)
    assert "You: Where is my bag?" in words(response)
    assert others.reference not in words(response)


def test_open_and_closed_are_two_lists_with_their_counts(
    visit: Client, buyer: User, desk: Desk
) -> None:
    now_open = open_ticket(customer=buyer, at=recent())
    solved = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())

    opened, closed = visit.get(page("tickets")), visit.get(page("tickets") + "?show=closed")

    assert "Open 1 Closed 1" in words(opened)
    assert now_open.reference in words(opened)
    assert solved.reference not in words(opened)
    assert solved.reference in words(closed)


def test_somebody_who_never_asked_is_told_what_stands_here(visit: Client) -> None:
    assert "Nothing open" in words(visit.get(page("tickets")))


def test_a_stranger_is_asked_to_log_in(desk: Desk) -> None:
    response = visitor().get(page("tickets"))

    assert response["Location"] == f"/accounts/login/?next={page('tickets')}"


def test_twenty_requests_are_a_page_and_the_next_ones_are_older(visit: Client, buyer: User) -> None:
    many_tickets(buyer, 21, at=recent())

    first, second = visit.get(page("tickets")), visit.get(page("tickets") + "?page=2")

    assert "Page 1 of 2" in words(first)
    assert "Question 20" not in words(first)
    assert "Question 20" in words(second)


@pytest.mark.parametrize("number", ["9", "0", "-1", "two", "9" * 400])
def test_a_page_beyond_the_end_says_where_the_list_ends(visit: Client, number: str) -> None:
    response = visit.get(page("tickets") + f"?page={number}")

    assert response.status_code == 404
    assert "The list ends before this page It has 1 page. Go to the last page" in words(response)


def test_another_list_than_open_and_closed_is_not_there(visit: Client) -> None:
    assert visit.get(page("tickets") + "?show=all").status_code == 404


def test_a_list_of_a_thousand_takes_the_queries_of_a_list_of_ten(
    visit: Client, buyer: User
) -> None:
    many_tickets(buyer, 10, at=recent())
    of_ten = queries(visit, page("tickets"))
    many_tickets(buyer, 990, at=recent())

    assert queries(visit, page("tickets")) == of_ten
    assert of_ten <= 7


# --- One request ----------------------------------------------------------------------------------


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
    before = queries(visit, page("ticket", ticket))
    for number in range(10):
        reply(ticket.id, by=desk.agent_actor, body=f"Part {number}", at=timezone.now())

    assert queries(visit, page("ticket", ticket)) == before
    assert before <= 10


# --- Answering ------------------------------------------------------------------------------------


def test_an_answer_joins_the_conversation_and_the_work_goes_on(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk, customer=buyer, at=recent())

    response = visit.post(page("message", ticket), {"body": "Here it is."})

    message = ticket.messages.get(body="Here it is.")
    assert response["Location"] == f"{page('ticket', ticket)}#m-{message.id}"
    assert state_of(ticket) == State.OPEN


def test_an_answer_that_is_sent_twice_is_said_once(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, at=recent())
    token = token_of(visit.get(page("ticket", ticket)))

    for _ in range(2):
        visit.post(page("message", ticket), {"body": "Hello?", "token": token})
    visit.post(page("message", ticket), {"body": "Is anybody there?", "token": token})

    assert list(ticket.messages.in_order().values_list("body", flat=True))[1:] == [
        "Hello?",
        "Is anybody there?",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write a message: it is empty."),
        ("a" * 20_001, "This is too long: 20,001 characters, and 20,000 fit. Send it in parts."),
    ],
)
def test_a_message_that_cannot_be_taken_says_why_and_stays(
    visit: Client, buyer: User, text: str, why: str
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    response = visit.post(page("message", ticket), {"body": text})

    assert response.status_code == 422
    assert error_at(response, "body") == why
    assert text in response.content.decode()
    assert ticket.messages.count() == 1


def test_a_message_to_a_solved_request_reopens_it(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())

    visit.post(page("message", ticket), {"body": "No, it is not."})

    assert state_of(ticket) == State.NEW


def test_a_message_to_a_closed_request_is_refused_and_its_text_kept(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    close(ticket.id, by=SYSTEM, at=timezone.now())

    response = visit.post(page("message", ticket), {"body": "One thing more."})

    assert response.status_code == 422
    assert "This matter is closed. Please file a new request." in words(response)
    assert "One thing more." in response.content.decode()
    assert ticket.messages.count() == 2


def test_a_request_that_is_over_offers_no_answer_but_a_new_request(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.NEW, desk, customer=buyer, at=recent())
    withdraw(ticket.id, by=actor_of(buyer), at=timezone.now())

    response = visit.get(page("ticket", ticket))

    assert "You withdrew this request" in words(response)
    assert page("message", ticket) not in response.content.decode()
    assert page("new") in response.content.decode()


# --- Reopening and withdrawing --------------------------------------------------------------------


def test_a_solved_request_is_reopened_by_one_press(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=recent())
    assert page("reopen", ticket) in visit.get(page("ticket", ticket)).content.decode()

    response = visit.post(page("reopen", ticket), follow=True)

    assert state_of(ticket) == State.NEW
    assert "We work on it again." in words(response)
    assert page("reopen", ticket) not in response.content.decode()


def test_an_open_request_is_withdrawn_and_nothing_is_promised_any_more(
    visit: Client, buyer: User
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    response = visit.post(page("withdraw", ticket), follow=True)

    assert state_of(ticket) == State.WITHDRAWN
    assert "A person answers by" not in words(response)


@pytest.mark.parametrize(("state", "step"), [(State.OPEN, "reopen"), (State.RESOLVED, "withdraw")])
def test_a_step_that_the_state_does_not_allow_is_refused_in_words(
    visit: Client, buyer: User, desk: Desk, state: State, step: str
) -> None:
    ticket = ticket_in(state, desk, customer=buyer, at=recent())

    response = visit.post(page(step, ticket))

    assert response.status_code == 409
    (said,) = get_messages(response.wsgi_request)
    assert "cannot do this" in str(said)
    assert str(said) in words(response)
    assert state_of(ticket) == state


def test_too_long_after_the_solution_nothing_can_be_reopened(
    visit: Client, buyer: User, desk: Desk
) -> None:
    long_ago = timezone.now() - dt.timedelta(days=20)
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=long_ago)

    shown = visit.get(page("ticket", ticket))
    refused = visit.post(page("message", ticket), {"body": "Again."})

    assert page("reopen", ticket) not in shown.content.decode()
    assert refused.status_code == 422
    assert "more than 14 days ago" in words(refused)


@pytest.mark.parametrize("step", ["message", "reopen", "withdraw"])
def test_the_address_of_a_step_shows_the_request_to_who_comes_without_sending(
    visit: Client, buyer: User, step: str
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    assert visit.get(page(step, ticket))["Location"] == page("ticket", ticket)


# --- Live -----------------------------------------------------------------------------------------


def test_changes_are_told_to_whoever_may_read_the_request(visit: Client, buyer: User) -> None:
    mine, others = open_ticket(customer=buyer, at=recent()), open_ticket(at=recent())

    # Under WSGI a stream would hold a worker: an empty answer, and the browser stays away.
    assert visit.get(page("events", mine)).status_code == 204
    assert visit.get(page("events", others)).status_code == 404
    assert visitor().get(page("events", mine)).status_code == 404


def test_a_page_that_cannot_be_live_does_not_try(visit: Client, buyer: User) -> None:
    ticket = open_ticket(customer=buyer, at=recent())

    assert "live.js" not in visit.get(page("ticket", ticket)).content.decode()
