"""The pages of a desk on its first morning, before anybody has written: in the manner of
``test_every_desk_page.py``.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.desk_looking import Onlooker, looking_on
from tests.browser.desk_pages import EMPTY_PAGES
from tests.browser.desk_world import make_empty_world
from tests.browser.looking import VIEWS
from tests.browser.pages import SitePage


@pytest.fixture(scope="module")
def onlooker(browser: Browser, lasting_database: None) -> Iterator[Onlooker]:
    world = make_empty_world()
    with serving() as address, looking_on(browser, world, address) as onlooker:
        yield onlooker


@pytest.mark.parametrize("language", VIEWS)
@pytest.mark.parametrize("shown", EMPTY_PAGES, ids=lambda page: page.name)
def test_an_empty_page_is_whole(onlooker: Onlooker, language: str, shown: SitePage) -> None:
    assert onlooker.faults(shown, language) == {}
