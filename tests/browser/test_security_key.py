"""Security keys as staff use them, with the authenticator that Chromium plays itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serving
from tests.browser.test_first_walk import faults
from tests.factories.desk import Desk
from tests.factories.trade import PASSWORD, ProofFactory

__all__ = ["faults"]

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_key(page: Page) -> Page:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return page


def test_a_key_is_set_up_and_is_the_second_step_from_then_on(
    desk: Desk, with_key: Page, faults: list[str]
) -> None:
    page, user = with_key, desk.agent.user
    ProofFactory.create(user=user)
    main = page.get_by_role("main")

    def log_in() -> None:
        page.goto(f"{site}/accounts/login/?next=/admin/desk/")
        page.get_by_label("Email").fill(user.email)
        page.get_by_label("Password").fill(PASSWORD)
        main.get_by_role("button", name="Sign in").click()

    with serving(STAFF_SECOND_FACTOR="true") as address:
        # A key belongs to a name, never to a number.
        page.goto(f"{address}/accounts/login/")
        site = address.replace("127.0.0.1", "localhost")
        log_in()
        main.get_by_role("link", name="Set up a security key").click()
        page.get_by_label("Password").fill(PASSWORD)
        main.get_by_role("button", name="Go on").click()
        page.get_by_label("Name of the key").fill("Blue key")
        main.get_by_role("button", name="Set up the key").click()
        expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
        page.goto(f"{site}/admin/desk/")
        expect(page.get_by_role("heading", name="Inbox")).to_be_visible()

        page.context.clear_cookies()
        log_in()
        expect(page.get_by_role("heading", name="Second step")).to_be_visible()
        main.get_by_role("button", name="Use a security key").click()

        expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    assert faults == []
