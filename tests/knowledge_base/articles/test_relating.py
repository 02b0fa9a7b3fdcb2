import pytest
from pytest_django import DjangoAssertNumQueries

from consignment.languages import ENGLISH
from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.articles.models import Article
from knowledge_base.articles.neighbours import RelatedArticle
from knowledge_base.articles.publishing import Words
from knowledge_base.articles.relating import related_to
from tests.factories.knowledge import ArticleFactory, many_articles
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db


def about(*subjects: str, **traits: bool) -> Article:
    words = Words(" ".join(subjects), "What to know.", "Words.")
    return ArticleFactory(words={ENGLISH: words}, **traits)


def related(article: Article, person: User | None = None, limit: int = 4) -> list[Article]:
    texts = related_to(article, person=person, language=ENGLISH, at=NOW, limit=limit)
    return [text.article for text in texts]


def test_what_shares_rare_words_comes_first_and_never_itself() -> None:
    payout = about("payout", "hold")
    other = about("payout", "bank")
    nearest = about("payout", "hold", "release")
    for number in range(5):
        about(f"subject{number}", "payout")

    assert related(payout)[:2] == [nearest, other]
    assert payout not in related(payout, limit=20)


def test_a_new_article_is_found_from_those_that_stood_already() -> None:
    first = about("leather", "care")
    about("unlike")

    second = about("leather", "balsam")

    assert second in related(first)
    assert first in related(second)


def test_new_words_lead_elsewhere() -> None:
    article, leather, silk = about("leather"), about("leather"), about("silk")

    publishing.write(article, ENGLISH, Words("silk", "What to know.", "Words."), by=None, at=NOW)

    assert related(article)[0] == silk
    assert related(leather)[:1] != [article]


def test_what_an_editor_chose_stands_first_in_its_order() -> None:
    article, alike, first, second = about("leather"), about("leather"), about("a1"), about("b2")

    publishing.choose_related(article, [second, first, second, article], by=None, at=NOW)

    assert related(article)[:3] == [second, first, alike]
    assert article.events.all()[0].kind == "related"
    publishing.choose_related(article, [], by=None, at=NOW)
    assert related(article)[0] == alike


def test_an_article_that_was_chosen_and_found_stands_once() -> None:
    article, alike = about("leather"), about("leather")

    publishing.choose_related(article, [alike], by=None, at=NOW)

    assert related(article) == [alike]


@pytest.mark.parametrize("trait", ["draft", "retired", "for_staff"])
def test_what_the_reader_may_not_see_is_left_out(trait: str) -> None:
    article, hidden = about("leather"), about("leather", **{trait: True})

    publishing.choose_related(article, [hidden], by=None, at=NOW)

    assert related(article) == []
    assert (hidden in related(article, UserFactory(staff=True))) == (trait == "for_staff")


def test_indexing_anew_finds_the_nearest_again_and_keeps_what_was_chosen() -> None:
    leather, other, silk = about("leather", "care"), about("leather", "balsam"), about("silk")
    publishing.choose_related(leather, [silk], by=None, at=NOW)
    RelatedArticle.objects.filter(is_chosen=False).delete()

    publishing.index_anew()

    assert related(leather)[:2] == [silk, other]
    assert related(other)[0] == leather


@pytest.mark.parametrize("count", [10, 1_000])
def test_reading_takes_one_query_and_an_article_keeps_only_its_nearest(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many_articles(count)
    article = ArticleFactory()

    with django_assert_num_queries(1):
        assert len(related(article)) == 4
    assert article.relations.count() <= 24
