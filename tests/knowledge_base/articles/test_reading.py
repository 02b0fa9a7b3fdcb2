"""Who meets which article, in which language."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Audience
from knowledge_base.articles.models import Article, ArticleText
from tests.factories.knowledge import CHINESE_WORDS, ENGLISH_WORDS, ArticleFactory, SectionFactory
from tests.factories.trade import NOW, BuyerFactory, ConsignorFactory, UserFactory

pytestmark = pytest.mark.django_db


def nobody() -> None:
    return None


def without_a_role() -> User:
    return UserFactory()


def buyer() -> User:
    return BuyerFactory().user


def consignor() -> User:
    return ConsignorFactory().user


def both() -> User:
    return ConsignorFactory(user=buyer()).user


def staff() -> User:
    return UserFactory(staff=True)


def staff_who_left() -> User:
    return UserFactory(staff=True, is_active=False)


@pytest.mark.parametrize(
    ("reader", "audiences"),
    [
        (nobody, {"public"}),
        (AnonymousUser, {"public"}),
        (without_a_role, {"public"}),
        (buyer, {"public", "buyers"}),
        (consignor, {"public", "consignors"}),
        (both, {"public", "buyers", "consignors"}),
        (staff, {"public", "buyers", "consignors", "staff"}),
        (staff_who_left, {"public"}),
    ],
)
def test_each_reader_meets_the_articles_of_their_roles(
    reader: Callable[[], User | None], audiences: set[str]
) -> None:
    for audience in Audience:
        ArticleFactory(audience=audience)
    person = reader()

    assert {article.audience for article in Article.objects.visible_to(person)} == audiences
    texts = ArticleText.objects.visible_to(person).select_related("article")
    assert {text.article.audience for text in texts} == audiences


def test_only_what_is_published_stands_on_the_site() -> None:
    ArticleFactory(draft=True), ArticleFactory(retired=True)
    ArticleFactory(at=NOW + timedelta(minutes=1))
    published = ArticleFactory()

    assert list(Article.objects.published(NOW)) == [published]
    assert [text.article for text in ArticleText.objects.published(NOW)] == [published]


def test_an_article_whose_texts_were_all_taken_back_is_not_there() -> None:
    article = ArticleFactory()
    publishing.write(article, ENGLISH, ENGLISH_WORDS, is_published=False, by=None, at=NOW)

    assert not Article.objects.published(NOW).exists()
    assert not ArticleText.objects.published(NOW).exists()


@pytest.mark.parametrize(
    ("language", "title"), [(ENGLISH, "Caring for leather"), (CHINESE, "皮具保养")]
)
def test_an_article_is_read_in_the_language_asked_for(language: str, title: str) -> None:
    ArticleFactory(bilingual=True)

    text = ArticleText.objects.for_reader(None, language=language, at=NOW).get()

    assert (text.title, text.is_fallback) == (title, False)


def test_an_article_that_is_not_translated_is_read_in_the_other_language_which_is_said() -> None:
    ArticleFactory(chinese_only=True)

    text = ArticleText.objects.for_reader(None, language=ENGLISH, at=NOW).get()

    assert (text.language, text.is_fallback) == (CHINESE, True)


def test_a_translation_that_was_taken_back_is_not_read() -> None:
    article = ArticleFactory(bilingual=True)
    publishing.write(article, CHINESE, CHINESE_WORDS, is_published=False, by=None, at=NOW)

    text = ArticleText.objects.for_reader(None, language=CHINESE, at=NOW).get()

    assert (text.language, text.is_fallback) == (ENGLISH, True)


def test_the_first_of_each_section_come_with_the_number_of_all() -> None:
    long, short = SectionFactory(), SectionFactory()
    first, second, _third = [ArticleFactory(section=long, position=n) for n in (1, 2, 3)]
    only = ArticleFactory(section=short)

    texts = (
        ArticleText.objects.for_reader(None, language=ENGLISH, at=NOW)
        .first_of_each_section(2)
        .in_reading_order()
    )

    assert [(text.article, text.in_section) for text in texts] == [
        (first, 3),
        (second, 3),
        (only, 1),
    ]


def test_a_review_is_due_on_its_day_and_not_for_what_is_retired() -> None:
    due = ArticleFactory(review_on=date(2026, 4, 12))
    ArticleFactory(review_on=date(2026, 4, 13))
    ArticleFactory(review_on=date(2026, 4, 1), retired=True)
    ArticleFactory(review_on=None)

    assert list(Article.objects.due_for_review(date(2026, 4, 12))) == [due]
