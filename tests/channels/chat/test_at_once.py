"""Texts of one moment, and a person who answers in it: one ticket, nothing lost, nobody stuck."""

import datetime as dt

import pytest

from knowledge_base.assistant.models import Dialogue
from tests.actions.crowd import crowd
from tests.factories.desk import MONDAY, make_desk
from tests.factories.trade import BuyerFactory
from tickets.actions.reply import reply
from tickets.actions.say_to_assistant import say
from tickets.conversation.models import Author, Message
from tickets.lifecycle.models import Ticket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

TEXTS = 8


def test_eight_texts_at_once_become_one_ticket_that_a_person_answers_meanwhile() -> None:
    desk = make_desk()
    person = BuyerFactory.create().user
    dialogue = Dialogue.objects.begin(person, language="en", at=MONDAY)

    def work(index: int) -> None:
        text = f"talk to a person, number {index}"
        say(dialogue, text, person=person, at=MONDAY + dt.timedelta(minutes=1))

    crowd(TEXTS, work)
    ticket = Ticket.objects.get()

    def answer_or_add(index: int) -> None:
        at = MONDAY + dt.timedelta(minutes=2)
        if index == 0:
            reply(ticket.id, by=desk.agent_actor, body="Hello, I am Ann.", at=at)
        else:
            say(dialogue, f"and also this, number {index}", person=person, at=at)

    crowd(TEXTS, answer_or_add)

    dialogue.refresh_from_db()
    assert dialogue.is_silent
    assert list(dialogue.turns.values_list("number", flat=True)) == list(range(1, 2 * TEXTS))
    said = Message.objects.filter(ticket=ticket, author_kind=Author.CUSTOMER)
    assert said.count() == len({message.body for message in said}) == 2 * TEXTS - 1
