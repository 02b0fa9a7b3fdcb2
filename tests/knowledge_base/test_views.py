import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.articles import publishing
from knowledge_base.articles.publishing import Words
from knowledge_base.feedback.models import SearchMiss, Vote
from tests.factories.knowledge import ArticleFactory, SectionFactory, many_articles
from tests.factories.trade import BuyerFactory, ConsignorFactory, UserFactory

pytestmark = pytest.mark.django_db

HOME = reverse("help:home")
SEARCH = reverse("help:search")


def page_of(slug: str) -> str:
    return reverse("help:article", args=[ENGLISH, slug])


def section_of(slug: str) -> str:
    return reverse("help:section", args=[ENGLISH, slug])


def without_address(html: str, *words: str) -> str:
    """Leave out what differs between two pages only because their addresses do."""
    for word in words:
        html = html.replace(word, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]+"', "", html)


# --- Home and sections ----------------------------------------------------------------------------


def test_the_help_page_has_the_search_first_and_the_articles_by_section(client: Client) -> None:
    section = SectionFactory(title_en="Care")
    article = ArticleFactory(section=section)

    html = client.get(HOME).content.decode()

    assert html.index('role="search"') < html.index("Care") < html.index(page_of(article.slug))


def test_a_long_section_shows_its_first_articles_and_the_way_to_all(client: Client) -> None:
    section = SectionFactory()
    for position in range(7):
        ArticleFactory(section=section, position=position)

    html = client.get(HOME).content.decode()

    assert html.count("/help/en/articles/") == 5
    assert section_of(section.slug) in html
    assert "All 7 articles" in html


def test_a_section_without_an_article_for_the_reader_is_not_there(client: Client) -> None:
    section = SectionFactory(title_en="Secrets")
    ArticleFactory(section=section, for_staff=True)

    assert "Secrets" not in client.get(HOME).content.decode()
    assert client.get(section_of(section.slug)).status_code == 404


def test_an_empty_help_page_says_so(client: Client) -> None:
    assert "Nothing here yet" in client.get(HOME).content.decode()


def test_a_section_is_read_in_pages_and_a_page_beyond_the_end_is_the_last(client: Client) -> None:
    section = many_articles(45)

    first = client.get(section_of(section.slug)).content.decode()
    beyond = client.get(section_of(section.slug), {"page": "99"}).content.decode()
    not_a_number = client.get(section_of(section.slug), {"page": "x"}).content.decode()

    assert first.count('class="list__title"') == 20
    assert "Page 1 of 3" in first
    assert beyond.count('class="list__title"') == 5
    assert "Page 1 of 3" in not_a_number


# --- An article -----------------------------------------------------------------------------------


def test_an_article_is_shown_with_its_text_and_the_ways_on(client: Client) -> None:
    section = SectionFactory()
    article = ArticleFactory(section=section)
    other = ArticleFactory(section=section)

    html = client.get(page_of(article.slug)).content.decode()

    assert '<h2 id="about-every-day">Every day</h2>' in html
    assert "<strong>balsam</strong>" in html
    assert "Did this help?" in html
    assert page_of(other.slug) in html
    assert section_of(section.slug) in html


def test_an_article_is_shown_in_the_language_of_the_reader(client: Client) -> None:
    article = ArticleFactory(bilingual=True)

    address = reverse("help:article", args=[article.slug])
    html = client.get(address, headers={"Accept-Language": "zh-CN"}).content.decode()

    assert "皮具保养" in html
    assert '<article class="article" lang="zh-Hans">' in html


def test_an_article_that_is_not_translated_says_so_and_names_its_language(client: Client) -> None:
    article = ArticleFactory(chinese_only=True)

    html = client.get(page_of(article.slug)).content.decode()

    assert "has not been translated yet" in html
    assert '<article class="article" lang="zh-Hans">' in html


@pytest.mark.parametrize("trait", ["draft", "retired", "for_buyers", "for_consignors", "for_staff"])
def test_what_a_reader_may_not_see_answers_like_what_is_not_there(
    client: Client, trait: str
) -> None:
    article = ArticleFactory(**{trait: True}, slug="one-that-is-hidden")

    hidden, missing = client.get(page_of(article.slug)), client.get(page_of("none-that-exists"))

    assert hidden.status_code == missing.status_code == 404
    assert without_address(hidden.content.decode(), "one-that-is-hidden") == without_address(
        missing.content.decode(), "none-that-exists"
    )


