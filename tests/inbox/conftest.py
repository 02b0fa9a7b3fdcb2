"""The desk, and what a search of one of its people finds."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.factories.desk import MONDAY, Desk, make_desk
from tickets.inbox.meaning import Meaning, understand
from tickets.inbox.searching import search
from tickets.inbox.vocabulary import Vocabulary
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk()


Find = Callable[..., set[Ticket]]


@pytest.fixture
def understood(desk: Desk) -> Callable[..., Meaning]:
    def understood(text: str, by: Actor | None = None, at: dt.datetime = MONDAY) -> Meaning:
        by = by or desk.agent_actor
        return understand(text, vocabulary=Vocabulary(by), at=at)

    return understood


@pytest.fixture
def find(desk: Desk, understood: Callable[..., Meaning]) -> Find:
    def find(text: str, by: Actor | None = None, at: dt.datetime = MONDAY) -> set[Ticket]:
        by = by or desk.agent_actor
        meaning = understood(text, by, at)
        assert not meaning.problems, meaning.problems
        return set(search(Ticket.objects.visible_to(by), meaning).tickets)

    return find
