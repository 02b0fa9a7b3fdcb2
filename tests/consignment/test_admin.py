"""The trade in the admin: readable in few queries, changed by nobody but for people and alarms."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consignment.admin import open_alarms
from consignment.models import Consignment, Item, Order, Payout, PayoutEvent, User
from tests.consignment.crowds import trader
from tests.factories.trade import OrderFactory, PayoutFactory, UserFactory
from tickets.admin.desk import framing

pytestmark = pytest.mark.django_db

READ_ONLY = [Consignment, Item, Order, Payout, PayoutEvent]


def url(model, action, *args):
    return reverse(f"admin:consignment_{model._meta.model_name}_{action}", args=args)


@pytest.fixture
def administrator(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def agent(client):
    """A member of staff who may see everything and acknowledge alarms."""
    user = UserFactory(staff=True)
    user.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="consignment", codename__regex="^view_|change_payoutevent"
        )
    )
    client.force_login(user)
    return user


def queries_of(client, address):
    framing.forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", [*READ_ONLY, User])
def test_a_list_takes_no_more_queries_at_1000_rows_than_at_10(model, administrator, client):
    address = url(model, "changelist")
    trader(rows=10, series=1)
    few = queries_of(client, address)

    trader(rows=1000, series=2)
    UserFactory.create_batch(60, password="!")

    assert queries_of(client, address) <= few <= 12


@pytest.mark.parametrize("model", [*READ_ONLY, User])
def test_a_list_can_be_searched(model, administrator, client):
    trader(rows=10)

    assert client.get(url(model, "changelist"), {"q": "IT-500001"}).status_code == 200


@pytest.mark.parametrize("model", READ_ONLY)
def test_the_page_of_a_thing_shows_it_and_offers_no_change(model, administrator, client):
    payout = PayoutFactory(held=True, paid=True)
    OrderFactory(items=[payout.item], late=True)
    thing = model.objects.first()

    page = client.get(url(model, "change", thing.pk))

    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(url(model, "change", thing.pk), {}).status_code == 403
    assert client.post(url(model, "delete", thing.pk), {"post": "yes"}).status_code == 403
    assert client.get(url(model, "add")).status_code == 403


def test_the_page_of_an_order_takes_as_many_queries_with_many_lines(administrator, client):
    one = OrderFactory(items=[PayoutFactory().item])
    many = OrderFactory(items=[PayoutFactory().item for _ in range(12)])

    # What is asked once a process (content types) belongs to neither.
    queries_of(client, url(Order, "change", one.pk))

    assert queries_of(client, url(Order, "change", many.pk)) == queries_of(
        client, url(Order, "change", one.pk)
    )


def test_administrators_edit_people_and_an_old_address_proves_nothing(administrator, client):
    person = UserFactory(verified=True)
    page = client.get(url(User, "change", person.pk))
    assert 'name="_save"' in page.content.decode()

    response = client.post(
        url(User, "change", person.pk),
        {
            "email": "Mei@Example.com",
            "name": "林美",
            "phone": "+8613812345678",
            "language": "zh-hans",
            "time_zone": "Asia/Shanghai",
            "is_active": "on",
        },
    )

    assert response.status_code == 302
    person = User.objects.get(pk=person.pk)
    assert (person.email, person.name) == ("mei@example.com", "林美")
    assert not person.emailaddress_set.exists()


def test_lists_say_what_is_wrong_and_nothing_else(administrator, client):
    UserFactory(is_active=False)
    PayoutFactory(held=True)
    OrderFactory(paid=True)
    OrderFactory(shipped=True, items=[])

    assert "Not active" in client.get(url(User, "changelist")).content.decode()
    assert client.get(url(Payout, "changelist")).content.decode().count("Held") >= 1
    assert client.get(url(Order, "changelist")).content.decode().count("Not shipped in time") == 1


def test_administrators_add_people_and_set_passwords(administrator, client):
    assert client.get(url(User, "add")).status_code == 200
    words = {
        "usable_password": "true",
        "password1": "hail-in-may-77",
        "password2": "hail-in-may-77",
    }

    client.post(url(User, "add"), {"email": "new@example.com", "name": "New", **words})

    person = User.objects.get(email="new@example.com")
    assert person.check_password("hail-in-may-77")
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.get(address).status_code == 200


def test_a_form_says_what_is_wrong_with_a_person(administrator, client):
    person = UserFactory()

    page = client.post(
        url(User, "change", person.pk),
        {"email": "x@example.com", "phone": "138", "language": "en", "time_zone": "Mars/Olympus"},
    ).content.decode()

    assert "Write the number as in +8613812345678." in page
    assert "Mars/Olympus” is not a time zone" in page


@pytest.mark.parametrize("action", ["change", "delete"])
def test_staff_who_are_no_administrators_change_no_login(action, agent, client):
    person = UserFactory()

    assert client.get(url(User, "change", person.pk)).status_code == 200
    assert client.post(url(User, action, person.pk), {"email": "x@example.com"}).status_code == 403
    assert client.get(url(User, "add")).status_code == 403
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.get(address).status_code == 403


def test_nobody_deletes_a_person(administrator, client):
    person = UserFactory()

    assert client.post(url(User, "delete", person.pk), {"post": "yes"}).status_code == 403


def test_alarms_have_a_filter_with_their_count(agent, client):
    alarm = PayoutFactory(held=True, paid=True)
    quiet = PayoutFactory(held=True)

    page = client.get(url(PayoutEvent, "changelist"), {"alarms": "open"}).content.decode()

    assert alarm.number in page
    assert quiet.number not in page
    assert "Not acknowledged (1)" in page
    assert open_alarms(RequestFactory().get("/")) == 1


def test_an_agent_acknowledges_alarms_from_the_list(agent, client):
    events = PayoutFactory(held=True, paid=True).events.all()

    page = client.post(
        url(PayoutEvent, "changelist"),
        {"action": "acknowledge_alarms", "_selected_action": [event.pk for event in events]},
        follow=True,
    )

    assert "1 alarm acknowledged." in page.content.decode()
    assert open_alarms(RequestFactory().get("/")) == ""
    assert PayoutEvent.objects.get(kind="paid_while_held").acknowledged_by == agent


def test_who_may_only_look_acknowledges_nothing(agent, client):
    agent.user_permissions.remove(Permission.objects.get(codename="change_payoutevent"))
    event = PayoutFactory(held=True, paid=True).events.get(kind="paid_while_held")

    client.post(
        url(PayoutEvent, "changelist"),
        {"action": "acknowledge_alarms", "_selected_action": [event.pk]},
    )

    assert PayoutEvent.objects.alarms().exists()


def test_held_payouts_can_be_listed(agent, client):
    held, free = PayoutFactory(held=True), PayoutFactory()

    page = client.get(url(Payout, "changelist"), {"held": "yes"}).content.decode()

    assert held.number in page
    assert free.number not in page


def test_groups_are_in_the_admin_once():
    assert admin.site.is_registered(Group)
