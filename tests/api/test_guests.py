"""POST /api/v1/tickets/ by somebody without a login."""

import pytest
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from tests.api.calls import TICKETS, at, errors, problem
from tests.factories.desk import Desk
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket

LIN = {"email": "Lin@Example.com", "name": "Lin Mei"}
STOLEN = {
    "category": "account-security",
    "body": "Somebody changed my password.",
    "answers": {"seen": "A mail about it, last night."},
}


def test_a_guest_files_and_is_named_by_what_they_said(desk: Desk) -> None:
    answer = APIClient().post(TICKETS, {**STOLEN, "guest": LIN})

    assert answer.status_code == 201
    ticket = Ticket.objects.get()
    assert (ticket.guest_email, ticket.guest_name) == ("lin@example.com", "Lin Mei")
    assert answer.json()["reference"] == ticket.reference


def test_the_answer_gives_no_way_to_the_ticket_which_the_mail_alone_does(desk: Desk) -> None:
    answer = APIClient().post(TICKETS, {**STOLEN, "guest": LIN})

    assert "Location" not in answer
    assert not any(answer.json()["can"].values())
    problem(APIClient().get(at(answer.json()["id"])), 401)


def test_a_guest_names_an_order_that_nothing_proves_so_it_stays_text(desk: Desk) -> None:
    filed = {"category": "not-shipped", "body": "When?", "answers": {"order": "CO-20260412-0042"}}

    ticket = APIClient().post(TICKETS, {**filed, "guest": LIN}).json()

    assert ticket["links"] == []
    assert ticket["answers"][0]["value"] == "CO-20260412-0042"


def test_a_guest_files_in_the_language_of_the_call(desk: Desk) -> None:
    APIClient().post(TICKETS, {**STOLEN, "guest": LIN}, HTTP_ACCEPT_LANGUAGE="zh-CN")

    assert Ticket.objects.get().language == "zh-hans"


@pytest.mark.parametrize(
    ("guest", "field"),
    [
        ({"email": "nobody"}, "guest.email"),
        ({"email": ""}, "guest.email"),
        ({"name": "Lin"}, "guest.email"),
        ({"email": "lin@example.com\nBcc: x@example.com"}, "guest.email"),
        ({"email": "lin@example.com", "name": "x" * 151}, "guest.name"),
        ({"email": "lin@example.com", "name": ["Lin"]}, "guest.name"),
        ("lin@example.com", "guest"),
    ],
)
def test_a_guest_who_cannot_be_reached_is_told_so(desk: Desk, guest: object, field: str) -> None:
    assert field in errors(APIClient().post(TICKETS, {**STOLEN, "guest": guest}))
    assert not Ticket.objects.exists()


def test_neither_login_nor_guest_is_answered_as_a_session_that_is_over(desk: Desk) -> None:
    problem(APIClient().post(TICKETS, STOLEN), 401)


def test_guests_file_only_so_often_whatever_address_they_claim(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates = {**SimpleRateThrottle.THROTTLE_RATES, "guest": "2/hour"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)

    def file(claimed: str) -> object:
        return APIClient().post(TICKETS, {**STOLEN, "guest": LIN}, HTTP_X_FORWARDED_FOR=claimed)

    file("1.1.1.1")
    file("2.2.2.2")
    refused = file("3.3.3.3")

    assert problem(refused, 429)
    assert int(refused["Retry-After"]) > 3000
    assert Ticket.objects.count() == 2


def test_one_address_is_taken_only_so_often_a_day_and_an_app_is_told_when_to_come_back(
    desk: Desk,
) -> None:
    DeskSettings.current()
    DeskSettings.objects.update(guest_requests_per_day=1)
    APIClient().post(TICKETS, {**STOLEN, "guest": LIN})

    refused = APIClient().post(TICKETS, {**STOLEN, "guest": LIN})

    assert problem(refused, 429)["code"] == "guest_limit"
    assert problem(refused, 429)["type"].endswith("#guest_limit")
    assert refused["Retry-After"] == "3600"
    assert Ticket.objects.count() == 1
