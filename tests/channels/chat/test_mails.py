"""A reply on what came from a chat: no mail while it is read there, and never none at all."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from knowledge_base.assistant.models import Dialogue
from tests.channels.mailing import deliver
from tests.factories.desk import Desk, make_desk
from tests.factories.trade import NOW, BuyerFactory
from tickets.actions.open import Guest
from tickets.actions.reply import reply
from tickets.actions.say_to_assistant import say
from tickets.channels.chat.talking import looked_at
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
WORDS = "Your parcel is on its way with SF Express."


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def chatting(desk: Desk) -> tuple[Dialogue, Ticket]:
    """A talk that a person has, whose customer said the last thing at NOW."""
    talk = Dialogue.objects.begin(BuyerFactory().user, language="en", at=NOW)
    said = say(talk, "I want to talk to a person", person=talk.person, at=NOW)
    return talk, Ticket.objects.get(pk=said.ticket_id)


def mailed_at(at: dt.datetime) -> int:
    """Return how many mails of replies have gone out once everything due ``at`` was delivered."""
    OutboxEntry.objects.exclude(kind="mail.reply").delete()
    mail.outbox.clear()
    deliver(at=at)
    return len(mail.outbox)


def test_a_reply_that_is_seen_in_the_chat_is_not_mailed(desk: Desk) -> None:
    talk, ticket = chatting(desk)
    reply(ticket.id, by=desk.agent_actor, body=WORDS, at=NOW + MINUTE)
    assert mailed_at(NOW + MINUTE) == 0

    looked_at(talk, at=NOW + 2 * MINUTE)

    assert mailed_at(NOW + 10 * MINUTE) == 0
    assert not OutboxEntry.objects.undelivered().exists()


def test_what_is_not_seen_in_time_is_mailed_once(desk: Desk) -> None:
    _talk, ticket = chatting(desk)
    reply(ticket.id, by=desk.agent_actor, body=WORDS, at=NOW + MINUTE)

    assert mailed_at(NOW + 3 * MINUTE) == 0
    assert mailed_at(NOW + 5 * MINUTE) == 1
    assert mailed_at(NOW + 10 * MINUTE) == 0


def test_a_look_of_the_moment_in_which_it_was_written_proves_nothing(desk: Desk) -> None:
    talk, ticket = chatting(desk)
    reply(ticket.id, by=desk.agent_actor, body=WORDS, at=NOW + MINUTE)
    looked_at(talk, at=NOW + MINUTE + dt.timedelta(seconds=1))

    assert mailed_at(NOW + 10 * MINUTE) == 1


@pytest.mark.parametrize(("minutes", "after"), [(3, 4), (0, 1)])
def test_who_is_away_or_where_nothing_waits_is_mailed_at_once(
    desk: Desk, minutes: int, after: int
) -> None:
    DeskSettings.objects.update(chat_mail_minutes=minutes)
    _talk, ticket = chatting(desk)

    reply(ticket.id, by=desk.agent_actor, body=WORDS, at=NOW + after * MINUTE)

    assert mailed_at(NOW + after * MINUTE) == 1


def test_a_guest_reads_replies_by_mail_alone_and_gets_them_at_once(desk: Desk) -> None:
    talk, _secret = Dialogue.objects.begin_with_guest(language="en", at=NOW)
    contact = Guest(email="jo@example.com")
    said = say(talk, "I want to talk to a person", person=None, contact=contact, at=NOW)
    assert said.ticket_id is not None

    reply(said.ticket_id, by=desk.agent_actor, body=WORDS, at=NOW + MINUTE)

    assert mailed_at(NOW + MINUTE) == 1


def test_the_open_page_says_that_it_looks(desk: Desk, client: Client) -> None:
    talk, ticket = chatting(desk)
    assert talk.person is not None
    client.force_login(talk.person)

    client.get("/chat/", headers={"X-Part": "chat"})

    ticket.visit.refresh_from_db()
    assert ticket.visit.at > NOW + MINUTE
