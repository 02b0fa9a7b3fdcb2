"""Writing on a ticket's page, in a real browser."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_desk import REPLY, sign_in
from tests.factories.desk import Desk, open_ticket
from tests.factories.knowledge import ArticleFactory
from tickets.actions.assign import take
from tickets.actions.receive import receive
from tickets.conversation.models import Message
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

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


def test_a_reply_counts_down_is_taken_back_by_key_and_then_goes_out_by_itself(
    at_the_desk: Page, ticket: Ticket
):
    reply = at_the_desk.get_by_label(REPLY)
    # As long as a busy machine takes to find the key.
    DeskSettings.objects.update(undo_seconds=30)
    reply.fill("It is 15 %.")
    reply.press("Control+Enter")
    expect(at_the_desk.get_by_text("Goes out in")).to_be_visible()
    expect(reply).to_have_value("")

    reply.press("Control+z")

    expect(reply).to_have_value("It is 15 %.")
    expect(at_the_desk.get_by_text("Goes out in")).to_have_count(0)
    DeskSettings.objects.update(undo_seconds=2)
    reply.press("Control+Enter")
    expect(at_the_desk.get_by_text("Sent.")).to_be_visible()
    assert Message.objects.filter(ticket=ticket, body="It is 15 %.").count() == 1


def test_a_draft_and_a_canned_reply_survive_a_reload_and_a_crossed_message_asks(
    at_the_desk: Page, ticket: Ticket
):
    reply = at_the_desk.get_by_label(REPLY)
    reply.press_sequentially("First: ")
    reply.press("Control+k")
    at_the_desk.get_by_role("combobox", name="Canned replies").fill("pictures or a PDF")
    choice = at_the_desk.get_by_role("option", name="We need something from you")
    expect(choice).to_have_attribute("aria-selected", "true")
    at_the_desk.keyboard.press("Enter")
    expect(reply).to_have_value(re.compile(r"^First: Hello .*\[\[what is needed\]\]", re.DOTALL))
    at_the_desk.keyboard.type("a picture")
    expect(reply).to_have_value(re.compile("from you: a picture", re.DOTALL))
    expect(at_the_desk.get_by_text("Draft saved").first).to_be_visible()
    at_the_desk.wait_for_timeout(1_500)

    at_the_desk.reload()

    expect(reply).to_have_value(re.compile("^First: Hello .*from you: a picture", re.DOTALL))
    at_the_desk.evaluate("document.querySelector('.ticket').removeAttribute('data-events')")
    by, now = actor_of(ticket.requester), timezone.now()
    receive(ticket.id, by=by, body="I found it!", channel=Channel.SITE, at=now)
    reply.press("Control+Enter")
    expect(at_the_desk.get_by_text("Something new was said")).to_be_visible()
    expect(reply).to_have_value(re.compile("from you: a picture", re.DOTALL))
    at_the_desk.get_by_role("button", name="Send anyway").click()
    expect(at_the_desk.get_by_text("Sent.")).to_be_visible()


def test_a_page_that_is_loaded_again_at_once_keeps_what_was_typed_and_asks_nothing(
    at_the_desk: Page,
):
    reply = at_the_desk.get_by_label(REPLY)
    reply.press_sequentially("It is ")

    # Before the pause after which a draft is kept.
    at_the_desk.reload()

    expect(reply).to_have_value("It is ")
    reply.press_sequentially("15 %.")
    expect(at_the_desk.get_by_text("Draft saved").first).to_be_visible()
    at_the_desk.wait_for_timeout(1_500)
    expect(at_the_desk.locator("#reply-form [data-newer]")).to_be_hidden()
    at_the_desk.reload()
    expect(reply).to_have_value(re.compile(r"^(It is 15 %\.|15 %\.It is )$"))


def test_an_article_begins_on_a_line_of_its_own(at_the_desk: Page):
    article = ArticleFactory.create()
    title = article.texts.get(language="en").title
    reply = at_the_desk.get_by_label(REPLY)
    reply.fill("It is written here:")
    reply.press("Control+Shift+k")

    at_the_desk.get_by_role("combobox", name="Link an article").fill(title)
    expect(at_the_desk.get_by_role("option", name=title)).to_be_visible()
    at_the_desk.keyboard.press("Enter")

    expect(reply).to_have_value(re.compile(f"here:\n\n{re.escape(title)}\nhttp"))
