"""Every page of the desk and of its configuration, after a week: on desk and phone, in light and
dark, in both languages.

``DESK_SHOTS=folder`` keeps a picture of each.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.desk_looking import Onlooker, looking_on
from tests.browser.desk_pages import EMPTY_PAGES, NO_PAGES, PAGES
from tests.browser.desk_world import make_busy_world
from tests.browser.looking import VIEWS
from tests.browser.pages import SitePage
from tests.matrix.models import MODELS
from tests.matrix.routes import routes
from tests.test_matrix import OURS


@pytest.fixture(scope="module")
def onlooker(browser: Browser, lasting_database: None) -> Iterator[Onlooker]:
    world = make_busy_world()
    with serving() as address, looking_on(browser, world, address) as onlooker:
        yield onlooker


@pytest.mark.parametrize("language", VIEWS)
@pytest.mark.parametrize("shown", PAGES, ids=lambda page: page.name)
def test_a_page_of_the_desk_is_whole(onlooker: Onlooker, language: str, shown: SitePage) -> None:
    assert onlooker.faults(shown, language) == {}


def test_every_page_of_the_desk_is_in_the_table() -> None:
    shown = {page.route for page in (*PAGES, *EMPTY_PAGES)}
    answered = {
        row.route for row in OURS if row.method == "GET" and row.route.startswith("admin/desk/")
    }
    lists = {f"admin/{model}/" for model in MODELS if model.startswith("tickets/")}

    assert (answered | lists) - shown - NO_PAGES.keys() == set()
    assert (shown | NO_PAGES.keys()) - set(routes()) == set()
