"""Every page of the site, as each of its visitors sees it: on desk and phone, in light and dark, in
both languages, with scripts and without.

``DESK_SHOTS=folder`` keeps a picture of each.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, Route

from consignment.models import Item, User
from knowledge_base.articles.models import ArticleText
from tests.browser.conftest import serving
from tests.browser.looking import (
    MOST_BYTES,
    VIEWS,
    Complaints,
    browser_of,
    bytes_without_pictures,
    grave_faults,
    latin_words,
    overhang,
    small_targets,
)
from tests.browser.pages import FAULTS, NO_PAGES, PAGES, SitePage, Visitor
from tests.browser.visitors import make_visitors
from tests.matrix import other, public
from tests.matrix.routes import routes
from tests.matrix.table import Caller
from tests.matrix.world import World
from tickets.conversation.files.models import Attachment
from tickets.conversation.models import Message
from tickets.lifecycle.models import Ticket

SHOTS = os.environ.get("DESK_SHOTS")

# What is said in Latin letters in Chinese as well, besides what people wrote themselves.
NAMES = (
    "Halden Finch Apple Pay Chrome Linux Google Authenticator 1Password App APP PDF MOV JPEG Ctrl"
)
EXAMPLES = "name@example.com The clasp came broken leather zeppelin"
# What is said to the assistant on one page, and shown as a request on the next.
SAID = (
    "How do I keep leather as good as it came? Talk to a person "
    "Of course. I pass this to a person, with everything said so far."
)

# A choice is made by its value, as a text is written.
FILL = "(field, value) => { field.value = value; field.checked = true; }"

PageOf = Callable[..., Page]


@pytest.fixture(scope="module")
def world(lasting_database: None) -> World:
    return make_visitors()


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    with serving() as site:
        yield site


@pytest.fixture(scope="module")
def page_of(browser: Browser, world: World, address: str) -> Iterator[PageOf]:
    """The page of a visitor's browser, which stays open for the next test."""
    opened: dict[tuple[Caller | Visitor, str, bool], BrowserContext] = {}

    def page(who: Caller | Visitor, language: str, *, scripts: bool = True) -> Page:
        if (who, language, scripts) not in opened:
            context = browser.new_context(**browser_of(language), java_script_enabled=scripts)
            context.set_default_timeout(20_000)
            for cookie in world.cookies[who].values():
                context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
            context.new_page()
            opened[who, language, scripts] = context
        # The language of a person is the person's, whatever their browser asks for.
        User.objects.exclude(language=language).update(language=language)
        return opened[who, language, scripts].pages[0]

    yield page
    for context in opened.values():
        context.close()


@pytest.fixture(scope="module")
def written(world: World) -> str:
    """What people wrote or are called, in no language of the site's."""
    keys = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    rows = [
        (NAMES, EXAMPLES, SAID),
        *User.objects.values_list("name", "email"),
        *Ticket.objects.values_list("subject", "guest_name", "guest_email"),
        *Item.objects.values_list("title", "brand"),
        *Message.objects.values_list("body"),
        *Attachment.objects.values_list("name"),
        *ArticleText.objects.values_list("title", "summary"),
        *((key.wrap().name,) for key in keys),
        *((str(answers),) for answers in Ticket.objects.values_list("answers", flat=True)),
    ]
    return " ".join(word for row in rows for word in row if word)


def open_page(page: Page, site: str, world: World, shown: SitePage) -> None:
    """Open ``shown``, and press what it says."""
    answer = page.goto(site + shown.address(world.blanks(shown.of)))
    assert answer is not None
    assert answer.status == shown.status, page.url
    for field, value in shown.filled.items():
        page.locator(field).evaluate(FILL, value)
    if shown.press:
        page.locator(shown.press).first.click()
        page.wait_for_load_state()


def faults_of(page: Page, language: str, name: str) -> dict[str, object]:
    """Return all that is wrong with a page, by what it is and how one looks."""
    sizes = bytes_without_pictures(page)
    faults: dict[str, object] = {"heavy": sizes if sum(sizes.values()) >= MOST_BYTES else {}}
    for view in VIEWS[language]:
        view.take(page)
        faults |= {
            f"axe, {view}": grave_faults(page),
            f"sticks out, {view}": overhang(page),
            f"small, {view}": small_targets(page) if view.is_phone else [],
        }
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.{language}.{view}.png", full_page=True)
    return {what: found for what, found in faults.items() if found}


@pytest.mark.parametrize("language", VIEWS)
@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_a_page_is_whole(
    page_of: PageOf, address: str, world: World, written: str, language: str, shown: SitePage
) -> None:
    page = page_of(shown.who, language)
    with Complaints(page) as complaints:
        open_page(page, address, world, shown)
        faults = faults_of(page, language, shown.name)
        words = latin_words(page) if language == "zh-hans" else []

    assert faults == {}
    assert complaints == []
    assert [word for word in words if word not in written] == []


@pytest.mark.parametrize("language", VIEWS)
@pytest.mark.parametrize("fault", FAULTS)
def test_the_page_of_a_fault_is_whole(
    page_of: PageOf, address: str, written: str, language: str, fault: str
) -> None:
    with translation.override(language):
        request = RequestFactory().get("/nothing/")
        body = render(request, f"{fault}.html", {"site_name": settings.SITE_NAME}).content
    page = page_of(Caller.ANONYMOUS, language)

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route("**/nothing/", answer)
    page.goto(f"{address}/nothing/")
    page.unroute("**/nothing/")

    assert faults_of(page, language, f"fault-{fault}") == {}
    words = latin_words(page) if language == "zh-hans" else []
    assert [word for word in words if word not in written] == []


@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_a_page_says_all_without_scripts(
    page_of: PageOf, address: str, world: World, shown: SitePage
) -> None:
    page = page_of(shown.who, "en", scripts=False)
    open_page(page, address, world, shown)

    main = page.get_by_role("main")
    assert main.get_by_role("heading", level=1).count() == 1
    for form in main.locator("form:has(input:not([type=hidden]), textarea, select)").all():
        assert form.locator("button, input[type=submit]").count(), form.inner_html()


def test_every_page_of_the_site_is_in_the_table() -> None:
    shown = {page.route for page in PAGES}
    answered = {
        row.route
        for row in (*public.ROWS, *other.ROWS)
        if row.method == "GET" and 200 in row.expected.values()
    }
    # The help centre has each page once more below its language, and leads there.
    site = {
        route.replace("<language:language>/", "")
        for route in routes()
        if route.startswith("accounts/") or (route in answered and not route.startswith("admin/"))
    }

    assert site - shown - NO_PAGES.keys() == set()
    assert shown - set(routes()) == set()
