"""Both languages, at their times, beside others: what the page of an article does."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from consignment.languages import CHINESE, ENGLISH
from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import Standing
from knowledge_base.articles.models import Article, ArticleText
from knowledge_base.articles.publishing import Words
from knowledge_base.editors import GROUP
from tests.factories.knowledge import CHINESE_WORDS, ArticleFactory
from tests.factories.trade import NOW, UserFactory
from tests.knowledge_base.admin.pages import opened, page_of, words_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:knowledge_base_article_changelist")
PREVIEW = reverse("admin:knowledge_base_article_preview")
NEW = Words("New title", "New.", "Ask within **thirty** days.")


def test_the_page_has_a_form_for_each_language_the_original_first(
    client: Client, editor: User
) -> None:
    article = ArticleFactory(chinese_only=True)

    sides = client.get(page_of(article)).context["sides"]

    assert [(side.language, side.form.is_original) for side in sides] == [
        (CHINESE, True),
        (ENGLISH, False),
    ]


def test_a_page_that_is_sent_as_it_was_opened_changes_nothing(client: Client, editor: User) -> None:
    article = ArticleFactory(bilingual=True)
    events, revisions = article.events.count(), article.texts.all()[0].revisions.count()

    response = client.post(page_of(article), opened(client, article))

    assert response.status_code == 302
    assert article.events.count() == events
    assert article.texts.all()[0].revisions.count() == revisions


def test_a_translation_is_added_beside_the_original(client: Client, editor: User) -> None:
    article = ArticleFactory()
    data = opened(client, article) | {
        "texts-1-title": CHINESE_WORDS.title,
        "texts-1-summary": CHINESE_WORDS.summary,
        "texts-1-body": CHINESE_WORDS.body,
    }

    client.post(page_of(article), data)

    assert article.texts.get(language=CHINESE).title == CHINESE_WORDS.title
    assert not ArticleText.objects.outdated().exists()


# --- Coming and going -----------------------------------------------------------------------------


def test_an_article_is_planned_in_the_time_zone_of_the_editor(client: Client) -> None:
    client.force_login(UserFactory(administrator=True, time_zone="Asia/Shanghai"))
    article = ArticleFactory(draft=True)
    data = opened(client, article) | {"appears": "2099-03-01T09:00", "goes": "2099-03-02T09:00"}

    client.post(page_of(article), data)

    article = Article.objects.get()
    assert article.published_at == datetime(2099, 3, 1, 1, 0, tzinfo=UTC)
    assert article.retired_at == datetime(2099, 3, 2, 1, 0, tzinfo=UTC)
    assert "Appears 1 Mar 2099, 09:00" in words_of(client.get(LIST).content.decode())
    assert opened(client, article)["appears"] == "2099-03-01T09:00"
    assert client.post(page_of(article), opened(client, article)).status_code == 302
    assert article.events.filter(kind="scheduled").count() == 1


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"appears": "2001-01-01T09:00"}, "This moment is over."),
        ({"appears": "2099-03-02T09:00", "goes": "2099-03-01T09:00"}, "would go before it appears"),
        ({"goes": "2099-03-01T09:00"}, "Say when the article appears as well."),
        ({"appears": "soon"}, "Enter a valid date/time."),
    ],
)
def test_a_plan_that_cannot_be_kept_is_refused_beside_its_field(
    client: Client, editor: User, dates: dict[str, str], words: str
) -> None:
    article = ArticleFactory(draft=True)

    response = client.post(page_of(article), opened(client, article) | dates)

    assert response.status_code == 200
    assert words in response.content.decode()
    assert Article.objects.get().published_at is None


@pytest.mark.parametrize("standing", Standing)
def test_the_list_is_narrowed_to_a_standing(
    client: Client, editor: User, standing: Standing
) -> None:
    day, now = timedelta(days=1), timezone.now()
    made = {
        Standing.DRAFT: ArticleFactory(draft=True),
        Standing.SCHEDULED: ArticleFactory(draft=True),
        Standing.ON_SITE: ArticleFactory(),
        Standing.LEAVING: ArticleFactory(),
        Standing.GONE: ArticleFactory(retired=True),
    }
    publishing.plan(made[Standing.SCHEDULED], appears=now + day, goes=None, by=None, at=now)
    publishing.plan(made[Standing.LEAVING], appears=None, goes=now + day, by=None, at=now)

    response = client.get(LIST, {"standing": standing.value})

    assert list(response.context["cl"].queryset) == [made[standing]]


# --- Translations ---------------------------------------------------------------------------------


def test_a_translation_that_is_older_shows_in_the_list_and_with_what_changed(
    client: Client, editor: User
) -> None:
    article = ArticleFactory(bilingual=True)
    ArticleFactory(bilingual=True)
    publishing.write(article, ENGLISH, NEW, by=editor, at=NOW)

    assert list(client.get(LIST, {"translation": "older"}).context["cl"].queryset) == [article]
    html = client.get(page_of(article)).content.decode()
    assert "Older than the original" in html
    assert "<ins>Ask within **thirty** days.</ins>" in html or "**thirty**" in html
    assert "<del>" in html


def test_words_saved_in_both_languages_at_once_leave_no_translation_behind(
    client: Client, editor: User
) -> None:
    article = ArticleFactory(bilingual=True)
    data = opened(client, article) | {"texts-0-title": "New", "texts-1-title": "新"}

    client.post(page_of(article), data)

    assert not Article.objects.with_older_translation().exists()


def test_a_change_of_the_original_alone_leaves_the_translation_behind_until_somebody_says_so(
    client: Client, editor: User
) -> None:
    article = ArticleFactory(bilingual=True)
    client.post(page_of(article), opened(client, article) | {"texts-0-title": "New"})
    assert Article.objects.with_older_translation().exists()

    data = opened(client, article)
    assert "texts-1-covers_original" not in data
    # A slip mended in the translation does not make it say what is new.
    client.post(page_of(article), data | {"texts-1-title": "皮具的保养"})
    assert Article.objects.with_older_translation().exists()
    client.post(page_of(article), opened(client, article) | {"texts-1-covers_original": "on"})
    assert not Article.objects.with_older_translation().exists()


# --- Address and neighbours -----------------------------------------------------------------------


def test_a_new_address_sends_on_from_the_old_one(client: Client, editor: User) -> None:
    article = ArticleFactory(slug="old")

    client.post(page_of(article), opened(client, article) | {"slug": "new"})

    assert client.get("/help/articles/old/").status_code == 301
    assert article.events.all()[0].note == "old to new"


@pytest.mark.parametrize(
    ("slug", "words"), [("taken", "This address is taken"), ("search", "address of another page")]
)
def test_an_address_that_something_else_has_is_refused(
    client: Client, editor: User, slug: str, words: str
) -> None:
    article, _other = ArticleFactory(), ArticleFactory(slug="taken")

    response = client.post(page_of(article), opened(client, article) | {"slug": slug})

    assert words in response.content.decode()


def test_related_articles_are_chosen_in_their_order(client: Client, editor: User) -> None:
    article, first, second = ArticleFactory(), ArticleFactory(slug="a"), ArticleFactory(slug="b")

    client.post(page_of(article), opened(client, article) | {"related_1": "b", "related_3": "a"})

    chosen = article.relations.filter(is_chosen=True).order_by("position")
    assert [relation.other for relation in chosen] == [second, first]
    again = opened(client, article)
    assert (again["related_1"], again["related_2"]) == ("b", "a")


@pytest.mark.parametrize(
    ("slug", "words"), [("nowhere", "no article with this address"), ("self", "article itself")]
)
def test_a_related_article_that_cannot_be_is_refused(
    client: Client, editor: User, slug: str, words: str
) -> None:
    article = ArticleFactory(slug="self")

    response = client.post(page_of(article), opened(client, article) | {"related_1": slug})

    assert words in response.content.decode()
    assert not article.relations.filter(is_chosen=True).exists()


# --- Preview --------------------------------------------------------------------------------------


def test_the_preview_is_what_the_site_will_show_and_no_more(client: Client, editor: User) -> None:
    body = "## Care\n\n**Dry.** <script>alert(1)</script> [x](javascript:alert(1))"

    html = client.post(
        PREVIEW, {"language": CHINESE, "title": "<b>T</b>", "summary": "S", "body": body}
    ).content.decode()

    assert '<h2 id="about-care">Care</h2>' in html
    assert "<strong>Dry.</strong>" in html
    assert "&lt;b&gt;T&lt;/b&gt;" in html
    assert "<script>" not in html
    assert "javascript:" not in html.replace("[x](javascript:alert(1))", "")
    assert '<html lang="zh-Hans">' in html
    assert not Article.objects.exists()


def test_the_preview_shows_images_of_named_hosts_and_says_why_it_shows_no_others(
    client: Client, editor: User, settings: Settings
) -> None:
    settings.PICTURE_HOSTS = ["img.example.com"]
    body = "![Seal](https://img.example.com/a.jpg) ![Clasp](https://elsewhere.example/a.jpg)"

    html = client.post(PREVIEW, {"language": ENGLISH, "body": body}).content.decode()

    assert '<img src="https://img.example.com/a.jpg" alt="Seal"' in html
    assert "Images are shown from img.example.com alone." in html
    assert 'src="https://elsewhere' not in html


def test_the_preview_of_too_much_says_so(client: Client, editor: User) -> None:
    response = client.post(PREVIEW, {"language": ENGLISH, "body": "x" * 60_001})

    assert response.status_code == 422
    assert "too long" in response.content.decode()


def test_only_editors_preview_and_write(client: Client) -> None:
    article = ArticleFactory(draft=True)
    client.force_login(UserFactory(staff=True))

    assert client.post(PREVIEW, {"body": "x"}).status_code == 403
    assert client.get(page_of(article)).status_code == 403
    assert client.get(f"{page_of(article)}../revisions/").status_code == 403
    assert client.post(f"{page_of(article)}../restore/", {"revision": 1}).status_code == 403


def test_who_is_in_the_group_of_editors_writes(client: Client) -> None:
    article, person = ArticleFactory(draft=True), UserFactory(staff=True)
    person.groups.add(Group.objects.get(name=GROUP))
    client.force_login(person)

    response = client.post(page_of(article), opened(client, article) | {"_publish": "1"})

    assert response.status_code == 302
    assert Article.objects.get().standing(timezone.now()) == Standing.ON_SITE
