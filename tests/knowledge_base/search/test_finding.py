from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from knowledge_base.articles.models import Article
from knowledge_base.articles.publishing import Words, retire
from knowledge_base.content import load
from knowledge_base.learning import confirm
from knowledge_base.search.finding import Hit, find
from knowledge_base.search.near import near
from tests.factories.knowledge import CHINESE_WORDS, ENGLISH_WORDS, ArticleFactory, many_articles
from tests.factories.trade import NOW, ConsignorFactory, UserFactory
from tests.knowledge_base.search import questions

pytestmark = pytest.mark.django_db


def found(text: str, language: str = ENGLISH, **options: object) -> list[Hit]:
    return find(text, **{"person": None, "language": language, "at": NOW, **options})


@pytest.mark.parametrize(
    ("table", "language"), [(questions.ENGLISH, ENGLISH), (questions.CHINESE, CHINESE)]
)
def test_questions_of_consignors_and_buyers_find_their_article_among_the_first_three(
    table: dict[str, str], language: str
) -> None:
    load(NOW)

    first = _first_of_three(table, language, person=ConsignorFactory().user)

    assert first >= 0.9 * len(table)


@pytest.mark.parametrize(
    ("table", "language"), [(questions.STAFF_ENGLISH, ENGLISH), (questions.STAFF_CHINESE, CHINESE)]
)
def test_questions_of_agents_find_the_article_for_the_desk(
    table: dict[str, str], language: str
) -> None:
    load(NOW)

    assert _first_of_three(table, language, person=UserFactory(staff=True))


def _first_of_three(table: dict[str, str], language: str, *, person: User) -> int:
    """Assert that every question finds its article among three; return how often it is first."""
    slugs = {
        question: [hit.slug for hit in found(question, language, person=person)[:3]]
        for question in table
    }
    missed = {
        question: slugs[question] for question in table if table[question] not in slugs[question]
    }
    assert not missed
    return sum(slugs[question][0] == slug for question, slug in table.items())


def test_questions_that_no_article_answers_find_nothing() -> None:
    load(NOW)

    found_all_the_same = {
        text: [hit.slug for hit in hits]
        for text in questions.NONSENSE
        for language in (ENGLISH, CHINESE)
        if (hits := found(text, language, person=UserFactory(staff=True)))
    }

    assert not found_all_the_same


def test_an_article_is_found_by_its_other_words() -> None:
    ArticleFactory()

    assert [hit.title for hit in found("polishing")] == ["Caring for leather"]


def test_a_hit_tells_what_its_reader_will_be_shown() -> None:
    article = ArticleFactory(bilingual=True)

    (hit,) = found("balsam for leather")

    assert (hit.article_id, hit.slug, hit.title) == (article.pk, article.slug, "Caring for leather")
    assert (hit.language, hit.is_fallback) == (ENGLISH, False)
    assert "<mark>balsam</mark>" in hit.snippet
    assert 0 < hit.score <= 1


@pytest.mark.parametrize(("typed", "marked"), [("balsm", "balsam"), ("blasam", "balsam")])
def test_what_was_mistyped_is_marked_as_it_is_written(typed: str, marked: str) -> None:
    ArticleFactory()

    (hit,) = found(typed)

    assert f"<mark>{marked}</mark>" in hit.snippet.lower()


def test_a_word_that_stands_in_the_summary_alone_is_marked_there() -> None:
    ArticleFactory(words={ENGLISH: Words(title="Zebras", summary="How zebras walk", body="Up.")})

    (hit,) = found("zebra")

    assert hit.snippet == "How <mark>zebras</mark> walk"


def test_a_word_that_somebody_mistyped_in_a_confirmed_question_hides_no_article() -> None:
    load(NOW)
    tax = Article.objects.get(slug="tax-and-invoices")
    confirm(tax, "who sees my statment?", language=ENGLISH, source="desk", by=None, at=NOW)
    person = ConsignorFactory().user

    (first, *_) = found("commision", person=person)
    others = [hit.slug for hit in found("statment", person=person)]

    assert first.slug == "fees-and-commission"
    assert "your-statement" in others[:2]


def test_a_question_in_one_language_finds_an_article_that_is_shown_in_the_readers() -> None:
    ArticleFactory(bilingual=True)

    (hit,) = found("护理膏", language=ENGLISH)

    assert (hit.title, hit.snippet) == ("Caring for leather", ENGLISH_WORDS.summary)


