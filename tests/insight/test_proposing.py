"""What is proposed to the help centre tells nothing of restricted matters."""

import datetime as dt

import pytest

from knowledge_base.assistant.models import SECURITY, Dialogue, Turn
from knowledge_base.proposals.models import ArticleProposal
from tests.factories.desk import make_desk, open_ticket
from tests.factories.trade import NOW, BuyerFactory
from tests.matrix.world import RESTRICTED
from tickets.conversation.talks import Handover
from tickets.insight.talks import propose_articles

pytestmark = pytest.mark.django_db


def passed_on(text: str, *matters: str) -> Dialogue:
    """Let the assistant hand ``text`` to a person."""
    talk = Dialogue.objects.begin(BuyerFactory.create().user, language="en", at=NOW)
    Dialogue.objects.filter(pk=talk.pk).update(matters=list(matters))
    because = {"reason": "unsure"}
    Turn.objects.create(
        dialogue=talk, number=1, at=NOW, text=text, kind="hand_off", because=because
    )
    return talk


def proposed() -> list[str]:
    propose_articles(at=NOW + dt.timedelta(minutes=1))
    return list(ArticleProposal.objects.values_list("question", flat=True))


def test_what_was_asked_in_an_open_talk_is_proposed() -> None:
    make_desk()
    for _ in range(3):
        passed_on("do you sell gift cards", "rules-fees")

    assert proposed() == ["Do you sell gift cards"]


@pytest.mark.parametrize("matter", ["account-security", SECURITY])
def test_a_talk_that_touched_an_account_in_danger_is_left_out(matter: str) -> None:
    make_desk()
    for _ in range(3):
        passed_on("somebody reads my mail", matter, "rules-fees")

    assert proposed() == []


def test_a_talk_whose_ticket_went_to_a_restricted_queue_is_left_out() -> None:
    make_desk()
    for _ in range(3):
        talk = passed_on("somebody reads my mail")
        ticket = open_ticket(**RESTRICTED, at=NOW)
        Handover.objects.create(dialogue=talk, ticket=ticket, turn=1, at=NOW, reason="unsure")

    assert proposed() == []
