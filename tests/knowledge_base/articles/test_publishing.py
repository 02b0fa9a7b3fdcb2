from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Audience, State
from knowledge_base.articles.history import ArticleEvent, ArticleRevision
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.articles.publishing import Words
from knowledge_base.articles.rendering import MAX_CHARACTERS, TextTooLongError
from tests.factories.knowledge import (
    CHINESE_WORDS,
    ENGLISH_WORDS,
    ArticleFactory,
    SectionFactory,
)
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
OTHER_WORDS = Words(title="Leather", summary="Short.", body="New.\n")


def test_writing_renders_indexes_and_keeps_a_revision() -> None:
    editor, article = UserFactory(staff=True), ArticleFactory(draft=True, words={})

    text = publishing.write(article, ENGLISH, ENGLISH_WORDS, by=editor, at=NOW)

    text = ArticleText.objects.get(pk=text.pk)
    assert "<strong>balsam</strong>" in text.html
    assert "balsam" in text.search
    revision = text.revisions.get()
    assert (revision.by, revision.at, revision.body) == (editor, NOW, ENGLISH_WORDS.body)


def test_writing_again_adds_a_revision_and_keeps_the_old_words() -> None:
    article = ArticleFactory()

    text = publishing.write(article, ENGLISH, OTHER_WORDS, by=UserFactory(), at=LATER)

    assert [revision.body for revision in text.revisions.all()] == ["New.\n", ENGLISH_WORDS.body]
    assert ArticleText.objects.get(pk=text.pk).updated_at == LATER


def test_writing_the_same_words_changes_nothing() -> None:
    article = ArticleFactory()

    text = publishing.write(article, ENGLISH, ENGLISH_WORDS, by=UserFactory(), at=LATER)

    assert text.updated_at < LATER
    assert text.revisions.count() == 1


def test_taking_back_a_translation_is_no_new_wording() -> None:
    article = ArticleFactory(bilingual=True)

    text = publishing.write(article, CHINESE, CHINESE_WORDS, is_published=False, by=None, at=LATER)

    assert not text.is_published
    assert text.revisions.count() == 1


def test_a_text_that_is_too_long_saves_nothing() -> None:
    article = ArticleFactory()

    with pytest.raises(TextTooLongError):
        publishing.write(
            article,
            ENGLISH,
            Words(title="Long", summary="", body="x" * (MAX_CHARACTERS + 1)),
            by=None,
            at=LATER,
        )

    assert article.texts.get().title == ENGLISH_WORDS.title


def test_an_article_walks_from_draft_to_the_site_and_off_it_and_back() -> None:
    article = ArticleFactory(draft=True)

    article = publishing.publish(article, by=None, at=NOW)
    assert (article.state, article.published_at) == (State.PUBLISHED, NOW)
    article = publishing.retire(article, by=None, at=LATER)
    assert (article.state, article.retired_at) == (State.RETIRED, LATER)
    article = publishing.publish(article, by=None, at=LATER)
    assert (article.state, article.retired_at) == (State.PUBLISHED, None)
    assert [event.kind for event in article.events.all()] == [
        "published",
        "retired",
        "published",
        "created",
    ]


def test_publishing_twice_leaves_one_event() -> None:
    article = publishing.publish(ArticleFactory(), by=None, at=LATER)

    assert article.published_at < LATER
    assert article.events.filter(kind=ArticleEvent.Kind.PUBLISHED).count() == 1


def test_an_article_without_words_cannot_be_published() -> None:
    with pytest.raises(publishing.NothingToPublishError):
        publishing.publish(ArticleFactory(draft=True, words={}), by=None, at=NOW)


def test_a_draft_cannot_be_retired() -> None:
    with pytest.raises(publishing.NotPublishedError):
        publishing.retire(ArticleFactory(draft=True), by=None, at=NOW)


def test_a_change_of_audience_leaves_an_event_that_names_both() -> None:
    article, editor = ArticleFactory(for_staff=True), UserFactory(staff=True)

    publishing.file(
        article,
        section=article.section,
        audience=Audience.PUBLIC,
        position=article.position,
        review_on=None,
        by=editor,
        at=LATER,
    )

    event = article.events.first()
    assert event is not None
    assert (event.kind, event.by) == (ArticleEvent.Kind.FILED, editor)
    assert "staff to public" in event.note


def test_filing_an_article_where_it_stands_does_nothing() -> None:
    article = ArticleFactory()

    publishing.file(
        article,
        section=article.section,
        audience=article.audience,
        position=article.position,
        review_on=article.review_on,
        by=None,
        at=LATER,
    )

    assert not article.events.filter(kind=ArticleEvent.Kind.FILED).exists()


@pytest.mark.parametrize("model", [ArticleRevision, ArticleEvent])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_itself_refuses_to_rewrite_history(
    model: type[ArticleRevision | ArticleEvent], verb: str
) -> None:
    ArticleFactory()
    table = model._meta.db_table
    statement = f"UPDATE {table} SET at = now()" if verb == "update" else f"DELETE FROM {table}"

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": State.DRAFT}, "article_dates_fit_its_state"),
        ({"state": State.RETIRED}, "article_dates_fit_its_state"),
        ({"published_at": None}, "article_dates_fit_its_state"),
        ({"state": "hidden"}, "article_dates_fit_its_state"),
        ({"audience": "friends"}, "article_audience_is_known"),
        ({"slug": "search"}, "article_slug_is_not_reserved"),
        (
            {"state": State.RETIRED, "retired_at": NOW - timedelta(days=99)},
            "article_retired_after_published",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(changes: dict, constraint: str) -> None:
    article = ArticleFactory()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**changes)


def test_an_article_has_one_text_in_each_language() -> None:
    text = ArticleFactory().texts.get()
    text.pk = None

    with (
        pytest.raises(IntegrityError, match="article_text_once_per_language"),
        transaction.atomic(),
    ):
        text.save()


def test_a_section_with_articles_stays() -> None:
    section = SectionFactory()
    ArticleFactory(section=section)

    with pytest.raises(IntegrityError):
        section.delete()


def test_every_text_is_indexed_anew() -> None:
    ArticleFactory(bilingual=True)
    before = list(ArticleText.objects.order_by("pk").values_list("search", flat=True))
    ArticleText.objects.update(search="")
    out = StringIO()

    call_command("index_articles", stdout=out)

    assert out.getvalue() == "Indexed 2 texts.\n"
    assert list(ArticleText.objects.order_by("pk").values_list("search", flat=True)) == before
