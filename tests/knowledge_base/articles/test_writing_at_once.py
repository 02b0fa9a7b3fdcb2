"""Several editors save at the same moment: each has their article, and no one waits for ever."""

import pytest
from django.db import transaction

from consignment.languages import ENGLISH
from knowledge_base.articles import publishing
from knowledge_base.articles.neighbours import RelatedArticle
from knowledge_base.articles.publishing import Words
from tests.actions.crowd import crowd
from tests.factories.knowledge import ArticleFactory
from tests.factories.trade import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

EDITORS, TIMES = 4, 12


def leather(number: int, time: int) -> Words:
    return Words(f"leather care balsam {number}", f"What to know, {time}.", "Words.")


def test_articles_of_one_subject_are_written_at_once() -> None:
    articles = [ArticleFactory(words={ENGLISH: leather(n, 0)}) for n in range(EDITORS)]
    ArticleFactory(words={ENGLISH: Words("silk scarf", "What to know.", "Words.")})

    def write(index: int) -> int:
        for time in range(1, TIMES + 1):
            # As the admin does: all of one page in one transaction.
            with transaction.atomic():
                publishing.rename(articles[index], f"leather-{index}-{time}", by=None, at=NOW)
                publishing.write(articles[index], ENGLISH, leather(index, time), by=None, at=NOW)
        return TIMES

    assert crowd(EDITORS, write) == [TIMES] * EDITORS
    for article in articles:
        found = RelatedArticle.objects.filter(article=article, is_chosen=False)
        assert set(found.values_list("other", flat=True)) >= {
            other.pk for other in articles if other != article
        }
