"""Beside the talk: who else is here, who could have it, what can be linked, what happened."""

import asyncio
import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, AgentFactory, Desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory, ItemFactory, OrderFactory
from tickets import live
from tickets.actions.note import note
from tickets.actions.open import Guest
from tickets.actions.wait import wait_for_customer
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.live import Event, Name, Side
from tickets.staff.models import Presence
from tickets.staff.readers import SEEN_FOR, Reader

HTMX = {"HX-Request": "true"}


def at(ticket: Ticket, part: str = "") -> str:
    return f"/admin/desk/tickets/{ticket.id}/{part}"


def beat(client: Client, ticket: Ticket, doing: str = "reading", page: object = None) -> list[str]:
    sent = {"page": str(page or uuid.uuid4()), "doing": doing}
    answer = client.post(at(ticket, "readers/"), sent)
    return [other["words"] for other in answer.json()["others"]] if answer.content else []


def test_colleagues_are_seen_reading_and_writing_until_they_leave(
    desk: Desk, agent: Client, supervisor: Client
):
    ticket, mine, theirs = open_ticket(), uuid.uuid4(), uuid.uuid4()
    name = str(desk.supervisor)

    assert beat(supervisor, ticket, page=theirs) == []
    assert beat(agent, ticket, page=mine) == [f"{name} is reading"]
    beat(supervisor, ticket, "replying", page=theirs)
    beat(supervisor, ticket, "reading")
    assert beat(agent, ticket, page=mine) == [f"{name} is writing a reply"]
    # Whoever lost the network says nothing any more.
    Reader.objects.filter(agent=desk.supervisor).update(seen_at=timezone.now() - SEEN_FOR)
    assert beat(agent, ticket, page=mine) == []
    beat(supervisor, ticket, page=theirs)
    beat(supervisor, ticket, "left", page=theirs)
    assert beat(agent, ticket, page=mine) == []


def test_others_are_told_when_somebody_comes_and_not_with_every_beat(
    desk: Desk, agent: Client, monkeypatch: pytest.MonkeyPatch
):
    told: list[uuid.UUID] = []
    monkeypatch.setattr(live, "tell_readers", told.append)
    ticket, page = open_ticket(), uuid.uuid4()

    for doing in ("reading", "reading", "replying", "replying", "left", "left"):
        beat(agent, ticket, doing, page=page)

    assert told == [ticket.id] * 3


def test_a_customer_s_stream_never_hears_of_readers():
    async def heard(side: Side) -> str:
        events = live._events("t", side=side, reader="r")
        await anext(events)
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(0)
        live.hub._tell(["t"], Event(Name.READERS))
        live.hub._tell(["t"], live.CHANGED)
        line = await waiting
        await events.aclose()
        return line

    assert "readers" in asyncio.run(heard(Side.DESK))
    assert "changed" in asyncio.run(heard(Side.CUSTOMER))


def test_a_beat_says_what_it_means_or_is_refused_in_words(agent: Client, elsewhere: Client):
    secret = open_ticket(category="account-security", body="Not me!", answers={"seen": "A login"})

    for sent in ({}, {"page": "x", "doing": "reading"}, {"page": str(uuid.uuid4()), "doing": "?"}):
        assert agent.post(at(secret, "readers/"), sent).status_code == 422
    sent = {"page": str(uuid.uuid4()), "doing": "reading"}
    assert elsewhere.post(at(secret, "readers/"), sent).status_code == 404
    assert not Reader.objects.exists()


def test_the_list_of_colleagues_says_who_fits_and_leaves_out_who_may_not_see_it(
    desk: Desk, agent: Client
):
    mei = AgentFactory.create(user__name="Mei", languages=["en"], capacity=1)
    ticket_in(State.OPEN, Desk(mei, desk.supervisor))
    AgentFactory.create(user__name="Noor", presence=Presence.AWAY)
    secret = open_ticket(category="account-security", body="Not me!", answers={"seen": "A login"})

    ordinary = agent.get(at(open_ticket(language="zh-hans"), "colleagues/"))
    restricted = agent.get(at(secret, "colleagues/"))

    names = [str(one.agent) for one in ordinary.context["colleagues"]]
    assert (names[0], names[-1]) == (str(desk.agent), "Mei")
    assert "does not speak" in ordinary.text
    assert "Mei" not in restricted.text