def test_a_reader_of_the_audience_sees_the_article_and_for_whom_it_is(client: Client) -> None:
    article = ArticleFactory(for_consignors=True)
    client.force_login(ConsignorFactory().user)

    assert "For consignors" in client.get(page_of(article.slug)).content.decode()
    client.force_login(BuyerFactory().user)
    assert client.get(page_of(article.slug)).status_code == 404


def test_a_long_article_has_a_table_of_contents_and_a_short_one_none(client: Client) -> None:
    parts = "\n\n".join(f"## Part {number} & more\n\nWords." for number in range(1, 5))
    long = ArticleFactory(words={ENGLISH: Words("Long", "It is long.", parts)})

    html = client.get(page_of(long.slug)).content.decode()

    assert '<a href="#about-part-1-more">Part 1 &amp; more</a>' in html
    assert "On this page" not in client.get(page_of(ArticleFactory().slug)).content.decode()


def test_asking_from_an_article_takes_its_matter_along(client: Client) -> None:
    section = SectionFactory(matter="payout")
    article = ArticleFactory(section=section)

    html = client.get(page_of(article.slug)).content.decode()

    assert f'href="/requests/new/payout/?article={article.slug}"' in html


def test_related_articles_stand_below_those_of_the_section_only_where_there_are_none(
    client: Client,
) -> None:
    article, alike = ArticleFactory(), ArticleFactory()

    html = client.get(page_of(article.slug)).content.decode()

    assert "Related articles" in html
    assert page_of(alike.slug) in html


@pytest.mark.parametrize("trait", ["draft", "retired"])
def test_an_editor_previews_at_the_address_what_nobody_else_sees(
    client: Client, trait: str
) -> None:
    article = ArticleFactory(**{trait: True})
    address = f"{page_of(article.slug)}?preview"

    assert client.get(address).status_code == 404
    client.force_login(UserFactory(staff=True))
    assert client.get(address).status_code == 404
    client.force_login(UserFactory(administrator=True))
    html = client.get(address).content.decode()
    assert "only editors see this page so" in html
    assert '<meta name="robots" content="noindex">' in html
    assert client.get(page_of(article.slug)).status_code == 404


def test_who_has_the_page_already_is_told_so(client: Client) -> None:
    article = ArticleFactory(bilingual=True)
    first = client.get(page_of(article.slug))

    again = client.get(page_of(article.slug), headers={"If-None-Match": first.headers["ETag"]})
    publishing.write(article, ENGLISH, Words("New", "New.", "New."), by=None, at=timezone.now())
    changed = client.get(page_of(article.slug), headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_a_page_of_somebody_logged_in_is_never_called_the_same(client: Client) -> None:
    article = ArticleFactory()
    client.force_login(UserFactory())

    assert "ETag" not in client.get(page_of(article.slug)).headers


@pytest.mark.parametrize("count", [10, 1_000])
def test_no_page_weighs_much(client: Client, count: int) -> None:
    section = many_articles(count)

    for address in (HOME, section_of(section.slug), page_of(f"many-{section.slug}-0")):
        assert len(client.get(address).content) < 40_000


# --- Did this help? -------------------------------------------------------------------------------


def test_a_guest_votes_once_per_session_and_may_say_why(client: Client) -> None:
    article = ArticleFactory()
    address = reverse("help:vote", args=[article.slug])

    response = client.post(address, {"helped": "no"})
    assert response.headers["Location"] == f"{page_of(article.slug)}#helped"
    assert "What should be better?" in client.get(page_of(article.slug)).content.decode()
    client.post(address, {"helped": "no", "why": "missing", "reason": "A picture."})

    vote = Vote.objects.get()
    assert (vote.helped, vote.why, vote.language) == (False, "missing", ENGLISH)
    assert vote.reason == "A picture."
    assert "We read what you wrote" in client.get(page_of(article.slug)).content.decode()


def test_a_person_votes_once_on_all_their_devices() -> None:
    article, person = ArticleFactory(), UserFactory()

    for helped in ("no", "yes"):
        client = Client()
        client.force_login(person)
        client.post(reverse("help:vote", args=[article.slug]), {"helped": helped})

    assert Vote.objects.get().helped is True


def test_a_vote_is_not_cast_by_looking(client: Client) -> None:
    article = ArticleFactory()

    response = client.get(reverse("help:vote", args=[article.slug]), {"helped": "yes"})

    assert response.status_code == 405
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose yes or no."),
        ({"helped": "maybe"}, "Choose yes or no."),
        ({"helped": "no", "reason": "x" * 501}, "at most 500 characters"),
        ({"helped": "no", "reason": "\x00"}, "Null characters are not allowed."),
        ({"helped": "no", "why": "nothing"}, "Select a valid choice."),
    ],
)
def test_a_vote_that_is_wrong_says_why_and_saves_nothing(
    client: Client, data: dict[str, str], message: str
) -> None:
    article = ArticleFactory()

    response = client.post(reverse("help:vote", args=[article.slug]), data)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Vote.objects.exists()


