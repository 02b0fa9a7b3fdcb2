from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from consignment.languages import ENGLISH
from consignment.models import User
from knowledge_base.articles.choices import State
from knowledge_base.articles.history import ArticleRevision
from knowledge_base.articles.models import Article
from knowledge_base.articles.rendering import MAX_CHARACTERS
from knowledge_base.search import index as indexes
from tests.factories.knowledge import ENGLISH_WORDS, ArticleFactory, SectionFactory, many_articles

pytestmark = pytest.mark.django_db

LIST = reverse("admin:knowledge_base_article_changelist")


def page_of(article: Article) -> str:
    return reverse("admin:knowledge_base_article_change", args=[article.pk])


def form(article: Article | None = None, texts: Any = (), **fields: Any) -> dict[str, Any]:
    """Return what the browser sends: the article, its ``texts``, and the forms' own fields."""
    data: dict[str, Any] = {
        "slug": article.slug if article else "care",
        "audience": article.audience if article else "public",
        "position": article.position if article else 1,
        "review_on": "",
        "texts-TOTAL_FORMS": len(texts),
        "texts-INITIAL_FORMS": sum("id" in text for text in texts),
    }
    for number, text in enumerate(texts):
        for name, value in text.items():
            data[f"texts-{number}-{name}"] = value
        data[f"texts-{number}-article"] = article.pk if article else ""
    if article is not None:
        data["section"] = article.section_id
    return data | fields


def text_form(**fields: Any) -> dict[str, Any]:
    return {
        "language": ENGLISH,
        "title": ENGLISH_WORDS.title,
        "summary": ENGLISH_WORDS.summary,
        "keywords": ENGLISH_WORDS.keywords,
        "body": ENGLISH_WORDS.body,
        "is_published": "on",
        **fields,
    }


def test_an_article_is_written_with_its_words_rendered_and_its_author_kept(
    client: Client, editor: User
) -> None:
    response = client.post(
        reverse("admin:knowledge_base_article_add"),
        form(texts=[text_form()], section=SectionFactory().pk),
    )

    assert response.status_code == 302, response.content
    article = Article.objects.get(slug="care")
    assert article.state == State.DRAFT
    text = article.texts.get()
    assert "<strong>balsam</strong>" in text.html
    assert text.revisions.get().by == editor
    assert article.events.get().by == editor


def test_saving_changed_words_adds_a_revision_and_a_line_in_the_log(
    client: Client, editor: User
) -> None:
    article = ArticleFactory()
    text = article.texts.get()

    client.post(page_of(article), form(article, [text_form(id=text.pk, title="New title")]))

    assert [revision.title for revision in text.revisions.all()] == [
        "New title",
        ENGLISH_WORDS.title,
    ]
    assert "title" in LogEntry.objects.get().change_message


def test_saving_without_a_change_writes_nothing(client: Client, editor: User) -> None:
    article = ArticleFactory()
    text = article.texts.get()
    body = ENGLISH_WORDS.body.replace("\n", "\r\n")

    client.post(page_of(article), form(article, [text_form(id=text.pk, body=body)]))

    assert text.revisions.count() == 1


def test_publish_is_pressed_with_the_words_of_the_same_form(client: Client, editor: User) -> None:
    article = ArticleFactory(draft=True, words={})

    client.post(
        page_of(article),
        form(article, [text_form()], _publish="1"),
    )

    assert Article.objects.get(pk=article.pk).state == State.PUBLISHED


def test_publishing_without_words_says_what_is_missing(client: Client, editor: User) -> None:
    article = ArticleFactory(draft=True, words={})

    response = client.post(page_of(article), form(article, _publish="1"), follow=True)

    assert "There is no published text yet" in response.content.decode()
    assert Article.objects.get(pk=article.pk).state == State.DRAFT


def test_an_article_is_taken_off_the_site(client: Client, editor: User) -> None:
    article = ArticleFactory()

    client.post(page_of(article), form(article, _retire="1"))

    assert Article.objects.get(pk=article.pk).state == State.RETIRED
    assert article.events.all()[0].by == editor


