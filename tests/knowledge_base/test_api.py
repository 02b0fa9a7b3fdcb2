from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge_base.articles.publishing import rename
from knowledge_base.feedback.models import SearchMiss, Vote
from tests.factories.knowledge import ArticleFactory, SectionFactory, many_articles
from tests.factories.trade import NOW, BuyerFactory, UserFactory

pytestmark = pytest.mark.django_db

LIST = "/api/v1/articles/"
SEARCH = f"{LIST}search/"


def slugs(response: Any) -> list[str]:
    return slugs_of(response.json())


def slugs_of(body: Any) -> list[str]:
    return [article["slug"] for article in body["results"]]


def test_the_list_gives_what_everyone_may_read_oldest_first(client: Client) -> None:
    first, second = ArticleFactory(), ArticleFactory()
    ArticleFactory(for_buyers=True), ArticleFactory(draft=True)

    response = client.get(LIST)

    assert slugs(response) == [first.slug, second.slug]
    assert response.json()["results"][0] == {
        "slug": first.slug,
        "section": {"slug": first.section.slug, "title": first.section.title_en},
        "audience": "public",
        "language": "en",
        "is_fallback": False,
        "title": "Caring for leather",
        "summary": "How to keep a bag as good as it came.",
        "updated_at": "2026-03-13T09:30:00Z",
    }


def test_a_buyer_gets_the_articles_for_buyers_too(client: Client) -> None:
    article = ArticleFactory(for_buyers=True)
    client.force_login(BuyerFactory().user)

    assert slugs(client.get(LIST)) == [article.slug]


def test_the_list_comes_in_pages_without_a_gap_or_a_double(client: Client) -> None:
    many_articles(30)

    first = client.get(LIST).json()
    second = client.get(first["next"]).json()

    together = [article["slug"] for page in (first, second) for article in page["results"]]
    assert len(together) == len(set(together)) == 30
    assert second["next"] is None


def test_the_list_may_be_asked_for_one_section_in_a_language(client: Client) -> None:
    section = SectionFactory()
    ArticleFactory(), ArticleFactory(section=section, bilingual=True)

    (article,) = client.get(LIST, {"section": section.slug, "language": "zh-hans"}).json()[
        "results"
    ]

    assert (article["title"], article["language"]) == ("皮具保养", "zh-hans")


def test_an_article_comes_with_its_text(client: Client) -> None:
    article = ArticleFactory()

    body = client.get(f"{LIST}{article.slug}/").json()

    assert "<strong>balsam</strong>" in body["html"]
    assert body["markdown"].startswith("## Every day")


def test_an_article_comes_with_its_languages_and_what_to_read_next(client: Client) -> None:
    article, alike = ArticleFactory(bilingual=True), ArticleFactory()
    ArticleFactory(for_staff=True)

    body = client.get(f"{LIST}{article.slug}/", {"language": "zh-hans"}).json()

    assert body["languages"] == ["en", "zh-hans"]
    (related,) = body["related"]
    assert (related["slug"], related["language"], related["is_fallback"]) == (
        alike.slug,
        "en",
        True,
    )


def test_the_sections_come_in_their_order_with_what_the_reader_may_read(client: Client) -> None:
    second, first = SectionFactory(position=2), SectionFactory(position=1)
    ArticleFactory(section=SectionFactory(), for_staff=True)
    for section in (first, first, second):
        ArticleFactory(section=section)

    answer = client.get(f"{LIST}sections/", {"language": "zh-hans"}).json()

    assert answer["results"] == [
        {"slug": first.slug, "title": first.title_zh, "number_of_articles": 2},
        {"slug": second.slug, "title": second.title_zh, "number_of_articles": 1},
    ]


def test_a_vote_may_say_why_it_did_not_help(client: Client) -> None:
    article = ArticleFactory()
    client.force_login(UserFactory())
    address = f"{LIST}{article.slug}/vote/"

    client.post(address, {"helped": False, "why": "wrong"}, "application/json")
    assert Vote.objects.get().why == "wrong"
    client.post(address, {"helped": True, "why": "wrong"}, "application/json")
    assert (Vote.objects.get().helped, Vote.objects.get().why) == (True, "")


def test_an_article_that_is_not_translated_says_so(client: Client) -> None:
    article = ArticleFactory()

    body = client.get(f"{LIST}{article.slug}/", {"language": "zh-hans"}).json()

    assert (body["language"], body["is_fallback"]) == ("en", True)


