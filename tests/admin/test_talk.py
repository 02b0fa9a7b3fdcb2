"""The talk on a ticket's page: folded, narrowed, by days, with a line where it is new."""

import datetime as dt
import uuid

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.conftest import browser_of
from tests.factories.desk import MONDAY, Desk, open_ticket, ticket_in
from tickets.actions.note import note
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.admin.desk.thread import SHOWN
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

MINUTE = dt.timedelta(minutes=1)


def at(ticket: Ticket, part: str = "") -> str:
    return f"/admin/desk/tickets/{ticket.id}/{part}"


def talk_of(desk: Desk, length: int) -> Ticket:
    """Return a ticket with ``length`` messages after its first, two of each minute."""
    ticket = ticket_in(State.OPEN, desk)
    Message.objects.bulk_create(
        Message(
            ticket=ticket,
            author_kind="customer",
            body=f"Message {n}.",
            channel=Channel.SITE,
            at=MONDAY + (n // 2 + 10) * MINUTE,
        )
        for n in range(length)
    )
    return ticket


def said(page: object) -> list[str]:
    return [entry.body for entry in page.context["thread"].entries]  # type: ignore[attr-defined]


def test_what_is_folded_comes_in_pieces_and_each_entry_once(desk: Desk, agent: Client):
    ticket = talk_of(desk, 2 * SHOWN + 15)

    page = agent.get(at(ticket))
    read = [*said(page)]
    while page.context["thread"].more:
        cursor = page.context["thread"].cursor
        page = agent.get(at(ticket, "thread/"), {"before": cursor})
        assert len(said(page)) <= SHOWN
        read = [*said(page), *read]

    assert read == [f"Message {n}." for n in range(2 * SHOWN + 15)]
    assert said(agent.get(at(ticket, "thread/"), {"before": "nonsense"})) == read[-SHOWN:]


def test_notes_and_messages_are_read_apart(desk: Desk, agent: Client):
    ticket = talk_of(desk, SHOWN + 5)
    note(ticket.id, by=desk.agent_actor, body="An old note.", at=MONDAY + 5 * MINUTE)

    notes = agent.get(at(ticket, "thread/?show=notes"))
    messages = agent.get(at(ticket, "thread/?show=messages"))
    none = agent.get(at(open_ticket(), "thread/?show=notes"))

    assert said(notes) == ["An old note."]
    assert len(said(messages)) == SHOWN
    assert "An old note." not in messages.text
    assert "No note yet" in none.text


def look(client: Client, ticket: Ticket) -> None:
    """Say, as the page does when somebody looks at it, that what stands there is seen."""
    sent = {"page": str(uuid.uuid4()), "doing": "reading", "seen": "1"}
    assert client.post(at(ticket, "readers/"), sent).status_code == 200


def test_what_others_said_since_the_last_look_stands_below_a_line(desk: Desk, agent: Client):
    ticket = ticket_in(State.OPEN, desk, at=timezone.now() - dt.timedelta(hours=1))
    assert 'id="unread"' not in agent.get(at(ticket)).text
    look(agent, ticket)
    reply(ticket.id, by=desk.agent_actor, body="Mine.", at=timezone.now())
    by = actor_of(ticket.requester)
    receive(ticket.id, by=by, body="News!", channel=Channel.SITE, at=timezone.now())

    others = browser_of(desk.supervisor).get(at(ticket))
    pages = [agent.get(at(ticket)), agent.get(at(ticket, "parts/"))]
    look(agent, ticket)

    assert 'id="unread"' not in others.text
    for page in pages:
        (news,) = [e for e in page.context["thread"].entries if e.body == "News!"]
        assert page.context["thread"].unread == news.key
        assert page.text.count('id="unread"') == 1
    assert 'id="unread"' not in agent.get(at(ticket)).text


def test_each_day_is_named_once(desk: Desk, agent: Client):
    ticket = talk_of(desk, 4)
    Message.objects.filter(body__in=["Message 2.", "Message 3."]).update(at=timezone.now())

    text = agent.get(at(ticket)).text

    assert text.count('class="thread__day"') == 2
    assert "Today" in text


def test_one_message_and_fifty_cost_the_same_queries(desk: Desk, agent: Client):
    def queries(ticket: Ticket, part: str) -> int:
        agent.get(at(ticket, part))
        with CaptureQueriesContext(connection) as captured:
            assert agent.get(at(ticket, part)).status_code == 200
        return len(captured)

    short, long = ticket_in(State.OPEN, desk), talk_of(desk, 30)
    for part in ("", "parts/", "thread/"):
        assert queries(long, part) == queries(short, part) <= 15
    assert queries(talk_of(desk, 50), "") <= 15