def test_a_change_of_audience_is_kept_in_the_history(client: Client, editor: User) -> None:
    article = ArticleFactory(for_staff=True)

    client.post(page_of(article), form(article, audience="public"))

    assert "staff to public" in article.events.all()[0].note


def test_a_text_that_is_too_long_is_refused_beside_its_field(client: Client, editor: User) -> None:
    article = ArticleFactory()
    text = article.texts.get()

    response = client.post(
        page_of(article),
        form(article, [text_form(id=text.pk, body="x" * (MAX_CHARACTERS + 1))]),
    )

    assert "at most" in response.content.decode()
    assert text.revisions.count() == 1


def test_an_image_that_would_not_be_shown_is_refused_beside_its_field(
    client: Client, editor: User
) -> None:
    article = ArticleFactory()
    text = article.texts.get()
    body = "![A seal](https://elsewhere.example/a.jpg)"

    response = client.post(page_of(article), form(article, [text_form(id=text.pk, body=body)]))

    assert "Images are not shown" in response.content.decode()
    assert text.revisions.count() == 1


def test_a_second_text_in_the_same_language_is_refused(client: Client, editor: User) -> None:
    article = ArticleFactory()
    text = article.texts.get()

    response = client.post(page_of(article), form(article, [text_form(id=text.pk), text_form()]))

    assert response.status_code == 200
    assert article.texts.count() == 1


@pytest.mark.parametrize(
    ("state", "button", "other"),
    [("draft", "_publish", "_retire"), ("published", "_retire", "_publish")],
)
def test_only_what_can_be_done_has_a_button(
    client: Client, editor: User, state: str, button: str, other: str
) -> None:
    article = ArticleFactory(state=state)

    html = client.get(page_of(article)).content.decode()

    assert f'name="{button}"' in html
    assert f'name="{other}"' not in html


@pytest.mark.parametrize("id_", ["no-id", "01a20032-85fc-762e-ac7d-7e20e1da9502"])
def test_an_article_that_does_not_exist_leads_back(client: Client, editor: User, id_: str) -> None:
    response = client.get(reverse("admin:knowledge_base_article_change", args=[id_]))

    assert response.status_code == 302


def test_nothing_is_deleted_and_history_is_only_read(client: Client, editor: User) -> None:
    article = ArticleFactory()
    revision = ArticleRevision.objects.get()

    assert client.post(f"{page_of(article)}../delete/", {"post": "yes"}).status_code == 403
    page = reverse("admin:knowledge_base_articlerevision_change", args=[revision.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"title": "Forged"}).status_code == 403


@pytest.mark.parametrize(
    "model",
    ["article", "section", "articlerevision", "vote", "searchmiss", "synonym", "examplequestion"],
)
def test_every_list_is_shown(client: Client, editor: User, model: str) -> None:
    ArticleFactory(bilingual=True)

    assert client.get(reverse(f"admin:knowledge_base_{model}_changelist")).status_code == 200


def test_a_synonym_is_taken_in_beside_once_it_is_kept(
    client: Client,
    editor: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(indexes, "_beside", lambda name, run, *given: begun.append(name))
    page = reverse("admin:knowledge_base_synonym_add")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page, {"words": "tote, bag"})
        assert begun == []

    assert response.status_code == 302
    assert begun == ["search-taking-in"]


def test_articles_that_are_due_for_review_are_listed(client: Client, editor: User) -> None:
    due = ArticleFactory(review_on=date(2026, 1, 1))
    ArticleFactory()

    response = client.get(LIST, {"review": "due"})

    assert list(response.context["cl"].queryset) == [due]


@pytest.mark.parametrize("count", [10, 1_000])
def test_the_list_takes_the_same_queries_however_many_articles_there_are(
    client: Client,
    editor: User,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    many_articles(count)
    client.get(LIST)

    with django_assert_max_num_queries(8):
        client.get(LIST)
