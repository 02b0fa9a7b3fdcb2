"""The page on which supervisors see who is here and holds how much of what."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desk import MONDAY, AgentFactory, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.actions.assign import take
from tickets.actions.count_bands import count_bands
from tickets.admin.navigation import Badges
from tickets.lifecycle.choices import Channel
from tickets.routing.models import CategoryBand
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db

PAGE = "/admin/desk/capacity/"
MINUTE = dt.timedelta(minutes=1)


def held_by(agent, *channels: Channel) -> None:
    customer = BuyerFactory.create().user
    for channel in channels:
        ticket = open_ticket(channel=channel, customer=customer)
        take(ticket.id, by=actor_of(agent.user), at=MONDAY + MINUTE)


def test_it_says_who_holds_how_much_of_each_room_and_what_each_line_has(supervisor, desk):
    held_by(desk.agent, Channel.SITE, Channel.SITE, Channel.CHAT)

    words = " ".join(supervisor.get(PAGE).content.decode().split())

    assert str(desk.agent) in words
    assert "2/25" in words
    assert "1/3" in words
    assert "0/1" in words
    assert "3 tickets under work" in words
    assert "reserve 70 %" in words
    assert "2 of 25 places of those who are here are taken." in words


def test_it_takes_the_same_statements_for_three_agents_and_for_forty(supervisor, desk):
    def statements() -> int:
        # What the menu counts is good for some seconds, and a slow machine takes longer.
        Badges.forget()
        with CaptureQueriesContext(connection) as queries:
            assert supervisor.get(PAGE).status_code == 200
        return len(queries)

    held_by(desk.agent, Channel.SITE)
    statements()
    few = statements()
    for agent in AgentFactory.create_batch(37):
        held_by(agent, Channel.SITE)

    assert few <= 15
    assert statements() == few


def test_a_supervisor_lets_what_was_counted_hold(supervisor, desk):
    open_ticket()
    count_bands(at=MONDAY)
    row = CategoryBand.objects.get(category__key="rules-fees")
    CategoryBand.objects.filter(id=row.id).update(band="rare")

    listed = supervisor.get("/admin/tickets/categoryband/").content.decode()
    ticked = {"action": "let_hold", "_selected_action": row.id}
    answer = supervisor.post("/admin/tickets/categoryband/", ticked, follow=True)

    assert "100.0 %" in listed
    assert "1 band changed." in answer.content.decode()
    row.refresh_from_db()
    assert row.band == "frequent"


def test_shares_that_make_more_than_everything_are_refused_beside_the_field(supervisor, desk):
    page = "/admin/tickets/desksettings/1/change/"
    form = supervisor.get(page).context["adminform"].form
    filled = {name: form.initial[name] for name in form.fields if form.initial[name] is not False}

    answer = supervisor.post(page, {**filled, "vip_reserve": 40, "share_of_rare": 20})

    errors = answer.context["adminform"].form.errors
    assert errors["ordinary_reserve"] == [
        "Both reserves together are more than everything. At most 60 % are left."
    ]
    assert errors["share_of_frequent"] == ["The three shares make 110 %. They must make 100."]


def test_a_share_beyond_everything_is_refused_once(supervisor, desk):
    page = "/admin/tickets/desksettings/1/change/"
    form = supervisor.get(page).context["adminform"].form
    filled = {name: form.initial[name] for name in form.fields if form.initial[name] is not False}

    answer = supervisor.post(page, {**filled, "vip_reserve": 101, "share_of_rare": 101})

    errors = answer.context["adminform"].form.errors
    said = "Ensure this value is less than or equal to 100."
    assert dict(errors) == {"vip_reserve": [said], "share_of_rare": [said]}