def test_handing_over_moves_the_ticket_and_a_refusal_stands_beside_the_moves(
    desk: Desk, agent: Client
):
    ticket, mei = ticket_in(State.OPEN, desk), AgentFactory.create(user__name="Mei")

    def hand(**sent: object) -> object:
        return agent.post(at(ticket, "hand-over/"), {"reason": "Lunch", **sent}, headers=HTMX)

    nobody, moved = hand(to="somebody"), hand(to=mei.id)

    assert (nobody.status_code, moved.status_code) == (409, 200)
    assert "Choose who takes it." in nobody.text
    assert Ticket.objects.get(id=ticket.id).assignee == mei
    assert "Given to Mei" in agent.get(at(ticket, "history/")).text
    assert "Lunch" in agent.get(at(ticket, "history/")).text


def test_own_things_are_found_and_linked_and_those_of_others_are_not_there(
    desk: Desk, agent: Client
):
    buyer = BuyerFactory.create()
    item = ItemFactory.create(sold=True, title="Reverso")
    order = OrderFactory.create(buyer=buyer, paid=True, items=[item])
    strange = OrderFactory.create(paid=True)
    ticket = open_ticket(customer=buyer.user)

    found = agent.get(at(ticket, "things/?q=reverso"), headers=HTMX)
    linked = agent.post(at(ticket, f"things/order/{order.pk}/"), headers=HTMX)
    again = agent.post(at(ticket, f"things/order/{order.pk}/"), headers=HTMX)
    others = agent.post(at(ticket, f"things/order/{strange.pk}/"), headers=HTMX)
    wild = agent.post(at(ticket, f"things/planet/{order.pk}/"), headers=HTMX)

    assert {thing.number for thing in found.context["offered"]} == {order.number, item.number}
    assert order.number in linked.text
    assert (again.status_code, others.status_code, wild.status_code) == (409, 404, 404)
    assert "linked already" in again.text
    assert (
        "is proven"
        in agent.get(at(open_ticket(customer=Guest("visitor@example.com")), "things/")).text
    )


def test_the_history_is_read_by_pages_and_by_what_is_asked_for(desk: Desk, agent: Client):
    ticket = ticket_in(State.OPEN, desk)
    minute = dt.timedelta(minutes=1)
    for n in range(40):
        note(ticket.id, by=desk.agent_actor, body="Hm.", at=MONDAY + (n + 5) * minute)
    wait_for_customer(ticket.id, by=desk.agent_actor, at=MONDAY + 50 * minute)

    first, second = (agent.get(at(ticket, f"history/?page={n}")) for n in (1, 2))
    work = agent.get(at(ticket, "history/?show=work")).context["events"]
    odd = agent.get(at(ticket, "history/?show=nothing&page=-1"))

    told = [*first.context["events"], *second.context["events"]]
    assert (len(first.context["events"]), second.context["following"]) == (30, None)
    assert len([event for event in told if event.what == "Note written"]) == 40
    assert "waiting for the customer" in {event.why for event in told}
    assert "Note written" not in {event.what for event in work}
    assert odd.status_code == 200


def test_a_promise_that_stands_still_says_since_when_and_why(desk: Desk, agent: Client):
    ticket = ticket_in(State.WAITING_ON_CUSTOMER, desk, at=timezone.now() - dt.timedelta(hours=1))
    late = ticket_in(State.OPEN, desk)

    assert "waiting for the customer" in agent.get(at(ticket)).text
    assert "Late since" in agent.get(at(late)).text


@pytest.mark.parametrize("part", ["patterns/", "colleagues/", "things/", "history/"])
def test_the_parts_beside_cost_the_same_for_a_long_matter(desk: Desk, agent: Client, part: str):
    buyer = BuyerFactory.create()
    ticket = open_ticket(
        category="not-shipped",
        body="?",
        customer=buyer.user,
        answers={"order": OrderFactory.create(buyer=buyer, paid=True).number},
    )

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert agent.get(at(ticket, part)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for n in range(6):
        AgentFactory.create(skilled=True)
        OrderFactory.create(buyer=buyer, paid=True)
        note(ticket.id, by=desk.agent_actor, body="Hm.", at=MONDAY + dt.timedelta(minutes=n))

    assert queries() == few <= 15


def test_a_second_page_of_the_same_agent_is_nobody_else(desk: Desk, agent: Client):
    ticket = open_ticket()
    beat(browser_of(desk.agent), ticket)

    assert beat(agent, ticket) == []
