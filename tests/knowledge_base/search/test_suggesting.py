"""What is offered while a question is typed, and what may have been meant by one in vain."""

import pytest
from pytest_django import DjangoAssertNumQueries

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.articles.publishing import Words
from knowledge_base.search.near import Near, near
from knowledge_base.search.suggesting import suggest
from tests.factories.knowledge import ArticleFactory, many_articles
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db


def titles(text: str, *, language: str = ENGLISH) -> list[str]:
    found = suggest(text, person=None, language=language, at=NOW, limit=6)
    return [article.title for article in found]


@pytest.mark.parametrize("typed", ["le", "leath", "caring for le", "LEATHER", "leather ca"])
def test_a_word_that_is_not_whole_yet_finds_its_title(typed: str) -> None:
    ArticleFactory()

    assert titles(typed) == ["Caring for leather"]


@pytest.mark.parametrize("typed", ["皮", "皮具", "皮具保"])
def test_chinese_is_found_from_its_first_character(typed: str) -> None:
    ArticleFactory(bilingual=True)

    assert titles(typed, language=CHINESE) == ["皮具保养"]


@pytest.mark.parametrize("typed", ["", " ", "l", ".*", "(", "\\", "%_", "ather"])
def test_what_begins_no_word_finds_nothing_and_breaks_nothing(typed: str) -> None:
    ArticleFactory()

    assert titles(typed) == []


def test_what_answers_comes_before_what_only_begins_alike_and_each_once() -> None:
    ArticleFactory(words={ENGLISH: Words("Leather straps", "Straps.", "Of watches.")})
    answer = Words("How to keep a bag", "Leather and its care.", "Leather, leather, leather.")
    ArticleFactory(words={ENGLISH: answer})

    assert sorted(titles("leather")) == ["How to keep a bag", "Leather straps"]


def test_what_the_reader_may_not_see_is_not_suggested_nor_meant() -> None:
    ArticleFactory(for_staff=True)

    assert titles("leather") == []
    assert near("lether", person=None, language=ENGLISH, at=NOW) == Near()
    assert near("lether", person=UserFactory(staff=True), language=ENGLISH, at=NOW).hits


def test_a_slip_is_mended_from_the_words_of_the_articles() -> None:
    article = ArticleFactory()

    meant = near("how to care for lether", person=None, language=ENGLISH, at=NOW)

    assert meant.words == "how to care for leather"
    assert [hit.slug for hit in meant.hits] == [article.slug]


@pytest.mark.parametrize("words", ["xylophone", "皮鞋", "ab", "\\", ""])
def test_what_is_like_nothing_is_left(words: str) -> None:
    ArticleFactory(bilingual=True)

    assert near(words, person=None, language=ENGLISH, at=NOW) == Near()


@pytest.mark.parametrize("count", [10, 1_000])
def test_suggesting_takes_the_same_queries_however_many_articles_there_are(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many_articles(count)
    titles("what changed is read once")

    with django_assert_max_num_queries(10):
        assert len(titles("caring for lea")) == 6
