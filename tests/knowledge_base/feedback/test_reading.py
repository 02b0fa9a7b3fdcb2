from datetime import datetime, timedelta

import pytest

from consignment.languages import ENGLISH
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.feedback import recording
from knowledge_base.feedback.reading import most_helpful
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW

pytestmark = pytest.mark.django_db


def votes(article: Article, *, yes: int = 0, no: int = 0, at: datetime = NOW) -> None:
    for number in range(yes + no):
        recording.vote(article, voter=f"{at}{number}", helped=number < yes, language=ENGLISH, at=at)


def helpful() -> list[Article]:
    texts = ArticleText.objects.for_reader(None, language=ENGLISH, at=NOW).light()
    return [text.article for text in most_helpful(texts, at=NOW, limit=2)]


def test_what_helped_most_comes_first_and_what_helped_nobody_not_at_all() -> None:
    some, most, none, few = (ArticleFactory() for _ in range(4))
    votes(some, yes=2, no=5)
    votes(most, yes=3)
    votes(none, no=9)
    votes(few, yes=1)

    assert helpful() == [most, some]


def test_votes_of_long_ago_and_articles_one_may_not_read_count_nothing() -> None:
    old, hidden = ArticleFactory(), ArticleFactory(for_staff=True)
    votes(old, yes=3, at=NOW - timedelta(days=91))
    votes(hidden, yes=3)

    assert helpful() == []
