"""Structured data, sitemap, robots, and addresses that moved."""

import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from consignment.languages import CHINESE, ENGLISH
from knowledge_base.articles import publishing
from knowledge_base.articles.publishing import Words
from tests.factories.knowledge import ENGLISH_WORDS, ArticleFactory, SectionFactory, many_articles
from tests.factories.trade import UserFactory

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITE = "http://localhost:8000"
NAMES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


def page_of(slug: str) -> str:
    return reverse("help:article", args=[ENGLISH, slug])


def things(html: str) -> dict[str, Any]:
    """Return the things that a page tells of, by their type."""
    (block,) = BLOCK.findall(html)
    return {thing["@type"]: thing for thing in json.loads(block)["@graph"]}


def test_an_article_tells_what_it_is_and_where_it_stands(client: Client) -> None:
    article = ArticleFactory(bilingual=True)

    told = things(client.get(page_of(article.slug)).content.decode())

    assert told["Article"]["headline"] == ENGLISH_WORDS.title
    assert told["Article"]["inLanguage"] == "en"
    assert told["Article"]["mainEntityOfPage"] == f"{SITE}{page_of(article.slug)}"
    trail = [step["name"] for step in told["BreadcrumbList"]["itemListElement"]]
    assert trail == ["Help centre", article.section.title_en, ENGLISH_WORDS.title]
    assert told["Organization"]["url"] == f"{SITE}/"


def test_hostile_words_stay_words_in_the_data_and_in_the_head(client: Client) -> None:
    hostile = "</script><script>alert(1)</script> & \"'<!-- \u2028 ]]>"
    article = ArticleFactory(words={ENGLISH: Words(hostile, hostile, hostile)})

    html = client.get(page_of(article.slug)).content.decode()

    assert "<script>alert" not in html
    assert things(html)["Article"]["headline"] == hostile
    assert html.count("<script") == html.count("</script>")


def test_a_fallback_tells_the_language_it_is_written_in(client: Client) -> None:
    article = ArticleFactory(chinese_only=True)

    assert things(client.get(page_of(article.slug)).content.decode())["Article"]["inLanguage"] == (
        "zh-Hans"
    )


def test_home_and_section_tell_what_they_are(client: Client) -> None:
    section = ArticleFactory().section

    home = things(client.get(reverse("help:home", args=[ENGLISH])).content.decode())
    shelf = things(
        client.get(reverse("help:section", args=[ENGLISH, section.slug])).content.decode()
    )

    assert "SearchAction" in str(home["WebSite"])
    assert shelf["CollectionPage"]["name"] == section.title_en


# --- Sitemap and robots ---------------------------------------------------------------------------


def sitemap(client: Client) -> dict[str, ElementTree.Element]:
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    return {url.findtext("loc", "", NAMES): url for url in root.findall("url", NAMES)}


def test_the_sitemap_has_each_public_article_in_each_of_its_languages(client: Client) -> None:
    both, one = ArticleFactory(bilingual=True), ArticleFactory()

    urls = sitemap(client)

    assert f"{SITE}{page_of(both.slug)}" in urls
    assert f"{SITE}/help/zh-hans/articles/{both.slug}/" in urls
    assert f"{SITE}{page_of(one.slug)}" in urls
    assert f"{SITE}/help/zh-hans/articles/{one.slug}/" not in urls
    links = urls[f"{SITE}{page_of(both.slug)}"].findall("xhtml:link", NAMES)
    assert {link.get("hreflang") for link in links} == {"en", "zh-hans", "x-default"}
    assert urls[f"{SITE}{page_of(one.slug)}"].findtext("lastmod", "", NAMES) == "2026-03-13"


def test_the_sitemap_has_nothing_that_is_restricted_scheduled_or_gone(client: Client) -> None:
    for trait in ("draft", "retired", "for_buyers", "for_consignors", "for_staff"):
        ArticleFactory(**{trait: True})
    later = ArticleFactory(draft=True)
    publishing.plan(
        later, appears=timezone.now() + timedelta(days=1), goes=None, by=None, at=timezone.now()
    )

    assert sitemap(client) == {}


@pytest.mark.parametrize("count", [10, 1_000])
def test_the_sitemap_takes_one_query(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many_articles(count)

    with django_assert_num_queries(1):
        client.get("/sitemap.xml")


def test_robots_are_asked_to_leave_the_doors_of_one_person_alone(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    for door in ("/requests/", "/accounts/", "/admin/", "/api/", "/live/"):
        assert f"Disallow: {door}\n" in text
    assert "Disallow: /help/\n" not in text
    assert f"Sitemap: {SITE}/sitemap.xml" in text


# --- Addresses that moved -------------------------------------------------------------------------


@pytest.mark.parametrize("language", [[], [ENGLISH], [CHINESE]])
def test_who_comes_by_an_old_address_is_sent_on_in_the_same_language(
    client: Client, language: list[str]
) -> None:
    article = ArticleFactory(slug="old")
    publishing.rename(article, "new", by=None, at=timezone.now())

    response = client.get(reverse("help:article", args=[*language, "old"]))

    assert response.status_code == 301
    assert response.headers["Location"] == reverse("help:article", args=[*language, "new"])


def test_a_name_that_was_left_may_be_taken_by_another_article(client: Client) -> None:
    first = ArticleFactory(slug="care")
    publishing.rename(first, "leather", by=None, at=timezone.now())
    second = ArticleFactory(slug="care")

    assert client.get(page_of("care")).status_code == 200
    publishing.rename(second, "silk", by=None, at=timezone.now())
    assert client.get(page_of("care")).headers["Location"] == page_of("silk")
    publishing.rename(second, "care", by=None, at=timezone.now())
    assert client.get(page_of("care")).status_code == 200
    assert client.get(page_of("silk")).headers["Location"] == page_of("care")


def test_an_old_address_does_not_tell_of_what_the_reader_may_not_see(client: Client) -> None:
    article = ArticleFactory(slug="secret", for_staff=True)
    publishing.rename(article, "still-secret", by=None, at=timezone.now())

    assert client.get(page_of("secret")).status_code == 404
    client.force_login(UserFactory(staff=True))
    assert client.get(page_of("secret")).status_code == 301


def test_a_section_that_moved_is_found_too(client: Client) -> None:
    section = SectionFactory(slug="old-shelf")
    ArticleFactory(section=section)
    publishing.rename_section(section, "new-shelf", at=timezone.now())

    response = client.get(reverse("help:section", args=[ENGLISH, "old-shelf"]))

    assert response.headers["Location"] == reverse("help:section", args=[ENGLISH, "new-shelf"])
