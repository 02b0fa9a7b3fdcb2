"""Compare two revisions, bring one back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.articles.publishing import Words
from tests.factories.knowledge import ENGLISH_WORDS, ArticleFactory
from tests.factories.trade import NOW, UserFactory

pytestmark = pytest.mark.django_db


def revisions_of(article: Article) -> str:
    return reverse("admin:knowledge_base_article_revisions", args=[article.pk])


def restore_of(article: Article) -> str:
    return reverse("admin:knowledge_base_article_restore", args=[article.pk])


@pytest.fixture
def rewritten() -> Article:
    article: Article = ArticleFactory(bilingual=True)
    words = Words(ENGLISH_WORDS.title, ENGLISH_WORDS.summary, "Keep it out of the sun.\n")
    publishing.write(article, ENGLISH, words, by=UserFactory(), at=NOW + timedelta(hours=1))
    return article


def test_the_last_two_are_compared_word_by_word(
    client: Client, editor: User, rewritten: Article
) -> None:
    html = client.get(revisions_of(rewritten)).content.decode()

    assert "<ins>" in html
    assert "<del>" in html
    assert "Keep it out of the " in html


def test_hostile_words_are_compared_as_words(client: Client, editor: User) -> None:
    article = ArticleFactory()
    hostile = "<script>alert(1)</script></ins><img src=x onerror=alert(1)>"
    publishing.write(article, ENGLISH, Words(hostile, hostile, hostile), by=None, at=NOW)

    html = client.get(revisions_of(article)).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html


def test_any_two_of_a_language_are_compared(
    client: Client, editor: User, rewritten: Article
) -> None:
    new, old = rewritten.texts.get(language=ENGLISH).revisions.all()

    response = client.get(revisions_of(rewritten), {"old": new.pk, "new": old.pk})

    assert (response.context["old"], response.context["new"]) == (new, old)


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "-1", "٣"])
def test_a_number_that_is_no_revision_is_left_aside(
    client: Client, editor: User, rewritten: Article, number: str
) -> None:
    response = client.get(revisions_of(rewritten), {"old": number, "language": "fr"})

    assert response.status_code == 200
    assert client.post(restore_of(rewritten), {"revision": number}).status_code == 404


def test_older_words_are_brought_back_as_a_new_revision_of_who_did_it(
    client: Client, editor: User, rewritten: Article
) -> None:
    text = rewritten.texts.get(language=ENGLISH)
    old = text.revisions.last()
    assert old is not None

    response = client.post(restore_of(rewritten), {"revision": old.pk})

    assert response.status_code == 302
    text = ArticleText.objects.get(pk=text.pk)
    assert text.body == ENGLISH_WORDS.body
    assert "<strong>balsam</strong>" in text.html
    assert (text.revisions.count(), text.revisions.all()[0].by) == (3, editor)
    event = rewritten.events.all()[0]
    assert (event.kind, event.by) == ("restored", editor)


def test_bringing_back_a_translation_does_not_say_that_it_is_up_to_date(
    rewritten: Article,
) -> None:
    chinese = rewritten.texts.get(language=CHINESE)
    first = chinese.revisions.get()
    publishing.write(rewritten, CHINESE, Words("新", "新", "新"), by=None, at=NOW)
    assert not ArticleText.objects.outdated().exists()
    publishing.write(rewritten, ENGLISH, Words("A", "B", "C"), by=None, at=NOW)

    publishing.restore(first, by=None, at=NOW)

    assert ArticleText.objects.outdated().get().language == CHINESE


def test_the_revision_of_another_article_is_not_there(
    client: Client, editor: User, rewritten: Article
) -> None:
    other = ArticleFactory().texts.get().revisions.get()

    assert client.post(restore_of(rewritten), {"revision": other.pk}).status_code == 404


@pytest.mark.parametrize("id_", ["no-id", "01a20032-85fc-762e-ac7d-7e20e1da9502"])
def test_an_article_that_does_not_exist_has_no_revisions(
    client: Client, editor: User, id_: str
) -> None:
    address = reverse("admin:knowledge_base_article_revisions", args=[id_])

    assert client.get(address).status_code == 404
