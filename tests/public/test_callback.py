"""Customers book calls on the site: on their request, and while they ask."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.factories.desk import AgentFactory, make_desk, open_ticket
from tests.factories.trade import UserFactory
from tickets.lifecycle.models import Ticket
from tickets.routing.callbacks.choices import CallbackState
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.sla.models import Calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer() -> User:
    make_desk()
    # Slots at any hour, so that the present time does not matter.
    CallbackPlan.objects.update(calendar=Calendar.objects.get(key="always"))
    return UserFactory.create(language="en", time_zone="Europe/London")


@pytest.fixture
def ticket(customer: User) -> Ticket:
    return open_ticket(customer=customer, at=timezone.now())


@pytest.fixture
def site(customer: User) -> Client:
    client = Client()
    client.force_login(customer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def times(page) -> list[str]:
    choices = page.context["form"].fields["starts_at"].choices
    return [value for _day, slots in choices[1:] for value, _words in slots]


def address(ticket: Ticket) -> str:
    return f"/requests/{ticket.id}/callback/"


def test_a_call_is_booked_moved_and_cancelled_on_the_page_of_the_request(site, ticket):
    free = times(site.get(address(ticket)))
    typed = {"phone": "020 7946 0018", "country": "GB", "starts_at": free[0]}

    booked = site.post(address(ticket), typed, follow=True)
    assert "+44 … 0018" in booked.content.decode()
    assert "We call you at the time you chose." in booked.content.decode()
    assert Callback.objects.get().phone == "+442079460018"

    site.post(address(ticket), {**typed, "starts_at": free[3]})
    assert Callback.objects.get().starts_at.isoformat() == free[3]

    site.post(f"{address(ticket)}cancel/")
    assert Callback.objects.get().state == CallbackState.CANCELLED


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(site, ticket):
    free = times(site.get(address(ticket)))

    page = site.post(address(ticket), {"phone": "12", "country": "GB", "starts_at": free[0]})

    assert page.status_code == 422
    assert "phone" in page.context["form"].errors
    assert page.context["form"]["starts_at"].value() == free[0]
    assert not Callback.objects.exists()


def test_a_time_that_has_just_gone_comes_back_with_those_that_are_free(site, ticket, customer):
    CallbackPlan.objects.update(places=1)
    free = times(site.get(address(ticket)))
    typed = {"phone": "+44 20 7946 0018", "starts_at": free[0]}
    other = open_ticket(customer=customer, at=timezone.now())
    page = site.get(address(ticket))
    site.post(address(other), typed)

    page = site.post(address(ticket), typed)

    assert page.status_code == 422
    assert "starts_at" in page.context["form"].errors
    assert free[0] not in times(page)
    assert free[1] in times(page)


def test_a_second_sending_of_one_form_books_once(site, ticket):
    page = site.get(address(ticket))
    token = page.context["form"]["token"].value()
    typed = {"phone": "+44 20 7946 0018", "starts_at": times(page)[0], "token": token}

    first, second = (site.post(address(ticket), typed) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert Callback.objects.count() == 1


def test_who_asks_can_be_called_instead(site, customer):
    typed = {"body": "How much commission do you take?"}
    assert site.get("/requests/new/rules-fees/").context["call"] is None
    page = site.post("/requests/new/rules-fees/", {**typed, "go": "call"}, follow=True)
    assert page.context["form"].initial["body"] == typed["body"]
    choices = page.context["call"].fields["starts_at"].choices
    slot = choices[1][1][0][0]
    typed["call-starts_at"] = slot

    without_number = site.post("/requests/new/rules-fees/", {**typed, "call-phone": ""})
    assert without_number.status_code == 422
    assert not Ticket.objects.exists()

    site.post("/requests/new/rules-fees/", {**typed, "call-phone": "+44 20 7946 0018"})
    assert Ticket.objects.get().callbacks.get().starts_at.isoformat() == slot


def test_who_asks_for_no_call_gets_none_though_the_number_is_known(site, customer):
    User.objects.filter(id=customer.id).update(phone="+442079460018")
    typed = {"body": "How much commission do you take?", "call-phone": "+442079460018"}

    site.post("/requests/new/rules-fees/", {**typed, "call-starts_at": ""})

    assert Ticket.objects.count() == 1
    assert not Callback.objects.exists()


def test_at_a_peak_the_call_is_offered_by_itself_with_the_wait(site, ticket):
    calm = site.get(f"/requests/{ticket.id}/").content.decode()
    assert "Rather talk?" in calm
    assert "Many people write to us" not in calm

    Ticket.objects.filter(id=ticket.id).update(created_at=timezone.now() - dt.timedelta(hours=2))

    assert "an answer takes about 2 h" in site.get(f"/requests/{ticket.id}/").content.decode()
    assert "An answer takes about 2 h" in site.get("/requests/new/rules-fees/").content.decode()


def test_nothing_is_offered_where_staff_call_nobody(site, ticket):
    AgentFactory.create()
    CallbackPlan.objects.update(active=False)

    assert "Rather talk?" not in site.get(f"/requests/{ticket.id}/").content.decode()
    assert site.get("/requests/new/rules-fees/").context["call"] is None
    assert site.get(address(ticket)).status_code == 409
