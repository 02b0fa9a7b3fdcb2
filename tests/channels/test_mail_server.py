"""Mails through a real server on loopback: taken, refused for good, refused for now, away."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.channels.mailing import deliver, entry
from tests.channels.post_office import PostOffice
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.lifecycle.models import Ticket

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    buyer = BuyerFactory.create(user__email="ada@example.com", user__name="Ada Lindström")
    return open_ticket(customer=buyer.user, at=timezone.now())


def test_a_mail_arrives_with_its_headers_and_both_its_parts(
    office: PostOffice, ticket: Ticket
) -> None:
    deliver()

    (mail,) = office.delivered
    assert mail["To"] == "Ada Lindström <ada@example.com>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail["Message-ID"] == f"<desk-{entry('mail.receipt').pk}@localhost>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert all(ticket.reference in part.get_content() for part in mail.iter_parts())


def test_an_address_that_is_refused_for_good_ends_the_row_and_is_not_written_down(
    office: PostOffice, ticket: Ticket
) -> None:
    office.refuses["ada@example.com"] = "550 no such user ada@example.com"

    assert deliver().dead == 1

    assert entry("mail.receipt").last_error == "The mail server refused the address: 550."
    assert deliver(at=timezone.now() + HOUR).delivered == 0


@pytest.mark.parametrize("at_address", [True, False])
def test_a_server_that_asks_to_come_later_is_asked_later_with_the_same_message_id(
    office: PostOffice, ticket: Ticket, at_address: bool
) -> None:
    if at_address:
        office.refuses["ada@example.com"] = "451 greylisted"
    else:
        office.refuses_content = "451 busy"
    assert deliver().retried == 1
    assert "451" in entry("mail.receipt").last_error
    office.refuses.clear()
    office.refuses_content = ""

    assert deliver(at=timezone.now() + HOUR).delivered == 1

    (mail,) = office.delivered
    assert mail["Message-ID"] == f"<desk-{entry('mail.receipt').pk}@localhost>"


def test_a_mail_that_is_refused_for_what_it_says_is_given_up(
    office: PostOffice, ticket: Ticket
) -> None:
    office.refuses_content = "554 looks like spam"

    assert deliver().dead == 1
    assert entry("mail.receipt").last_error == "The mail server refused the mail: 554."


def test_a_server_that_is_away_is_tried_again(
    office: PostOffice, ticket: Ticket, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1

    assert deliver().retried == 1

    settings.EMAIL_PORT = office.port
    assert deliver(at=timezone.now() + HOUR).delivered == 1


def test_a_mail_delivered_twice_is_one_to_the_mailbox(office: PostOffice, ticket: Ticket) -> None:
    deliver()
    row = entry("mail.receipt")
    row.delivered_at = None
    row.save()

    deliver(at=timezone.now() + HOUR)

    first, second = office.delivered
    assert first["Message-ID"] == second["Message-ID"]
