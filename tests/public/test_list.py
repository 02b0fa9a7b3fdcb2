"""The list of a customer's own requests."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.trade import OrderFactory, ProofFactory
from tests.public.visits import many_tickets, page, queries, recent, visitor, words
from tickets.actions.open import Guest
from tickets.actions.reply import reply
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket


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
    assert of_ten <= 9


# --- Finding --------------------------------------------------------------------------------------


def listed(visit: Client, query: str) -> str:
    return words(visit.get(f"{page('tickets')}?{query}"))


@pytest.fixture
def about_an_order(buyer: User) -> Ticket:
    order = OrderFactory.create(buyer=buyer.buyer, paid=True)
    return open_ticket(
        category="not-shipped",
        customer=buyer,
        body="When does my bag leave?",
        answers={"order": order.number},
        at=recent(),
    )


def test_requests_are_found_by_words_in_any_message(
    visit: Client, buyer: User, desk: Desk, about_an_order: Ticket
) -> None:
    other = open_ticket(customer=buyer, body="How much for a watch?", at=recent())
    reply(other.id, by=desk.agent_actor, body="It is 15 % of the price.", at=timezone.now())

    assert about_an_order.reference in listed(visit, "q=leave+BAG")
    assert other.reference not in listed(visit, "q=leave+bag")
    assert other.reference in listed(visit, "q=15+%25")


@pytest.mark.parametrize("written", ["T-{}", "t {}", "{}", "T–{}"])
def test_a_request_is_found_by_its_number(
    visit: Client, buyer: User, about_an_order: Ticket, written: str
) -> None:
    other = open_ticket(customer=buyer, at=recent())

    said = listed(visit, urlencode({"q": written.format(about_an_order.number)}))

    assert about_an_order.reference in said
    assert other.reference not in said


def test_a_request_is_found_by_its_order(
    visit: Client, buyer: User, about_an_order: Ticket
) -> None:
    other = open_ticket(customer=buyer, at=recent())
    number = about_an_order.links.get().snapshot["number"]

    said = listed(visit, f"order={number}")

    assert about_an_order.reference in said
    assert other.reference not in said


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 5000, "q=%25%27%3B--", "order=nonsense"])
def test_whatever_is_searched_for_is_answered(visit: Client, query: str) -> None:
    assert visit.get(f"{page('tickets')}?{query}").status_code == 200


def test_nothing_found_says_where_else_it_is(visit: Client, buyer: User, desk: Desk) -> None:
    ticket_in(State.RESOLVED, desk, customer=buyer, body="My bag is torn.", at=recent())

    said = listed(visit, "q=torn")

    assert "No open request matches 1 closed one does. Look at the closed ones" in said


def test_nobody_finds_what_is_not_theirs(visit: Client) -> None:
    others = open_ticket(body="A watch of gold.", at=recent())

    assert "gold" not in listed(visit, "q=watch")
    assert others.reference not in listed(visit, f"q={others.number}")


# --- New since the last look ----------------------------------------------------------------------


def test_what_we_wrote_is_new_until_the_reader_has_looked(
    visit: Client, buyer: User, desk: Desk
) -> None:
    ticket = open_ticket(customer=buyer, at=recent())
    assert "commission do you take for a watch? New" not in listed(visit, "")

    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=timezone.now())
    assert "commission do you take for a watch? New" in listed(visit, "")

    visit.get(page("ticket", ticket), headers={"X-Hidden": "1"})
    assert "commission do you take for a watch? New" in listed(visit, "")

    visit.get(page("ticket", ticket))
    assert "commission do you take for a watch? New" not in listed(visit, "")


# --- What was filed as a guest --------------------------------------------------------------------


def test_what_was_filed_with_the_verified_address_is_offered_and_added(
    visit: Client, buyer: User
) -> None:
    ProofFactory.create(user=buyer)
    tickets = [open_ticket(customer=Guest(buyer.email), at=recent()) for _ in range(2)]

    assert "2 requests were filed with your email address" in listed(visit, "")
    added = visit.post(page("claim_all"), follow=True)

    assert "2 requests were added to your account." in words(added)
    assert all(ticket.reference in words(added) for ticket in tickets)
    assert "Add them to my account" not in words(added)


def test_an_address_that_is_not_verified_is_offered_nothing(visit: Client, buyer: User) -> None:
    ProofFactory.create(user=buyer, verified=False)
    open_ticket(customer=Guest(buyer.email), at=recent())

    assert "filed with your email address" not in listed(visit, "")
    assert "0 requests were added" in words(visit.post(page("claim_all"), follow=True))
