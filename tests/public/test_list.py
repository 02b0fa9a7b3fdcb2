"""The list of a customer's own requests."""

import pytest
from django.test import Client

from consignment.models import User
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.public.visits import many_tickets, page, queries, recent, visitor, words
from tickets.lifecycle.choices import State


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
