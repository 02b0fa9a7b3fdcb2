"""One address for each language, and one that follows the reader."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.articles.publishing import Words
from tests.factories.knowledge import ArticleFactory, SectionFactory
from tests.factories.trade import UserFactory

pytestmark = pytest.mark.django_db

CANONICAL = re.compile(r'<link rel="canonical" href="http://localhost:8000([^"]+)">')
ALTERNATE = re.compile(
    r'<link rel="alternate" hreflang="([^"]+)" href="http://localhost:8000([^"]+)">'
)
NOINDEX = '<meta name="robots" content="noindex">'


def page_in(language: str, slug: str) -> str:
    return reverse("help:article", args=[language, slug])


def test_an_address_with_a_language_shows_it_whatever_cookie_browser_and_account_say(
    client: Client,
) -> None:
    article = ArticleFactory(bilingual=True)
    client.force_login(UserFactory(language=ENGLISH))
    client.cookies["django_language"] = ENGLISH

    response = client.get(page_in(CHINESE, article.slug), headers={"Accept-Language": "en"})

    html = response.content.decode()
    assert '<html lang="zh-Hans"' in html
    assert "皮具保养" in html
    assert "帮助中心" in html
    assert response.headers["Content-Language"] == CHINESE
    # And the next page is the reader's own again.
    assert '<html lang="en"' in client.get(reverse("help:home")).content.decode()


def test_only_the_address_that_negotiates_varies_by_the_language_of_the_browser(
    client: Client,
) -> None:
    article = ArticleFactory()

    neutral = client.get(reverse("help:article", args=[article.slug]))
    named = client.get(page_in(ENGLISH, article.slug))

    assert "Accept-Language" in neutral.headers["Vary"]
    assert "Accept-Language" not in named.headers["Vary"]
    assert "Cookie" in named.headers["Vary"]


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_languages_name_each_other_and_themselves_and_the_one_that_negotiates(
    client: Client, language: str
) -> None:
    article = ArticleFactory(bilingual=True)
    expected = {
        ("en", page_in(ENGLISH, article.slug)),
        ("zh-Hans", page_in(CHINESE, article.slug)),
        ("x-default", reverse("help:article", args=[article.slug])),
    }

    html = client.get(page_in(language, article.slug)).content.decode()

    assert set(ALTERNATE.findall(html)) == expected
    assert CANONICAL.findall(html) == [page_in(language, article.slug)]


def test_the_address_that_negotiates_names_the_one_it_shows_as_its_own(client: Client) -> None:
    article = ArticleFactory(bilingual=True)

    address = reverse("help:article", args=[article.slug])
    html = client.get(address, headers={"Accept-Language": "zh-CN"}).content.decode()

    assert CANONICAL.findall(html) == [page_in(CHINESE, article.slug)]


def test_a_fallback_is_kept_out_of_search_engines_and_leads_to_the_original(
    client: Client,
) -> None:
    article = ArticleFactory()

    html = client.get(page_in(CHINESE, article.slug)).content.decode()

    assert NOINDEX in html
    assert CANONICAL.findall(html) == [page_in(ENGLISH, article.slug)]
    assert ALTERNATE.findall(html) == []
    original = client.get(page_in(ENGLISH, article.slug)).content.decode()
    assert [language for language, _ in ALTERNATE.findall(original)] == ["en", "x-default"]


def test_what_only_some_may_read_is_kept_out_of_search_engines(client: Client) -> None:
    article = ArticleFactory(for_staff=True, bilingual=True)
    client.force_login(UserFactory(staff=True))

    html = client.get(page_in(ENGLISH, article.slug)).content.decode()

    assert NOINDEX in html
    assert CANONICAL.findall(html) == []


def test_the_switch_leads_to_the_same_article(client: Client) -> None:
    article = ArticleFactory(bilingual=True)

    html = client.get(page_in(ENGLISH, article.slug)).content.decode()

    assert f'href="{page_in(CHINESE, article.slug)}" hreflang="zh-Hans" lang="zh-Hans"' in html
    # The switch of the whole site goes to the address that follows it.
    assert f'name="next" value="{reverse("help:article", args=[article.slug])}"' in html


def test_links_in_a_text_keep_the_language_of_the_page(client: Client) -> None:
    body = "See [payouts](/help/articles/payouts/) and [us](/requests/new/)."
    article = ArticleFactory(words={ENGLISH: Words("Links", "Links.", body)})

    html = client.get(page_in(CHINESE, article.slug)).content.decode()

    assert 'href="/help/zh-hans/articles/payouts/"' in html
    assert 'href="/requests/new/"' in html


def test_home_sections_and_search_have_their_languages_too(client: Client) -> None:
    section = SectionFactory(title_zh="保养")
    ArticleFactory(section=section, bilingual=True)

    for address in (
        reverse("help:home", args=[CHINESE]),
        reverse("help:section", args=[CHINESE, section.slug]),
    ):
        html = client.get(address).content.decode()
        assert '<html lang="zh-Hans"' in html
        assert "保养" in html
        assert CANONICAL.findall(html) == [address]
    found = client.get(reverse("help:search", args=[CHINESE]), {"q": "护理膏"}).content.decode()
    assert NOINDEX in found
    assert "/help/zh-hans/articles/" in found


def test_a_language_that_is_none_of_ours_is_no_address(client: Client) -> None:
    article = ArticleFactory()

    assert client.get(f"/help/fr/articles/{article.slug}/").status_code == 404