def test_nobody_votes_on_what_they_may_not_see(client: Client) -> None:
    article = ArticleFactory(for_staff=True)

    response = client.post(reverse("help:vote", args=[article.slug]), {"helped": "yes"})

    assert response.status_code == 404
    assert not Vote.objects.exists()


def test_a_vote_from_another_site_is_refused() -> None:
    article = ArticleFactory()
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("help:vote", args=[article.slug]), {"helped": "yes"})

    assert response.status_code == 403


# --- Search ---------------------------------------------------------------------------------------


def test_a_search_shows_what_was_found_with_the_words_marked(client: Client) -> None:
    article = ArticleFactory()

    html = client.get(SEARCH, {"q": "balsam"}).content.decode()

    assert page_of(article.slug) in html
    assert "<mark>balsam</mark>" in html
    assert 'value="balsam"' in html
    assert not SearchMiss.objects.exists()


def test_a_search_without_result_says_so_and_is_counted(client: Client) -> None:
    html = client.get(SEARCH, {"q": "gift card"}).content.decode()

    assert "Nothing found for “gift card”" in html
    assert SearchMiss.objects.get().text == "gift card"


def test_an_empty_search_asks_and_counts_nothing(client: Client) -> None:
    response = client.get(SEARCH, {"q": "  "})

    assert response.status_code == 200
    assert not SearchMiss.objects.exists()


def test_what_was_searched_is_never_shown_as_html(client: Client) -> None:
    html = client.get(SEARCH, {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in html


@pytest.mark.parametrize("words", ["\x00", "%", "'", "x" * 5_000])
def test_any_words_may_be_searched(client: Client, words: str) -> None:
    assert client.get(SEARCH, {"q": words}).status_code == 200


def test_a_search_in_chinese_is_counted_as_chinese(client: Client) -> None:
    client.get(SEARCH, {"q": "礼品卡"}, headers={"Accept-Language": "zh-CN"})

    assert SearchMiss.objects.get().language == CHINESE


def test_words_that_are_typed_find_titles_and_are_not_counted(client: Client) -> None:
    article = ArticleFactory()

    found = client.get(reverse("help:suggestions", args=[ENGLISH]), {"q": "caring for lea"}).json()

    assert found == {
        "suggestions": [{"title": "Caring for leather", "url": page_of(article.slug), "lang": "en"}]
    }
    assert client.get(reverse("help:suggestions"), {"q": "gift c"}).json() == {"suggestions": []}
    assert not SearchMiss.objects.exists()


def test_a_search_in_vain_offers_what_was_meant_sections_and_a_person(client: Client) -> None:
    section = SectionFactory(title_en="Care")
    ArticleFactory(section=section)

    html = client.get(SEARCH, {"q": "leathurr"}).content.decode()

    assert "Did you mean" in html
    assert "?q=leather" in html
    assert section_of(section.slug) in html
    assert "/requests/new/" in html


# --- Queries --------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [10, 1_000])
def test_each_page_takes_the_same_queries_however_many_articles_there_are(
    client: Client,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    section = many_articles(count)
    slug = f"many-{section.slug}-0"

    with django_assert_num_queries(2):  # the articles of each section, and those that help most
        client.get(HOME)
    with django_assert_num_queries(2):  # the number of articles, and the page
        client.get(section_of(section.slug))
    with django_assert_num_queries(3):  # the article, its neighbours, and those beside it
        client.get(page_of(slug))
    client.get(SEARCH, {"q": "what changed is read once"})
    with django_assert_max_num_queries(8):
        client.get(SEARCH, {"q": "how to care for leather"})
