"""A guest comes by the link of a mail."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import Desk, open_ticket
from tests.public.visits import (
    asked_to_log_in,
    body,
    error_at,
    form_of,
    page,
    visitor,
    words,
)
from tickets.actions.invite_guest import MOST_PER_HOUR
from tickets.actions.open import Guest
from tickets.lifecycle import guests
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.public.access import REMEMBERED_FOR

JO = Guest(email="jo@example.com", name="Jo")


def way_to(ticket: Ticket, *, at: dt.datetime | None = None) -> str:
    """Return the link that a mail of ``at`` carries."""
    return reverse("public:guest", args=[guests.make(ticket, at=at or timezone.now())])


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    return open_ticket(customer=JO, at=timezone.now())


def test_the_link_opens_the_request_and_the_guest_can_answer(ticket: Ticket) -> None:
    visit = visitor()

    shown = visit.get(way_to(ticket), follow=True)
    visit.post(page("message", ticket), {"body": "Thank you."})

    assert shown.redirect_chain == [(page("ticket", ticket), 302)]
    assert ticket.reference in words(shown)
    assert ticket.messages.get(body="Thank you.").author_name == "Jo"


def test_the_link_stays_good_when_a_scanner_has_followed_it(ticket: Ticket) -> None:
    link = way_to(ticket)
    visitor().get(link)

    assert visitor().get(link).status_code == 302


def test_the_link_opens_one_request_and_no_other(ticket: Ticket) -> None:
    other = open_ticket(customer=JO, at=timezone.now())
    visit = visitor()
    visit.get(way_to(ticket))

    assert visit.get(page("ticket", ticket)).status_code == 200
    assert asked_to_log_in(visit.get(page("ticket", other)))
    assert asked_to_log_in(visit.get(page("tickets")))


def test_who_is_logged_in_can_follow_a_guests_link_too(ticket: Ticket, visit: Client) -> None:
    assert visit.get(way_to(ticket), follow=True).status_code == 200


@pytest.mark.parametrize("secret", ["nonsense", "x" * 500, "%00", "%F0%9F%98%80"])
def test_a_link_that_is_none_offers_a_new_one(desk: Desk, secret: str) -> None:
    response = visitor().get(f"/guest/{secret}/")

    assert response.status_code == 410
    assert "This link has expired" in words(response)
    assert page("guest_link") in response.content.decode()


def test_an_expired_link_looks_like_one_that_never_was(ticket: Ticket) -> None:
    old = way_to(ticket, at=timezone.now() - dt.timedelta(days=31))

    expired, unknown = visitor().get(old), visitor().get("/guest/nonsense/")

    assert expired.status_code == 410
    assert body(expired).replace(old, "") == body(unknown).replace("/guest/nonsense/", "")


def test_an_expired_link_sends_a_new_one_to_its_address_by_one_press(ticket: Ticket) -> None:
    old = way_to(ticket, at=timezone.now() - dt.timedelta(days=31))

    sent, nothing = visitor().post(old), visitor().post("/guest/nonsense/")

    assert "a new one is on its way to the same address" in words(sent)
    assert body(sent).replace(old, "") == body(nothing).replace("/guest/nonsense/", "")
    assert JO.email not in sent.content.decode()
    assert mails() == 1


def test_pressing_again_and_again_is_stopped(ticket: Ticket) -> None:
    old, visit = way_to(ticket, at=timezone.now() - dt.timedelta(days=31)), visitor()

    statuses = [visit.post(old).status_code for _ in range(11)]

    assert statuses == [200] * 10 + [429]


def test_a_tampered_link_is_refused(ticket: Ticket) -> None:
    link = way_to(ticket)

    assert visitor().get(link[:-2] + ("a/" if link[-2] != "a" else "b/")).status_code == 410


def test_the_session_forgets_the_request_after_a_day(ticket: Ticket) -> None:
    visit = visitor()
    visit.get(way_to(ticket))
    session = visit.session
    assert session.get("opened_requests")
    session["opened_requests"] = {
        key: until - REMEMBERED_FOR.total_seconds()
        for key, until in session["opened_requests"].items()
    }
    session.save()

    assert asked_to_log_in(visit.get(page("ticket", ticket)))


def test_a_link_to_a_request_that_got_an_owner_opens_nothing(ticket: Ticket, buyer: User) -> None:
    link, visit = way_to(ticket), visitor()
    visit.get(link)
    Ticket.objects.filter(id=ticket.id).update(requester=buyer, guest_email="")

    assert visitor().get(link).status_code == 410
    assert asked_to_log_in(visit.get(page("ticket", ticket)))


# --- A new link -----------------------------------------------------------------------------------


def asked(number: str, email: str) -> tuple[int, str]:
    """Return status and words of the answer to who asks for a new link."""
    response = visitor().post(page("guest_link"), {"number": number, "email": email})
    return response.status_code, words(response)


def mails() -> int:
    return OutboxEntry.objects.filter(kind="mail.guest_link").count()


def test_a_new_link_is_mailed_to_who_knows_number_and_address(ticket: Ticket) -> None:
    status, said = asked(ticket.reference, "JO@example.com")

    assert status == 200
    assert "If number and address belong together, a new link is on its way." in said
    assert mails() == 1


def test_the_answer_is_the_same_for_who_knows_neither(ticket: Ticket) -> None:
    right = asked(ticket.reference, JO.email)

    assert asked(ticket.reference, "eve@example.com") == right
    assert asked("T-999999", JO.email) == right
    assert mails() == 1


@pytest.mark.parametrize("written", ["T-{}", "t {}", "{}", "#{}", " T – {}"])
def test_the_number_may_be_written_as_people_write_it(ticket: Ticket, written: str) -> None:
    asked(written.format(ticket.number), JO.email)

    assert mails() == 1


@pytest.mark.parametrize("number", ["", "my bag", "9" * 30])
def test_what_is_no_number_is_said_to_be_none(desk: Desk, number: str) -> None:
    visit = visitor()

    response = visit.post(page("guest_link"), {"number": number, "email": JO.email})

    assert response.status_code == 422
    assert error_at(response, "number")


def test_nobodys_mailbox_is_filled_with_links(ticket: Ticket) -> None:
    for _ in range(MOST_PER_HOUR):
        guests.make(ticket, at=timezone.now())

    other = open_ticket(customer=JO, at=timezone.now())
    statuses = [asked(each.reference, JO.email)[0] for each in (ticket, other)]

    assert statuses == [200, 200]
    assert mails() == 0


def test_who_asks_too_often_is_stopped(ticket: Ticket) -> None:
    statuses = [asked("T-1", JO.email)[0] for _ in range(11)]

    assert statuses == [200] * 10 + [429]


@pytest.mark.parametrize(
    "email", [f"{'x' * 255}@example.com", f"jo@{'ü' * 63}.example"], ids=["long", "no-such-host"]
)
def test_an_address_that_no_mail_can_reach_is_refused_beside_its_field(
    desk: Desk, email: str
) -> None:
    question = "How much commission do you take for a watch of 3,000 euros?"
    response = visitor().post(form_of("rules-fees"), {"body": question, "email": email})

    assert response.status_code == 422
    assert "Enter a mail address" in error_at(response, "email")
    assert not Ticket.objects.exists()


def test_who_came_as_guest_and_then_got_the_request_reads_it_in_the_same_browser(
    ticket: Ticket, buyer: User, visit: Client
) -> None:
    visit.get(way_to(ticket))
    Ticket.objects.filter(id=ticket.id).update(requester=buyer, guest_email="", guest_name="")

    assert visit.get(page("ticket", ticket)).status_code == 200
