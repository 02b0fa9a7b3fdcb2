"""What happens in a restricted queue does not exist for others of the staff: nothing they read
changes by it, whatever page, list, count, export or stream it is.
"""

import asyncio
import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.admin.conftest import browser_of
from tests.factories.desk import AgentFactory, Desk, make_desk, open_ticket, ticket_in
from tests.factories.trade import BuyerFactory
from tests.matrix.routes import address, routes
from tests.matrix.world import RESTRICTED
from tests.test_live import Quiet
from tickets import live
from tickets.actions.follow_up import follow_up
from tickets.actions.note import note
from tickets.actions.rate import rate
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.actions.resolve import resolve
from tickets.admin.desk import framing
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.live import ANY, Event
from tickets.outbox import recording
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent, Team

LONG_AGO = dt.datetime(2026, 3, 2, 2, 0, tzinfo=dt.UTC)
NOBODY = "0198f0a4-0000-7000-8000-000000000000"

# What a page says anew each time it is asked for.
FLEETING = re.compile(
    r'name="token" value="[^"]+"|csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"'
    r'|"csrf[^"]*":\s*"[^"]+"'
    r"|\d{4}-\d\d-\d\dT[\d:.+]+(?:Z|\+00:00)?|\d\d:\d\d(?::\d\d)?|request_id\W+[\w-]+"
    # Grows by the minute, and says of all who wait together how long an answer takes.
    r'|"wait_minutes":\s*\d+'
)

# Streams, the way out, a list by times that are all the same within one test, and one of the times
# from now on.
LEFT_OUT = re.compile("logout|events|configuration/changes|callback-slots")


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


@pytest.fixture
def seen(desk: Desk) -> Ticket:
    """A ticket for everybody, of the customer whose account is taken over as well."""
    ticket = ticket_in(State.OPEN, desk, customer=BuyerFactory.create().user, at=LONG_AGO)
    note(ticket.id, by=desk.agent_actor, body="Knows the rules.", at=LONG_AGO + 5 * MINUTE)
    return ticket


MINUTE = dt.timedelta(minutes=1)


def busy(desk: Desk, seen: Ticket) -> Ticket:
    """File a restricted ticket of the same customer, work on it, and have it rated badly."""
    by, at = desk.agent_actor, LONG_AGO + 10 * MINUTE
    open_ticket(customer=seen.requester, at=at, **RESTRICTED)
    ticket = ticket_in(State.OPEN, desk, customer=seen.requester, at=at, **RESTRICTED)
    solved = ticket_in(State.RESOLVED, desk, customer=seen.requester, at=at, **RESTRICTED)
    customer = actor_of(seen.requester)
    rate(solved.id, by=customer, score=1, at=at + 9 * MINUTE, comment="Slow!")
    reply(ticket.id, by=by, body="We look.", at=at + 9 * MINUTE)
    receive(ticket.id, by=customer, body="And?", channel=Channel.SITE, at=at + 10 * MINUTE)
    note(ticket.id, by=by, body="Secret.", at=at + 11 * MINUTE)
    resolve(ticket.id, by=by, body="Yours again.", at=at + 12 * MINUTE)
    return ticket


def outsider(role: str) -> Agent:
    return AgentFactory.create(presence="away", **({role: True} if role != "agent" else {}))


def everything(browser: Client, seen: Ticket) -> dict[str, str]:
    """Return what ``browser`` reads of the desk, by address; what is fleeting is left out."""
    framing.forget()
    read = {}
    filled = {"ticket_id": seen.id}
    for route in routes():
        if not route.startswith(("admin/", "api/v1/")) or LEFT_OUT.search(route):
            continue
        try:
            path = address(route, filled)
        except KeyError:
            continue
        answer = browser.get(path)
        if answer.status_code == 200 and not answer.streaming:
            text = answer.content.decode(errors="replace")
        elif answer.status_code == 200:
            text = b"".join(answer.streaming_content).decode(errors="replace")  # type: ignore[arg-type]
        else:
            text = str(answer.status_code)
        read[path] = FLEETING.sub("…", text)
    return read


@pytest.mark.parametrize("role", ["agent", "administrator"])
def test_nothing_that_an_outsider_reads_tells_of_a_restricted_ticket(
    desk: Desk, seen: Ticket, role: str
) -> None:
    browser = browser_of(outsider(role))
    queries = ("?view=unfinished", "?view=done", "?q=Somebody", "?late=on", "?q=Ada")
    lists = [f"/admin/desk/{query}" for query in queries]

    def read() -> dict[str, str]:
        found = {path: FLEETING.sub("…", browser.get(path).text) for path in lists}
        return found | everything(browser, seen)

    before = read()
    ticket = busy(desk, seen)
    after = read()

    assert f"/admin/desk/tickets/{seen.id}/" in before
    assert "/api/v1/tickets/" in before
    for path, text in before.items():
        assert after[path] == text, path
    assert not any(str(ticket.number) in text for text in after.values())


