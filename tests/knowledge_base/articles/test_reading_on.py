"""Where readers go on to: counted, of nobody in particular, and shown below the article."""

import pytest
from django.test import Client

from consignment.languages import ENGLISH
from knowledge_base import learning
from knowledge_base.articles.models import Article
from knowledge_base.articles.publishing import Words, write
from knowledge_base.articles.relating import related_to
from knowledge_base.feedback.models import ReadNext
from knowledge_base.feedback.recording import record_read_next
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW

pytestmark = pytest.mark.django_db


def below(article: Article) -> list[str]:
    texts = related_to(article, person=None, language=ENGLISH, at=NOW, limit=4)
    return [text.article.slug for text in texts]


def test_who_comes_from_another_article_is_counted_and_nobody_else(client: Client) -> None:
    one, two = ArticleFactory(), ArticleFactory()
    page = f"/help/en/articles/{two.slug}/"

    for referer in (
        f"http://testserver/help/en/articles/{one.slug}/",
        f"http://testserver/help/articles/{one.slug}/?from=mail",
        f"http://testserver{page}",
        f"http://elsewhere.example/help/articles/{one.slug}/",
        "http://testserver/help/articles/never-was/",
        "http://testserver/help/",
        "//[",
        "",
    ):
        assert client.get(page, headers={"referer": referer}).status_code == 200

    rows = ReadNext.objects.values_list("article", "other", "count")
    assert list(rows) == [(one.pk, two.pk, 2)]


def test_what_readers_go_on_to_stands_below_even_where_no_word_is_shared() -> None:
    article = ArticleFactory()
    other = ArticleFactory(words={ENGLISH: Words("Zips", "How zips close.", "Pull.")})
    rare = ArticleFactory(words={ENGLISH: Words("Snow", "Winter.", "Cold.")})
    assert below(article) == []

    for _ in range(4):
        record_read_next(article.slug, other, at=NOW)
    record_read_next(article.slug, rare, at=NOW)
    assert learning.reckon_reading(at=NOW) == 1

    assert below(article) == [other.slug]
    write(article, ENGLISH, Words("Leather", "New words.", "New."), by=None, at=NOW)
    assert below(article) == [other.slug]
    ReadNext.objects.all().delete()
    assert learning.reckon_reading(at=NOW) == 0
    assert below(article) == []