def test_who_comes_by_a_former_address_is_sent_on_in_one_step(client: Client) -> None:
    article = ArticleFactory(slug="first")
    for slug in ("second", "third", "first", "fourth"):
        rename(article, slug, by=None, at=NOW)

    for former in ("first", "second", "third"):
        response = client.get(f"{LIST}{former}/?language=zh-hans")
        assert response.status_code == 301
        assert response.headers["Location"] == "../fourth/?language=zh-hans"
    assert client.get(f"{LIST}first/", follow=True).json()["slug"] == "fourth"


def test_a_former_address_leads_to_nothing_that_the_reader_may_not_see(client: Client) -> None:
    rename(ArticleFactory(slug="first", for_staff=True), "second", by=None, at=NOW)

    assert client.get(f"{LIST}first/").status_code == 404


@pytest.mark.parametrize("trait", ["draft", "retired", "for_buyers", "for_staff"])
def test_what_a_reader_may_not_see_answers_like_what_is_not_there(
    client: Client, trait: str
) -> None:
    ArticleFactory(**{trait: True}, slug="hidden")

    hidden, missing = (client.get(f"{LIST}{slug}/") for slug in ("hidden", "missing"))

    assert hidden.status_code == missing.status_code == 404
    assert hidden.json()["detail"] == missing.json()["detail"]


def test_a_search_gives_hits_best_first_with_the_words_marked(client: Client) -> None:
    article = ArticleFactory()

    (hit,) = client.get(SEARCH, {"q": "is there a balsam?"}).json()["results"]

    assert hit["slug"] == article.slug
    assert "<mark>balsam</mark>" in hit["snippet"]


def test_a_search_in_vain_offers_what_comes_near(client: Client) -> None:
    article = ArticleFactory()

    body = client.get(SEARCH, {"q": "leathurr"}).json()

    assert body["results"] == []
    assert body["near"]["words"] == "leather"
    assert slugs_of(body["near"]) == [article.slug]


def test_a_search_in_vain_is_counted(client: Client) -> None:
    nothing = {"results": [], "near": {"words": "", "results": []}}
    assert client.get(SEARCH, {"q": "gift card"}).json() == nothing
    assert SearchMiss.objects.get().text == "gift card"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        (f"{LIST}?language=fr", "language"),
        (f"{LIST}?section=%20", "section"),
        (SEARCH, "q"),
        (f"{SEARCH}?q=%00", "q"),
        (f"{SEARCH}?q={'x' * 201}", "q"),
        (f"{SEARCH}?q=a&limit=0", "limit"),
        (f"{SEARCH}?q=a&limit=many", "limit"),
    ],
)
def test_a_parameter_that_is_wrong_is_named(client: Client, address: str, field: str) -> None:
    response = client.get(address)

    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("application/problem+json")
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_person_votes_and_a_second_vote_replaces_the_first(client: Client) -> None:
    article = ArticleFactory()
    client.force_login(UserFactory())

    for vote in ({"helped": True}, {"helped": False, "reason": "No photos."}):
        response = client.post(f"{LIST}{article.slug}/vote/", vote, "application/json")

    assert response.json() == {"helped": False, "why": "", "reason": "No photos."}
    assert Vote.objects.get().helped is False


def test_a_guest_of_the_api_does_not_vote(client: Client) -> None:
    article = ArticleFactory()

    response = client.post(f"{LIST}{article.slug}/vote/", {"helped": True}, "application/json")

    assert response.status_code == 401


def test_nobody_votes_on_what_they_may_not_see(client: Client) -> None:
    article = ArticleFactory(for_staff=True)
    client.force_login(UserFactory())

    response = client.post(f"{LIST}{article.slug}/vote/", {"helped": True}, "application/json")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"helped": "perhaps"},
        {"helped": True, "reason": "x" * 501},
        {"helped": False, "why": "because"},
    ],
)
def test_a_vote_that_is_wrong_saves_nothing(client: Client, body: dict[str, Any]) -> None:
    article = ArticleFactory()
    client.force_login(UserFactory())

    response = client.post(f"{LIST}{article.slug}/vote/", body, "application/json")

    assert response.status_code == 400
    assert not Vote.objects.exists()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_articles_are_only_read(client: Client, method: str) -> None:
    article = ArticleFactory()
    client.force_login(UserFactory(administrator=True))

    for address in (LIST, f"{LIST}{article.slug}/"):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("count", [10, 1_000])
def test_the_list_takes_one_query_however_many_articles_there_are(
    client: Client, count: int
) -> None:
    many_articles(count)

    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)

    # What else there is counts calls, for the limit on them.
    assert len([query for query in queries if "knowledge_base_" in query["sql"]]) == 1
