"""What each process knows of the articles, while it is still being read."""

import pytest

from consignment.languages import ENGLISH
from knowledge_base.articles.choices import Audience
from knowledge_base.articles.models import ArticleText
from knowledge_base.articles.publishing import retire
from knowledge_base.learning import confirm
from knowledge_base.search import index as indexes
from knowledge_base.search import reading
from knowledge_base.search.models import Synonym
from tests.factories.knowledge import ArticleFactory
from tests.factories.searching import renewed
from tests.factories.trade import NOW

PUBLIC = frozenset({Audience.PUBLIC.value})

pytestmark = pytest.mark.django_db


def test_what_goes_while_others_are_read_beside_is_not_learned() -> None:
    gone, stays = ArticleFactory(), ArticleFactory()
    index = indexes.index_for(PUBLIC, at=NOW)
    marks = index.marks
    texts = ArticleText.objects.published(NOW)
    read_before = reading.read(texts, set(marks))
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
    renewed("search-settling")

    assert index.answerer.is_settled
    assert index.settling is None


def test_a_search_after_a_changed_synonym_reads_no_text_and_goes_on_with_those_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = ArticleFactory()
    Synonym.objects.create(words="tote, leather")
    indexes.index_for(PUBLIC, at=NOW)
    Synonym.objects.create(words="birkin, leather")
    with monkeypatch.context() as held:
        held.setattr(indexes, "_beside", lambda name, run, *given: waiting.append((run, given)))
        waiting: list = []
        index = indexes.index_for(PUBLIC, at=NOW)
        again = indexes.index_for(PUBLIC, at=NOW)

    assert again is index
    assert index.is_ready
    assert found(index, "tote") == {article.pk}
    assert found(index, "birkin") == set()
    assert len(waiting) == 1

    run, given = waiting[0]
    run(*given)
    index = indexes.index_for(PUBLIC, at=NOW)

    assert found(index, "birkin") == found(index, "tote") == {article.pk}


def test_what_changes_while_synonyms_are_taken_in_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone, stays = ArticleFactory(), ArticleFactory()
    indexes.index_for(PUBLIC, at=NOW).ask("leather")
    Synonym.objects.create(words="birkin, leather")
    waiting: list = []
    monkeypatch.setattr(indexes, "_beside", lambda name, run, *given: waiting.append((run, given)))
    indexes.index_for(PUBLIC, at=NOW)
    retire(gone, by=None, at=NOW)
    index = indexes.index_for(PUBLIC, at=NOW)
    assert found(index, "leather") == {stays.pk}

    for run, given in waiting:
        run(*given)
    index = indexes.index_for(PUBLIC, at=NOW)

    assert found(index, "birkin") == {stays.pk}
    assert index.answerer.was_settled


def test_synonyms_that_were_changed_again_are_taken_in_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = ArticleFactory()
    indexes.index_for(PUBLIC, at=NOW)
    waiting: list = []
    monkeypatch.setattr(indexes, "_beside", lambda name, run, *given: waiting.append((run, given)))
    synonyms = Synonym.objects.create(words="birkin, leather")
    indexes.index_for(PUBLIC, at=NOW)
    synonyms.words = "kelly, leather"
    synonyms.save()
    index = indexes.index_for(PUBLIC, at=NOW)

    for run, given in waiting:
        run(*given)
    index = indexes.index_for(PUBLIC, at=NOW)

    assert found(index, "kelly") == {article.pk}
    assert found(index, "birkin") == set()


def found(index: indexes.Index, text: str) -> set:
    return {key.article for key, _ in index.matches(text, near=0.6)}