def test_the_team_reads_of_it_where_others_do_not(desk: Desk, seen: Ticket) -> None:
    """The test above looks at pages that would tell."""
    browser = browser_of(AgentFactory.create(supervisor=True, skilled=True, presence="away"))
    before = everything(browser, seen)
    busy(desk, seen)
    after = everything(browser, seen)

    told = {path for path in before if after[path] != before[path]}

    assert told >= {
        "/admin/desk/counts/",
        "/admin/desk/dashboard/",
        f"/admin/desk/tickets/{seen.id}/customer/",
        "/admin/desk/reviews/",
        "/admin/tickets/outboxentry/",
        "/api/v1/tickets/",
    }


def test_the_numbers_that_others_see_have_no_gap(desk: Desk) -> None:
    first = open_ticket()
    hidden = [open_ticket(**RESTRICTED).number for _ in range(3)]
    second = open_ticket()

    assert second.number == first.number + 1
    assert all(number > 10_000_000 for number in hidden)


def test_what_goes_on_in_a_restricted_queue_is_no_link_for_others(desk: Desk) -> None:
    """A category was given to a restricted queue after the first of two tickets was closed."""
    closed = ticket_in(State.RESOLVED, desk, at=LONG_AGO)
    late = LONG_AGO + dt.timedelta(days=60)
    queue = closed.category.queue
    queue.pk, queue.key, queue.restricted_to = None, "quiet", Team.objects.first()
    queue.save()
    closed.category.queue = queue
    closed.category.save()
    customer = actor_of(closed.requester)
    going_on = follow_up(
        closed.id, by=customer, body="It came back.", channel=Channel.SITE, at=late
    )
    browser = browser_of(outsider("agent"))

    page = browser.get(f"/admin/desk/tickets/{closed.id}/").text
    told = browser.get(f"/api/v1/tickets/{closed.id}/").json()
    team = browser_of(desk.agent).get(f"/api/v1/tickets/{closed.id}/").json()

    assert going_on.reference not in page
    assert told["continued_in"] is None
    assert team["continued_in"] == str(going_on.id)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/desk/tickets/{}/",
        "/admin/desk/tickets/{}/history/",
        "/admin/desk/tickets/{}/parts/",
        "/api/v1/tickets/{}/",
        "/api/v1/tickets/{}/messages/",
        "/api/v1/tickets/{}/notes/",
    ],
)
def test_hidden_and_missing_take_the_same_way(desk: Desk, path: str) -> None:
    """The same body, and the same queries: so the same time."""
    hidden = open_ticket(**RESTRICTED)
    browser = browser_of(outsider("agent"))

    def asked(ticket_id: Any) -> tuple[int, int, int]:
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(path.format(ticket_id))
        return answer.status_code, len(answer.content), len(queries)

    asked(NOBODY)
    assert asked(hidden.id) == asked(NOBODY)
    assert asked(hidden.id)[0] == 404


# --- Live -----------------------------------------------------------------------------------------


def hears(hub: live.Hub, texts: list[str], topic: str, team_ids: Any) -> list[Event]:
    async def story() -> list[Event]:
        async with hub.listening(topic, team_ids=team_ids) as ear:
            for text in texts:
                hub._hear(text)
            return await ear.listen(0.01)

    return asyncio.run(story())


def test_an_open_inbox_hears_of_a_restricted_queue_in_its_team_alone(
    desk: Desk,
    seen: Ticket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts: list[str] = []
    announce: Callable[..., None] = recording.announce

    def heard(topic: str, **ids: Any) -> None:
        texts.append(json.dumps({"topic": topic, **ids}, default=str))
        announce(topic, **ids)

    monkeypatch.setattr(recording, "announce", heard)
    hub, stranger = Quiet(), outsider("supervisor")
    inside, outside = desk.agent_actor.team_ids, actor_of(stranger.user).team_ids

    ticket = busy(desk, seen)

    assert len(texts) > 5
    assert hears(hub, texts, ANY, outside) == [], texts
    assert hears(hub, texts, str(ticket.id), outside) == []
    assert hears(hub, texts, ANY, inside) == [live.CHANGED]
    # The customer hears of their own, by no team.
    assert hears(hub, texts, str(ticket.id), None) == [live.CHANGED]


def test_a_stream_of_the_staff_knows_the_teams_of_its_reader(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(live, "_events", lambda topic, **facts: opened.append(facts) or iter(()))
    monkeypatch.setattr(live, "connection", type("C", (), {"close": staticmethod(lambda: None)}))
    monkeypatch.setattr(live, "ASGIRequest", object)

    for by in (desk.agent_actor, actor_of(outsider("agent").user)):
        live.stream(object(), None, by=by)  # type: ignore[arg-type]

    assert [facts["team_ids"] for facts in opened] == [desk.agent_actor.team_ids, frozenset()]
