"""What people teach the search: typing errors apart, it is never more than what it was told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from consignment.languages import CHINESE, ENGLISH
from knowledge_base import learning
from knowledge_base.articles.models import Article
from knowledge_base.articles.neighbours import FormerSlug
from knowledge_base.articles.publishing import Words, plan, rename, write
from knowledge_base.feedback.recording import vote
from knowledge_base.search.finding import find
from knowledge_base.search.models import ExampleQuestion, Synonym
from tests.factories.knowledge import ArticleFactory
from tests.factories.searching import renewed
from tests.factories.trade import NOW

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def slugs(text: str, language: str = ENGLISH, at=NOW) -> list[str]:
    return [hit.slug for hit in find(text, person=None, language=language, at=at)]


def other(title: str = "Ways to pay") -> Article:
    return ArticleFactory(words={ENGLISH: Words(title, "Cards and wallets.", "Any card.")})


def test_typing_errors_find_all_the_same() -> None:
    article = ArticleFactory()
    other()

    assert slugs("carign for lether") == [article.slug]


def test_synonyms_of_the_editors_find_soon_and_no_longer_when_they_are_gone() -> None:
    article = ArticleFactory()
    other()
    assert slugs("birkin") == []

    synonyms = Synonym.objects.create(words="Birkin, leather, 铂金包")
    slugs("birkin")
    renewed()
    assert slugs("birkin") == slugs("铂金包") == [article.slug]

    synonyms.delete()
    slugs("birkin")
    renewed()
    assert slugs("birkin") == []


@pytest.mark.parametrize(
    "words", ["", "alone", "same, SAME ，same", ", ".join(map(str, range(99)))]
)
def test_a_group_of_one_word_or_of_too_many_is_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        Synonym(words=words[:500]).full_clean()


def test_a_confirmed_question_is_found_by_the_next_who_asks() -> None:
    article = ArticleFactory(bilingual=True)
    other()
    assert slugs("my tote got soaked") == []

    for _ in range(2):
        learning.confirm(
            article,
            " my tote  got soaked\x00",
            language=ENGLISH,
            source=ExampleQuestion.Source.DESK,
            by=None,
            at=NOW,
        )

    assert slugs("tote soaked") == slugs("tote soaked", CHINESE) == [article.slug]
    assert [example.text for example in ExampleQuestion.objects.all()] == ["my tote got soaked"]
    ExampleQuestion.objects.all().delete()
    assert slugs("tote soaked") == []


def test_new_words_a_plan_and_a_new_address_are_known_at_once() -> None:
    article = ArticleFactory(draft=True)
    other()
    plan(article, appears=NOW + HOUR, goes=NOW + 2 * HOUR, by=None, at=NOW)

    assert slugs("leather") == []
    assert slugs("leather", at=NOW + HOUR) == [article.slug]
    assert slugs("leather", at=NOW + 2 * HOUR) == []

    write(article, ENGLISH, Words("Suede", "Only suede.", "Brush it."), by=None, at=NOW)
    rename(article, "suede", by=None, at=NOW)
    assert slugs("leather", at=NOW + HOUR) == []
    assert slugs("suede", at=NOW + HOUR) == ["suede"]


def test_addresses_that_were_swapped_twice_lead_in_no_circle() -> None:
    article = ArticleFactory(slug="first")

    for slug in ("second", "first", "second"):
        rename(article, slug, by=None, at=NOW)

    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["first"]


def test_of_two_that_answer_alike_the_one_of_more_use_comes_first() -> None:
    one, two = ArticleFactory(), ArticleFactory()
    alike = slugs("caring for leather")
    assert sorted(alike) == sorted([one.slug, two.slug])
    last = next(article for article in (one, two) if article.slug == alike[1])

    for number in range(5):
        vote(last, voter=f"reader {number}", helped=True, language=ENGLISH, at=NOW)
    assert learning.reckon_use({last.pk: 12}, at=NOW) == 1

    assert slugs("caring for leather", at=NOW + HOUR)[0] == last.slug
