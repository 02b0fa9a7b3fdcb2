"""A ticket with two agents on it, in real browsers: who is here, what comes, all by keyboard."""

import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.looking import grave_faults, overhang
from tests.browser.test_desk import customer_writes, sign_in
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory, OrderFactory, ShipmentFactory
from tickets.actions.assign import take
from tickets.actions.note import note
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    buyer = BuyerFactory.create()
    order = OrderFactory.create(buyer=buyer, paid=True)
    ShipmentFactory.create(order=order, courier="Swift Heron", in_transit=True)
    now = timezone.now()
    filed = open_ticket(
        category="not-received",
        body="Where is it?",
        customer=buyer.user,
        answers={"order": order.number, "address_right": "yes"},
        at=now,
    )
    return take(filed.id, by=desk.agent_actor, at=now)


def opened(context: BrowserContext, site: str, agent: Agent, ticket: Ticket) -> Page:
    sign_in(context, site, Desk(agent, agent))
    page = context.new_page()
    with page.expect_response(re.compile("/events/$")):
        page.goto(f"{site}/admin/desk/tickets/{ticket.id}/")
    return page


def test_a_colleague_is_seen_within_a_second_and_gone_within_ten(
    site: str, browser: Browser, context: BrowserContext, desk: Desk, ticket: Ticket
):
    mine = opened(context, site, desk.agent, ticket)
    here = mine.locator("#readers")
    others = browser.new_context(locale="en-GB")
    theirs = opened(others, site, desk.supervisor, ticket)
    name = str(desk.supervisor)
    expect(here).to_have_text(f"{name} is reading")
    expect(theirs.locator("#readers")).to_have_text(f"{desk.agent} is reading")

    began = time.monotonic()
    theirs.locator("#note-body").evaluate("field => { field.value = 'He'; }")
    theirs.evaluate("document.getElementById('mode-note').checked = true")
    theirs.locator("#note-body").press("l")
    expect(here).to_have_text(f"{name} is writing a note")
    assert time.monotonic() - began < 5

    # The network is lost: nothing more is heard.
    others.set_offline(True)
    expect(here).to_have_text("", timeout=11_000)
    others.set_offline(False)
    expect(here).to_have_text(re.compile(name))
    theirs.close()
    expect(here).to_have_text("", timeout=5_000)
    others.close()


def test_what_comes_stands_on_the_page_at_once_and_what_was_unfolded_stays(
    site: str, context: BrowserContext, desk: Desk, ticket: Ticket
):
    for n in range(50):
        note(ticket.id, by=desk.supervisor_actor, body=f"Note {n}.", at=timezone.now())
    page = opened(context, site, desk.agent, ticket)
    page.get_by_role("link", name="Show what was said in between").click()
    expect(page.get_by_text("Note 0.", exact=True)).to_be_attached()

    customer_writes(ticket, "Are you there?")

    expect(page.get_by_text("Are you there?")).to_be_visible()
    expect(page.get_by_text("Note 0.", exact=True)).to_be_attached()
    said = page.locator("#thread .entry")
    assert said.count() == 52
    assert said.first.inner_text().count("Where is it?") == 1
    # Narrowed to notes, a message does not come in between.
    page.locator("#show").get_by_text("Notes").click()
    expect(page.get_by_text("Are you there?")).to_have_count(0)
    customer_writes(ticket, "Hello?")
    note(ticket.id, by=desk.supervisor_actor, body="She called.", at=timezone.now())
    expect(page.get_by_text("She called.")).to_be_visible()
    expect(page.get_by_text("Hello?")).to_have_count(0)


def test_a_ticket_is_read_moved_and_left_by_keyboard_alone(
    site: str, page: Page, context: BrowserContext, desk: Desk, ticket: Ticket
):
    after = open_ticket(at=timezone.now(), subject="The one after")
    sign_in(context, site, desk)
    page.goto(f"{site}/admin/desk/?view=unfinished")
    page.get_by_role("link", name=re.compile(f"T-{ticket.number}")).click()
    expect(page.locator("#case .parcel")).to_be_visible()

    page.keyboard.press("k")
    expect(page.locator("#thread .entry").last).to_be_focused()
    page.keyboard.press("f")
    page.keyboard.press("f")
    expect(page.get_by_text("No note yet")).to_be_visible()
    page.keyboard.press("i")
    expect(page.locator("#linker input[name=q]")).to_be_focused()
    expect(page.locator("#linker-found li").first).to_be_visible()
    page.locator("#thread").click(position={"x": 2, "y": 2})
    page.keyboard.press("h")
    expect(page.locator("#ask-hand_over")).to_be_visible()
    page.get_by_role("radio", name=re.compile(str(desk.supervisor))).check()
    page.locator("#reason-hand_over").fill("Knows couriers")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#head")).to_contain_text(str(desk.supervisor))
    assert Ticket.objects.get(id=ticket.id).assignee == desk.supervisor
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("]")
    expect(page.get_by_role("heading", name="The one after")).to_be_visible()
    page.keyboard.press("[")
    page.wait_for_url(re.compile(str(ticket.id)))
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page).to_have_url(f"{site}/admin/desk/?view=unfinished")
    assert after.assignee is None


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_can_be_read_and_touched_by_everybody(
    site: str, page: Page, context: BrowserContext, desk: Desk, ticket: Ticket, dark: bool
):
    sign_in(context, site, desk)
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.goto(f"{site}/admin/desk/tickets/{ticket.id}/")
    expect(page.locator("#case .parcel")).to_be_visible()
    expect(page.locator("#customer .person")).to_be_visible()
    assert grave_faults(page) == []

    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".ticket__side")).to_be_hidden()
    assert (overhang(page), grave_faults(page)) == ([], [])
    page.locator(".tabs--case").get_by_text("The case").click()
    expect(page.locator("#case .parcel")).to_be_visible()
    expect(page.locator(".ticket__talk")).to_be_hidden()
    assert overhang(page) == []