def test_an_article_that_is_not_translated_is_found_and_said_to_be_in_the_other_language() -> None:
    ArticleFactory()

    (hit,) = found("leather", language=CHINESE)

    assert (hit.language, hit.is_fallback) == (ENGLISH, True)


@pytest.mark.parametrize(
    "text", ["皮", "皮具", "皮具怎么保养？", "ＡＢ皮具", "请问皮具保养", "請問皮具保養"]
)
def test_chinese_is_found_by_a_character_a_word_and_a_sentence(text: str) -> None:
    ArticleFactory(bilingual=True)

    assert [hit.title for hit in found(text, CHINESE)] == ["皮具保养"]


@pytest.mark.parametrize("text", ["tuikuan", "Tui Kuan", "zenmetuikuan"])
def test_chinese_is_found_by_how_it_sounds(text: str) -> None:
    article = ArticleFactory(
        words={
            CHINESE: Words("退款要多久", "多久退款", "三到五天。", "退款"),
            ENGLISH: Words("When a refund comes", "Days.", "Three to five days."),
        }
    )
    ArticleFactory(bilingual=True)

    assert [hit.slug for hit in found(text, CHINESE)] == [article.slug]
    assert [hit.slug for hit in found(text, ENGLISH)] == [article.slug]
    assert near("tuikuanz", person=None, language=CHINESE, at=NOW).hits == ()


def test_letters_that_find_something_by_themselves_are_no_pinyin() -> None:
    english = ArticleFactory(words={ENGLISH: Words("Caring for a change", "Change.", "Change.")})
    ArticleFactory(words={CHINESE: Words("产歌", "产歌", "产歌", "产歌")})

    assert [hit.slug for hit in found("change")] == [english.slug]


@pytest.mark.parametrize("text", ["ＬＥＡＴＨＥＲ", "Leathers", "care of leather", "leather?!"])
def test_english_is_found_by_full_width_capitals_and_other_endings(text: str) -> None:
    ArticleFactory()

    assert len(found(text)) == 1


def test_a_stem_is_not_stemmed_again() -> None:
    ArticleFactory(words={ENGLISH: Words(title="Raise it", summary="", body="Up.")})

    assert len(found("raised")) == 1


@pytest.mark.parametrize(
    "article", [{"draft": True}, {"retired": True}, {"for_buyers": True}, {"for_staff": True}]
)
def test_what_a_reader_may_not_see_is_not_found_and_leaves_no_trace_in_the_score(
    article: dict[str, bool],
) -> None:
    ArticleFactory()
    alone = found("leather")

    ArticleFactory(**article)

    assert found("leather") == alone


def test_an_article_that_was_retired_is_no_longer_found() -> None:
    article = ArticleFactory()
    retire(article, by=None, at=NOW)

    assert found("leather", at=NOW + timedelta(seconds=1)) == []


def test_a_title_weighs_more_than_the_text() -> None:
    in_text = ArticleFactory(words={ENGLISH: Words("Bags", "Of all kinds.", "Mostly leather.")})
    in_title = ArticleFactory(words={ENGLISH: Words("Leather", "Of all kinds.", "Mostly bags.")})

    assert [hit.slug for hit in found("leather")] == [in_title.slug, in_text.slug]


def test_a_long_article_does_not_win_by_its_length() -> None:
    words = ENGLISH_WORDS.body
    long = ArticleFactory(words={ENGLISH: Words("A", "B", words + "Filling words here. " * 300)})
    short = ArticleFactory(words={ENGLISH: Words("A", "B", words)})

    assert [hit.slug for hit in found("balsam")] == [short.slug, long.slug]


def test_no_more_hits_come_than_were_asked_for() -> None:
    many_articles(12)

    assert len(found("leather", limit=3)) == 3


@pytest.mark.parametrize(
    "text", ["", "   ", "的", "the", "'", "\\", "a:*", "!(", "\x00", "😀", "x" * 9999]
)
def test_any_text_may_be_asked(text: str) -> None:
    ArticleFactory(bilingual=True)

    found(text)
    found(text, CHINESE)


@pytest.mark.parametrize("count", [10, 1_000])
def test_a_search_takes_eight_queries_at_most_however_many_articles_there_are(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many_articles(count)
    with django_assert_max_num_queries(12):
        found("what changed is read once")

    with django_assert_max_num_queries(8):
        assert found("how do I care for leather", limit=20)
    with django_assert_max_num_queries(8):
        assert found(f"{CHINESE_WORDS.title}怎么办", CHINESE, limit=20)
