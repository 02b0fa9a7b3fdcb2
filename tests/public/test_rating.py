"""A customer rates a solution: by the link of a mail, once, or from the page of the request."""

import datetime as dt
import re
from typing import Any

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


def test_the_link_of_a_mail_shows_the_score_chosen_and_takes_it_by_a_press(ticket: Ticket) -> None:
    link, visit = way_to_rate(ticket), visitor()

    shown = visit.get(f"{link}?score=4").content.decode()

    assert re.search(r'value="4"[^>]*checked', shown)
    assert shown.count("checked") == 1
    assert not Rating.objects.exists()


@pytest.mark.parametrize("score", ["0", "6", "five", "%00", "<b>"])
def test_a_link_with_a_score_that_is_none_shows_the_form_with_nothing_chosen(
    ticket: Ticket, score: str
) -> None:
    response = visitor().get(f"{way_to_rate(ticket)}?score={score}")

    assert response.status_code == 200
    assert "checked" not in response.content.decode()


def test_a_rating_is_taken_once_and_then_asks_why(ticket: Ticket) -> None:
    link, visit = way_to_rate(ticket), visitor()

    asked = visit.post(link, {"score": "5"}, follow=True)
    again = visit.post(link, {"score": "1"})

    assert asked.redirect_chain == [(page("rate_why"), 302)]
    assert "Thank you. You gave 5 of 5." in words(asked)
    assert "It was quick" in words(asked)
    assert again.status_code == 410
    assert "You gave 5 of 5, and a rating stays as it is." in words(again)
    assert Rating.objects.get().score == 5
    assert not Review.objects.exists()


def test_why_is_told_once_by_reasons_of_the_score_and_words(ticket: Ticket) -> None:
    visit, link = visitor(), way_to_rate(ticket)
    visit.post(link, {"score": "4"})
    said = {"reasons": ["fast", "kind"], "comment": " Quick. "}

    thanked = visit.post(page("rate_why"), said, follow=True)
    again = visit.post(page("rate_why"), {"reasons": ["slow"]})

    assert "Your words go to the person who helped you." in words(thanked)
    followed = visit.get(link)
    assert again.status_code == followed.status_code == 410
    for told in (again, followed):
        assert "You have rated this and told us why." in words(told)
    rating = Rating.objects.get()
    assert (rating.score, rating.reasons, rating.comment) == (4, ["fast", "kind"], "Quick.")


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({}, "reasons", "Choose a reason, or write a few words."),
        ({"reasons": ["slow"]}, "reasons", "Choose from the reasons shown."),
        ({"reasons": ["nonsense"]}, "reasons", "Choose from the reasons shown."),
        ({"comment": "a" * 2001}, "comment", "This is too long: 2000 characters fit here."),
        ({"comment": " \x00 "}, "comment", "Null characters are not allowed."),
    ],
)
def test_reasons_that_cannot_be_taken_are_refused_beside_their_field_and_kept(
    ticket: Ticket, said: dict[str, Any], field: str, why: str
) -> None:
    visit = visitor()
    visit.post(way_to_rate(ticket), {"score": "5"})

    response = visit.post(page("rate_why"), said)

    assert response.status_code == 422
    assert error_at(response, field) == why
    assert said.get("comment", "").strip(" \x00") in response.content.decode()
    assert Rating.objects.get().comment == ""


def test_a_low_rating_asks_other_reasons_and_somebody_has_to_look_into_it(ticket: Ticket) -> None:
    visit = visitor()

    asked = visit.post(way_to_rate(ticket), {"score": "2"}, follow=True)
    thanked = visit.post(page("rate_why"), {"reasons": ["unsolved"]}, follow=True)

    assert "What went wrong?" in words(asked)
    assert "It was quick" not in words(asked)
    assert "A supervisor reads this and finds out why." in words(thanked)
    assert Review.objects.get().rating.ticket == ticket


def test_the_same_link_leads_to_why_for_a_while_and_then_says_that_it_was_used(
    ticket: Ticket,
) -> None:
    link = way_to_rate(ticket)
    visitor().post(link, {"score": "4"})
    other_device = visitor()

    assert other_device.get(link)["Location"] == page("rate_why")
    assert other_device.get(page("rate_why")).status_code == 200

    Rating.objects.update(at=timezone.now() - HOUR - dt.timedelta(minutes=1))
    gone = other_device.get(link)
    assert gone.status_code == other_device.get(page("rate_why")).status_code == 410
    assert "The time to say why is over." in words(gone)
    assert "The time to say why is over." in words(other_device.get(page("rate_why")))


def test_a_stranger_without_the_link_can_explain_nobodys_rating(ticket: Ticket) -> None:
    visitor().post(way_to_rate(ticket), {"score": "4"})

    stranger = visitor().get(page("rate_why"))
    assert stranger.status_code == 410
    assert "Nothing was rated in this browser." in words(stranger)
    assert visitor().post(page("rate_why"), {"comment": "Bad."}).status_code == 410
    assert Rating.objects.get().comment == ""


@pytest.mark.parametrize("score", ["", "0", "6", "five", "5.5"])
def test_a_score_outside_one_to_five_is_refused(ticket: Ticket, score: str) -> None:
    response = visitor().post(way_to_rate(ticket), {"score": score})

    assert response.status_code == 422
    assert error_at(response, "score") == "Choose one to five."
    assert not Rating.objects.exists()


@pytest.mark.parametrize("secret", ["nonsense", "x" * 500, "%00"])
def test_a_link_that_is_none_says_so_plainly(desk: Desk, secret: str) -> None:
    response = visitor().get(f"/rate/{secret}/")

    assert response.status_code == 410
    assert "There is nothing to rate here" in words(response)
    assert "We do not know this link." in words(response)


def test_a_link_whose_time_is_over_says_so(ticket: Ticket) -> None:
    old = way_to_rate(ticket, at=timezone.now() - dt.timedelta(days=31))

    response = visitor().get(old)
    assert response.status_code == 410
    assert "The time to rate this is over." in words(response)


def test_a_link_to_a_solution_that_was_reopened_rates_nothing(ticket: Ticket, buyer: User) -> None:
    link = way_to_rate(ticket)
    reopen(ticket.id, by=actor_of(buyer), at=timezone.now(), reason="")

    shown = visitor().get(link)
    assert shown.status_code == 410
    assert "This was reopened since." in words(shown)
    assert visitor().post(link, {"score": "5"}).status_code == 410
    assert not Rating.objects.exists()


def test_who_is_logged_in_rates_from_the_page_of_the_request(visit: Client, ticket: Ticket) -> None:
    assert page("rate_ticket", ticket) in visit.get(page("ticket", ticket)).content.decode()

    visit.post(page("rate_ticket", ticket), {"score": "4"})

    assert Rating.objects.get().score == 4
    assert page("rate_ticket", ticket) not in visit.get(page("ticket", ticket)).content.decode()
    again = visit.get(page("rate_ticket", ticket))
    assert again.status_code == 410
    assert "You can still say why." in words(again)


def test_what_is_not_solved_yet_cannot_be_rated(visit: Client, buyer: User, desk: Desk) -> None:
    ticket = ticket_in(State.OPEN, desk, customer=buyer, at=timezone.now() - HOUR)

    response = visit.post(page("rate_ticket", ticket), {"score": "4"})

    assert response.status_code == 410
    assert "This is not solved yet." in words(response)
    assert not Rating.objects.exists()
