"""A customer rates a solution: by the link of a mail, once, or from the page of the request."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import Desk, ticket_in
from tests.public.visits import error_at, page, visitor, words
from tickets.actions.reopen import reopen
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import surveys
from tickets.satisfaction.models import Rating, Review
from tickets.staff.actors import actor_of

HOUR = dt.timedelta(hours=1)


def way_to_rate(ticket: Ticket, *, at: dt.datetime | None = None) -> str:
    return reverse("public:rate", args=[surveys.invite(ticket, at=at or timezone.now())])


@pytest.fixture
def ticket(desk: Desk, buyer: User) -> Ticket:
    return ticket_in(State.RESOLVED, desk, customer=buyer, at=timezone.now() - HOUR)


def test_to_look_at_the_link_rates_nothing(ticket: Ticket) -> None:
    link = way_to_rate(ticket)

    for _ in range(2):
        response = visitor().get(link)
        assert response.status_code == 200
        assert "Are you satisfied with our help?" in words(response)
    assert not Rating.objects.exists()


def test_the_link_shows_no_conversation(ticket: Ticket) -> None:
    assert "It is 15 %." not in words(visitor().get(way_to_rate(ticket)))


def test_a_good_rating_is_taken_once_and_thanked_for(ticket: Ticket) -> None:
    link, visit = way_to_rate(ticket), visitor()

    thanked = visit.post(link, {"score": "5", "comment": "Quick."}, follow=True)
    again = visit.post(link, {"score": "1"})

    assert "Your words go to the person who helped you." in words(thanked)
    assert again.status_code == 410
    assert "You have rated this already" in words(again)
    assert visit.get(link).status_code == 410
    rating = Rating.objects.get()
    assert (rating.score, rating.comment) == (5, "Quick.")
    assert not Review.objects.exists()


def test_a_low_rating_says_that_somebody_looks_into_it_and_somebody_has_to(
    ticket: Ticket,
) -> None:
    response = visitor().post(way_to_rate(ticket), {"score": "2"}, follow=True)

    assert "A supervisor reads this and finds out why." in words(response)
    assert Review.objects.get().rating.ticket == ticket


@pytest.mark.parametrize("score", ["", "0", "6", "five", "5.5"])
def test_a_score_outside_one_to_five_is_refused_and_the_comment_kept(
    ticket: Ticket, score: str
) -> None:
    response = visitor().post(way_to_rate(ticket), {"score": score, "comment": "So so."})

    assert response.status_code == 422
    assert error_at(response, "score") == "Choose one to five."
    assert "So so." in response.content.decode()
    assert not Rating.objects.exists()


def test_a_comment_that_is_too_long_is_refused_and_comes_back(ticket: Ticket) -> None:
    response = visitor().post(way_to_rate(ticket), {"score": "4", "comment": "a" * 2001})

    assert response.status_code == 422
    assert error_at(response, "comment") == "This is too long: 2000 characters fit here."
    assert "a" * 2001 in response.content.decode()
    assert not Rating.objects.exists()


@pytest.mark.parametrize("secret", ["nonsense", "x" * 500, "%00"])
def test_a_link_that_is_none_says_so_plainly(desk: Desk, secret: str) -> None:
    response = visitor().get(f"/rate/{secret}/")

    assert response.status_code == 410
    assert "There is nothing to rate here" in words(response)


def test_a_link_whose_time_is_over_says_so(ticket: Ticket) -> None:
    old = way_to_rate(ticket, at=timezone.now() - dt.timedelta(days=31))

    assert visitor().get(old).status_code == 410


def test_a_link_to_a_solution_that_was_reopened_rates_nothing(ticket: Ticket, buyer: User) -> None:
    link = way_to_rate(ticket)
    reopen(ticket.id, by=actor_of(buyer), at=timezone.now(), reason="")

    assert visitor().get(link).status_code == 410
    assert visitor().post(link, {"score": "5"}).status_code == 410
    assert not Rating.objects.exists()


def test_who_is_logged_in_rates_from_the_page_of_the_request(visit: Client, ticket: Ticket) -> None:
    assert page("rate_ticket", ticket) in visit.get(page("ticket", ticket)).content.decode()

    visit.post(page("rate_ticket", ticket), {"score": "4"})

    assert Rating.objects.get().score == 4
    assert page("rate_ticket", ticket) not in visit.get(page("ticket", ticket)).content.decode()
    assert visit.get(page("rate_ticket", ticket)).status_code == 410


def test_what_is_not_solved_yet_cannot_be_rated(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=timezone.now() - HOUR)

    response = visit.post(page("rate_ticket", ticket), {"score": "4"})

    assert response.status_code == 410
    assert not Rating.objects.exists()
