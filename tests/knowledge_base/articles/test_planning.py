"""Articles that come and go by themselves."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Standing, State
from knowledge_base.articles.history import ArticleEvent
from knowledge_base.articles.models import Article, ArticleText
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def on_site(at: datetime) -> bool:
    article, text = Article.objects.published(at), ArticleText.objects.published(at)
    assert article.exists() == text.exists()
    return article.exists()


def test_an_article_appears_at_its_minute_and_goes_at_its_minute() -> None:
    # Half past two does not exist that night in Berlin; three o'clock is one in the morning, UTC.
    appears = datetime(2027, 3, 28, 3, 0, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    goes = appears + DAY

    article = publishing.plan(
        ArticleFactory(draft=True), appears=appears, goes=goes, by=None, at=NOW
    )

    assert article.standing(NOW) == Standing.SCHEDULED
    assert not on_site(appears - MINUTE)
    assert on_site(datetime(2027, 3, 28, 1, 0, tzinfo=UTC))
    assert article.standing(appears) == Standing.LEAVING
    assert on_site(goes - MINUTE)
    assert not on_site(goes)
    assert article.standing(goes) == Standing.GONE


def test_a_plan_is_kept_in_the_history_with_who_made_it() -> None:
    article, editor = ArticleFactory(draft=True), UserFactory(staff=True)

    publishing.plan(article, appears=NOW + DAY, goes=None, by=editor, at=NOW)

    event = article.events.all()[0]
    assert (event.kind, event.by) == (ArticleEvent.Kind.SCHEDULED, editor)
    assert "2026-04-13" in event.note


def test_a_plan_is_taken_back_before_its_time() -> None:
    article = ArticleFactory(draft=True)
    publishing.plan(article, appears=NOW + DAY, goes=NOW + 2 * DAY, by=None, at=NOW)

    article = publishing.plan(article, appears=None, goes=None, by=None, at=NOW)

    assert (article.state, article.published_at, article.retired_at) == (State.DRAFT, None, None)


def test_what_is_planned_is_published_at_once_and_still_goes_when_it_should() -> None:
    article = ArticleFactory(draft=True)
    publishing.plan(article, appears=NOW + DAY, goes=NOW + 2 * DAY, by=None, at=NOW)

    article = publishing.publish(article, by=None, at=NOW)

    assert (article.published_at, article.retired_at) == (NOW, NOW + 2 * DAY)


def test_what_is_only_planned_cannot_be_taken_off_the_site() -> None:
    article = ArticleFactory(draft=True)
    publishing.plan(article, appears=NOW + DAY, goes=None, by=None, at=NOW)

    with pytest.raises(publishing.NotPublishedError):
        publishing.retire(article, by=None, at=NOW)


def test_an_article_on_the_site_keeps_its_beginning() -> None:
    article = ArticleFactory()
    began = article.published_at

    article = publishing.plan(article, appears=NOW + DAY, goes=NOW + 2 * DAY, by=None, at=NOW)

    assert (article.published_at, article.retired_at) == (began, NOW + 2 * DAY)
    assert article.standing(NOW) == Standing.LEAVING


def test_what_went_by_itself_comes_back_by_a_plan_or_at_once() -> None:
    article = publishing.plan(ArticleFactory(), appears=None, goes=NOW + DAY, by=None, at=NOW)
    later = NOW + 2 * DAY

    planned = publishing.plan(article, appears=later + DAY, goes=None, by=None, at=later)
    assert planned.standing(later) == Standing.SCHEDULED
    again = publishing.publish(planned, by=None, at=later)
    assert again.standing(later) == Standing.ON_SITE


@pytest.mark.parametrize(
    ("appears", "goes", "field", "code"),
    [
        (NOW - MINUTE, None, "appears", "past"),
        (NOW + DAY, NOW + DAY, "goes", "order"),
        (NOW + DAY, NOW + MINUTE, "goes", "order"),
        (NOW + DAY, NOW - MINUTE, "goes", "past"),
        (None, NOW + DAY, "appears", "alone"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused(
    appears: datetime | None, goes: datetime | None, field: str, code: str
) -> None:
    article = ArticleFactory(draft=True)

    with pytest.raises(publishing.PlanError) as refused:
        publishing.plan(article, appears=appears, goes=goes, by=None, at=NOW)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert Article.objects.get().state == State.DRAFT


def test_nothing_is_planned_without_words() -> None:
    with pytest.raises(publishing.NothingToPublishError):
        publishing.plan(
            ArticleFactory(draft=True, words={}), appears=NOW + DAY, goes=None, by=None, at=NOW
        )


def test_the_database_refuses_a_plan_that_leaves_no_time() -> None:
    article = ArticleFactory()

    with (
        pytest.raises(IntegrityError, match="article_retired_after_published"),
        transaction.atomic(),
    ):
        Article.objects.filter(pk=article.pk).update(retired_at=article.published_at)


@pytest.mark.parametrize("at", [NOW - 3 * DAY, NOW, NOW + 3 * DAY])
def test_rows_and_database_tell_the_same_standing(at: datetime) -> None:
    ArticleFactory(draft=True), ArticleFactory(retired=True), ArticleFactory()
    publishing.plan(ArticleFactory(draft=True), appears=NOW + DAY, goes=None, by=None, at=NOW)
    publishing.plan(ArticleFactory(), appears=None, goes=NOW + DAY, by=None, at=NOW)
    publishing.retire(ArticleFactory(at=NOW - DAY), by=None, at=NOW)

    for standing in Standing:
        kept = set(Article.objects.standing(standing, at))
        assert kept == {one for one in Article.objects.all() if one.standing(at) == standing}
