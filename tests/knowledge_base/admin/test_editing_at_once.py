"""Two editors at once lose nothing."""

import pytest
from django.test import Client

from consignment.languages import ENGLISH
from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Audience
from knowledge_base.articles.publishing import ChangedMeanwhileError, Words
from tests.factories.knowledge import ENGLISH_WORDS, ArticleFactory
from tests.factories.trade import NOW, UserFactory
from tests.knowledge_base.admin.pages import fields, opened, page_of

pytestmark = pytest.mark.django_db

THEIRS = Words("Caring for leather", "How to keep a bag.", "Keep it **far** from the rain.\n")


def test_who_saves_second_sees_both_and_keeps_what_they_typed(client: Client, editor: User) -> None:
    article = ArticleFactory()
    mine = opened(client, article) | {"texts-0-body": "Keep it dry, always."}
    publishing.write(article, ENGLISH, THEIRS, by=UserFactory(), at=NOW)

    response = client.post(page_of(article), mine)

    html = response.content.decode()
    assert response.status_code == 200
    assert "saved this text" in html
    assert "**far**" in html
    assert "Keep it dry, always." in html
    text = article.texts.get()
    assert text.body == THEIRS.body
    assert text.revisions.count() == 2


def test_saving_again_after_comparing_puts_the_own_words_over_theirs(
    client: Client, editor: User
) -> None:
    article = ArticleFactory()
    mine = opened(client, article) | {"texts-0-body": "Keep it dry, always."}
    publishing.write(article, ENGLISH, THEIRS, by=UserFactory(), at=NOW)
    compared = client.post(page_of(article), mine)

    client.post(page_of(article), fields(compared))

    text = article.texts.get()
    assert text.body == "Keep it dry, always.\n"
    assert [revision.body for revision in text.revisions.all()][1] == THEIRS.body


def test_what_was_not_touched_is_left_as_the_other_saved_it(client: Client, editor: User) -> None:
    article = ArticleFactory(bilingual=True)
    mine = opened(client, article) | {"texts-1-title": "新标题"}
    publishing.write(article, ENGLISH, THEIRS, by=UserFactory(), at=NOW)
    publishing.file(
        article,
        section=article.section,
        audience=Audience.BUYERS,
        position=7,
        review_on=None,
        by=UserFactory(),
        at=NOW,
    )

    response = client.post(page_of(article), mine | {"position": "3"})

    assert response.status_code == 302
    article.refresh_from_db()
    assert article.texts.get(language=ENGLISH).body == THEIRS.body
    assert article.texts.exclude(language=ENGLISH).get().title == "新标题"
    assert (article.audience, article.position) == (Audience.BUYERS, 3)


def test_two_who_wrote_the_same_do_not_quarrel(client: Client, editor: User) -> None:
    article = ArticleFactory()
    mine = opened(client, article) | {
        "texts-0-summary": THEIRS.summary,
        "texts-0-keywords": "",
        "texts-0-body": THEIRS.body,
    }
    publishing.write(article, ENGLISH, THEIRS, by=UserFactory(), at=NOW)

    assert client.post(page_of(article), mine).status_code == 302
    assert article.texts.get().revisions.count() == 2


def test_publishing_itself_refuses_words_begun_from_an_older_revision() -> None:
    article = ArticleFactory()
    seen = article.texts.get().revisions.get().pk
    publishing.write(article, ENGLISH, THEIRS, seen=seen, by=None, at=NOW)

    with pytest.raises(ChangedMeanwhileError) as refused:
        publishing.write(article, ENGLISH, ENGLISH_WORDS, seen=seen, by=None, at=NOW)

    assert refused.value.newest is not None
    assert refused.value.newest.body == THEIRS.body
