"""An agent's page in a real browser: what is typed survives whatever happens around it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import Complaints
from tests.factories.desk import AgentFactory, Desk, open_ticket
from tickets.actions.assign import take
from tickets.actions.receive import receive
from tickets.conversation.models import Message, Note
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

REPLY = re.compile("on the site and by mail")


def sign_in(context: BrowserContext, site: str, desk: Desk) -> None:
    client = Client()
    client.force_login(desk.agent.user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


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


def customer_writes(ticket: Ticket, words: str) -> None:
    receive(
        ticket.id,
        by=actor_of(ticket.requester),
        body=words,
        channel=Channel.SITE,
        at=timezone.now(),
    )


def test_a_message_that_arrives_leaves_what_is_typed_alone(at_the_desk: Page, ticket: Ticket):
    reply = at_the_desk.get_by_label(REPLY)
    reason = at_the_desk.get_by_role("textbox", name=re.compile("^Why"))
    reply.fill("Half a sen")

    customer_writes(ticket, "Are you there?")

    expect(at_the_desk.get_by_text("Are you there?")).to_be_visible()
    expect(reply).to_have_value("Half a sen")
    expect(reply).to_be_focused()

    at_the_desk.get_by_role("button", name="Put back …").click()
    reason.fill("Somebody else kno")
    customer_writes(ticket, "Hello?")
    expect(at_the_desk.get_by_text("Hello?")).to_be_attached()
    expect(reason).to_have_value("Somebody else kno")
    expect(reply).to_have_value("Half a sen")


def test_a_note_is_written_beside_a_half_typed_reply_by_keyboard(at_the_desk: Page, ticket: Ticket):
    at_the_desk.get_by_label(REPLY).fill("Half a sen")
    at_the_desk.get_by_label("Reply to the customer").press("ArrowRight")
    note = at_the_desk.get_by_label("No customer ever sees this.")
    note.fill("She called, too.")

    note.press("Control+Enter")

    expect(at_the_desk.get_by_text("Note saved.")).to_be_visible()
    expect(note).to_have_value("")
    at_the_desk.get_by_label("Note for the staff").press("ArrowLeft")
    expect(at_the_desk.get_by_label(REPLY)).to_have_value("Half a sen")
    assert Note.objects.get(ticket=ticket).body == "She called, too."


def test_a_refused_move_and_a_refused_text_say_why_beside_what_was_tried(at_the_desk: Page):
    at_the_desk.get_by_label(REPLY).fill("x" * 20_001)
    at_the_desk.get_by_role("button", name="Send", exact=True).click()
    expect(at_the_desk.get_by_role("alert")).to_contain_text("This is too long")
    assert len(at_the_desk.get_by_label(REPLY).input_value()) == 20_001

    at_the_desk.get_by_label(REPLY).fill("It is 15 %.")
    at_the_desk.get_by_role("button", name="Send and resolve").click()
    expect(at_the_desk.get_by_text("Sent.")).to_be_visible()
    expect(at_the_desk.get_by_role("button", name="Reopen …")).to_be_visible()
    expect(at_the_desk.get_by_role("button", name="Send and resolve")).to_have_count(0)


def test_nothing_is_lost_when_the_network_or_the_login_is_gone(
    site: str, at_the_desk: Page, context: BrowserContext, desk: Desk, ticket: Ticket
):
    reply, send = at_the_desk.get_by_label(REPLY), at_the_desk.get_by_role("button", name="Send")
    reply.fill("It is 15 %.")

    context.set_offline(True)
    send.first.click()
    expect(at_the_desk.get_by_text("That did not go through.")).to_be_visible()
    context.set_offline(False)

    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send.first.click()
    expect(at_the_desk.get_by_text("You are signed out.")).to_be_visible()
    expect(reply).to_have_value("It is 15 %.")

    sign_in(context, site, desk)
    send.first.click()
    expect(at_the_desk.get_by_text("Sent.")).to_be_visible()
    assert Message.objects.filter(ticket=ticket).order_by("at").last().body == "It is 15 %."


def test_the_next_ticket_is_one_press_away_and_opens(
    site: str, page: Page, context: BrowserContext, desk: Desk
):
    ticket = open_ticket(at=timezone.now())
    sign_in(context, site, desk)
    page.goto(f"{site}/admin/")
    page.get_by_role("button", name="Busy").click()
    expect(page.get_by_role("button", name="Busy")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name="Take next").click()

    expect(page.get_by_role("heading", name=ticket.subject)).to_be_visible()
    assert Ticket.objects.get(id=ticket.id).state == State.OPEN


def test_who_only_reads_sees_what_comes_and_nothing_breaks(
    site: str, page: Page, context: BrowserContext, ticket: Ticket
):
    reader = AgentFactory.create(reader=True)
    sign_in(context, site, Desk(reader, reader))
    with Complaints(page) as complaints:
        with page.expect_response(re.compile("/events/$")):
            page.goto(f"{site}/admin/desk/tickets/{ticket.id}/")

        customer_writes(ticket, "Is anybody there?")

        expect(page.locator("#thread")).to_contain_text("Is anybody there?")
    assert complaints == []
