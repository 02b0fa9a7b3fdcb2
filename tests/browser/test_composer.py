"""Writing on a ticket's page, in a real browser."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_desk import REPLY, sign_in
from tests.factories.desk import Desk, open_ticket
from tickets.actions.assign import take
from tickets.lifecycle.models import Ticket

NOTE = "No customer ever sees this."


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    now = timezone.now()
    return take(open_ticket(at=now).id, by=desk.agent_actor, at=now)


@pytest.fixture
def at_the_desk(site: str, page: Page, context: BrowserContext, desk: Desk, ticket: Ticket) -> Page:
    """The ticket's page, open and listening."""
    sign_in(context, site, desk)
    with page.expect_response(re.compile("/events/$")):
        page.goto(f"{site}/admin/desk/tickets/{ticket.id}/")
    return page


def test_single_keys_choose_what_is_written_and_are_letters_while_writing(at_the_desk: Page):
    at_the_desk.keyboard.press("?")
    told = at_the_desk.get_by_role("dialog", name="Keyboard shortcuts")
    expect(told.get_by_role("listitem").filter(has_text="Note for the staff")).to_contain_text("N")
    at_the_desk.keyboard.press("n")
    expect(told).to_be_visible()
    at_the_desk.keyboard.press("Escape")
    expect(told).to_be_hidden()

    at_the_desk.keyboard.press("n")
    expect(at_the_desk.get_by_label(NOTE)).to_be_focused()
    at_the_desk.keyboard.type("r?n")
    expect(at_the_desk.get_by_label(NOTE)).to_have_value("r?n")

    at_the_desk.get_by_label("Note for the staff").focus()
    at_the_desk.keyboard.press("r")
    expect(at_the_desk.get_by_label(REPLY)).to_be_focused()
