"""A question to a process that is still reading is answered from what is ready."""

import threading
import time

import pytest

from consignment.models import User
from knowledge_base.articles.choices import Audience
from knowledge_base.articles.publishing import Words
from knowledge_base.assistant import alike, turns
from knowledge_base.assistant.limits import USUAL, Limits
from knowledge_base.assistant.replies import Reply, ReplyKind
from knowledge_base.language import cold
from knowledge_base.language.answering import Answerer
from knowledge_base.search import index as indexes
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW, BuyerFactory

PUBLIC = frozenset({Audience.PUBLIC.value})
LONGEST = 3.0
"""So many seconds a reader waits at most."""
ANY = Limits(answered_from=0.05)
QUESTION = "How do I return a parcel?"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_read_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "_indexes", {})
    monkeypatch.setattr(alike, "_weighed", {})
    ArticleFactory(slug="returns", words={"en": Words("Returning a parcel", "Back.", "Send it.")})
    ArticleFactory(slug="fees", words={"en": Words("What selling costs", "A share.", "We keep.")})


def asked(person: User | None = None, *, limits: Limits = USUAL) -> tuple[Reply, float]:
    began = time.monotonic()
    reply = turns.try_out(
        QUESTION,
        person=person,
        language="en",
        matter=turns.NO_MATTER,
        limits=limits,
        at=NOW,
    )
    return reply, time.monotonic() - began


def test_it_does_not_wait_for_what_the_examples_teach_and_is_surer_once_that_is_learned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    teaching, go_on = threading.Event(), threading.Event()

    def slowly(answerer: Answerer) -> None:
        teaching.set()
        assert go_on.wait(30)

    monkeypatch.setattr(Answerer, "_teach", slowly)
    index = indexes.index_for(PUBLIC, at=NOW, language="en")

    def warm() -> None:
        with cold.warming():
            index.settle()

    thread = threading.Thread(target=warm)
    thread.start()
    assert teaching.wait(30)
    offered, took = asked()
    go_on.set()
    thread.join(30)
    answered, _took = asked(limits=ANY)

    assert took < LONGEST
    assert offered.kind is ReplyKind.QUESTION
    assert offered.because["articles"]["near"][0]["slug"] == "returns"
    assert answered.kind is ReplyKind.ANSWER
    assert answered.sources[0].slug == "returns"


def test_nothing_that_takes_seconds_is_read_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*given: object) -> None:
        pytest.fail("the reader waits for this")

    monkeypatch.setattr(cold, "_warming", threading.Thread())
    monkeypatch.setattr(alike, "weighed", never)
    monkeypatch.setattr(Answerer, "settling", never)

    reply, _took = asked()

    assert reply.kind is ReplyKind.QUESTION
    assert reply.because["articles"]["near"][0]["slug"] == "returns"


def test_a_customer_is_answered_from_what_everybody_may_read_until_their_own_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    indexes.index_for(PUBLIC, at=NOW, language="en").settle()
    monkeypatch.setattr(cold, "_warming", threading.Thread())

    reply, _took = asked(BuyerFactory.create().user, limits=ANY)

    assert reply.kind is ReplyKind.ANSWER
    assert set(indexes._indexes) == {(PUBLIC, "en")}


def test_who_warms_reads_it_all_and_afterwards_nobody_is_hurried() -> None:
    with cold.warming():
        mine = cold.hurries()
        others: list[bool] = []
        thread = threading.Thread(target=lambda: others.append(cold.hurries()))
        thread.start()
        thread.join(30)

    assert (mine, others, cold.hurries()) == (False, [True], False)
