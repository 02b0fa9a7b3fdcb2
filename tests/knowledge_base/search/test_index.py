"""What each process knows of the articles, while it is still being read."""

import threading

import pytest

from consignment.languages import ENGLISH
from knowledge_base.articles.choices import Audience
from knowledge_base.articles.models import ArticleText
from knowledge_base.articles.publishing import retire
from knowledge_base.learning import confirm
from knowledge_base.search import index as indexes
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW

PUBLIC = frozenset({Audience.PUBLIC.value})

pytestmark = pytest.mark.django_db


def test_what_goes_while_others_are_read_beside_is_not_learned() -> None:
    gone, stays = ArticleFactory(), ArticleFactory()
    index = indexes.index_for(PUBLIC, at=NOW)
    marks = index.marks
    texts = ArticleText.objects.published(NOW)
    read_before = indexes._read(texts, set(marks))
    retire(gone, by=None, at=NOW)
    index = indexes.index_for(PUBLIC, at=NOW)

    index.learning += 1
    assert not index.is_ready
    indexes._learn_beside(index, index.answerer, marks, read_before)

    assert index.is_ready
    assert {key.article for key, _ in index.matches("Caring for leather")} == {stays.pk}


def test_a_question_after_a_change_does_not_wait_for_what_the_examples_teach(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = ArticleFactory()
    indexes.index_for(PUBLIC, at=NOW).ask("Caring for leather")
    monkeypatch.setattr(indexes, "_settle", lambda index, answerer: None)
    confirm(article, "my zebra bag", language=ENGLISH, source="desk", by=None, at=NOW)

    index = indexes.index_for(PUBLIC, at=NOW)
    (best, *_), answer = index.ask("my zebra bag")

    assert best.article == article.pk
    assert answer.id is not None
    assert not index.answerer.is_settled
    index.settling = None


def test_what_was_changed_is_settled_beside_once_it_is_asked() -> None:
    article = ArticleFactory()
    indexes.index_for(PUBLIC, at=NOW).ask("Caring for leather")
    confirm(article, "my zebra bag", language=ENGLISH, source="desk", by=None, at=NOW)

    index = indexes.index_for(PUBLIC, at=NOW)
    index.ask("my zebra bag")
    for thread in threading.enumerate():
        if thread.name == "search-settling":
            thread.join(30)

    assert index.answerer.is_settled
    assert index.settling is None
