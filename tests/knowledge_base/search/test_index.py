"""What each process knows of the articles, while it is still being read."""

import pytest

from knowledge_base.articles.choices import Audience
from knowledge_base.articles.models import ArticleText
from knowledge_base.articles.publishing import retire
from knowledge_base.search import index as indexes
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW

PUBLIC = frozenset({Audience.PUBLIC.value})

pytestmark = pytest.mark.django_db


def test_what_goes_while_others_are_read_beside_is_not_learned() -> None:
    gone, stays = ArticleFactory(), ArticleFactory()
    index = indexes.index_for(PUBLIC, at=NOW)
    marks = index.marks
    texts = ArticleText.objects.published(NOW)
    read_before = indexes._read(texts, set(marks))
    retire(gone, by=None, at=NOW)
    index = indexes.index_for(PUBLIC, at=NOW)

    index.learning += 1
    assert not index.is_ready
    indexes._learn_beside(index, index.answerer, marks, read_before)

    assert index.is_ready
    assert {key.article for key, _ in index.matches("Caring for leather")} == {stays.pk}
