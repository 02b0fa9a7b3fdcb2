"""What an agent does all day, in a real browser and by keyboard alone: nothing here has a pointer.

Where the focus stands is asked before each key that depends on it.
"""

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from consignment.models import Order
from tests.browser.test_desk import REPLY, sign_in
from tests.browser.walking import tab_to
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory, OrderFactory
from tickets.actions import bulk
from tickets.actions.assign import take
from tickets.actions.reply import reply
from tickets.actions.wait import wait_for_partner
from tickets.conversation.canned import CannedReply
from tickets.conversation.models import Message, Note
from tickets.inbox.models import BulkRun
from tickets.lifecycle.choices import State
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket


@pytest.fixture
def screen(site: str, page: Page, context: BrowserContext, desk: Desk) -> Page:
    """The agent's browser, signed in."""
    sign_in(context, site, desk)
    return page


@pytest.fixture
def ticket(desk: Desk) -> Ticket:
    """A ticket that the agent holds, about an order."""
    buyer = BuyerFactory.create(user__name="Lin Mei")
    order = OrderFactory.create(buyer=buyer, paid=True)
    return mine(
        desk,
        category="not-received",
        body="Where is my parcel?",
        customer=buyer.user,
        answers={"order": order.number, "address_right": "yes"},
    )


def mine(desk: Desk, **facts: Any) -> Ticket:
    at = timezone.now()
    return take(open_ticket(at=at, **facts).id, by=desk.agent_actor, at=at)


def open_inbox(page: Page, site: str, query: str = "") -> None:
    page.goto(f"{site}/admin/desk/{query}")
    expect(page.get_by_role("search")).to_be_visible()


def open_ticket_page(page: Page, site: str, ticket: Ticket) -> None:
    with page.expect_response(re.compile("/events/$")):
        page.goto(f"{site}/admin/desk/tickets/{ticket.id}/")


def state_of(ticket: Ticket) -> State:
    return State(Ticket.objects.get(id=ticket.id).state)


def test_the_next_ticket_is_taken_and_read(site: str, screen: Page, desk: Desk):
    ticket = open_ticket(body="How much commission do you take?", at=timezone.now())
    open_inbox(screen, site)

    with screen.expect_response(re.compile(f"{ticket.id}/events/$")):
        screen.keyboard.press("t")

    expect(screen.get_by_role("heading", name=ticket.subject)).to_be_visible()
    screen.keyboard.press("k")
    said = screen.locator("#thread .entry").last
    expect(said).to_be_focused()
    expect(said).to_contain_text("How much commission do you take?")
    assert Ticket.objects.get(id=ticket.id).assignee == desk.agent


def test_a_canned_reply_is_picked_completed_and_sent(
    site: str, screen: Page, desk: Desk, ticket: Ticket
):
    CannedReply.objects.create(
        key="chased",
        title_en="We chase the courier",
        text_en="Dear {customer_name}, we asked the courier about {order_number}.",
    )
    open_ticket_page(screen, site, ticket)

    screen.keyboard.press("/")
    words = screen.get_by_role("combobox", name="Canned replies")
    expect(words).to_be_focused()
    screen.keyboard.type("chase")
    chosen = screen.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("We chase the courier")
    screen.keyboard.press("Enter")
    text = screen.get_by_label(REPLY)
    expect(text).to_be_focused()
    expect(text).to_have_value(re.compile("^Dear Lin Mei, we asked the courier about CO-"))
    screen.keyboard.type(" They answer by tonight.")
    screen.keyboard.press("Control+Enter")

    expect(screen.get_by_text("Sent.")).to_be_visible()
    sent = Message.objects.filter(ticket=ticket).order_by("at").last()
    assert sent is not None
    assert sent.body.startswith("Dear Lin Mei")
    assert sent.body.endswith("They answer by tonight.")


def test_a_reply_that_resolves_is_taken_back_mended_and_sent(
    site: str, screen: Page, desk: Desk, ticket: Ticket
):
    DeskSettings.objects.update(undo_seconds=20)
    open_ticket_page(screen, site, ticket)
    screen.keyboard.press("r")
    text = screen.get_by_label(REPLY)
    expect(text).to_be_focused()
    screen.keyboard.type("It came yesturday.")
    tab_to(screen, screen.get_by_role("button", name="Send and resolve"))
    screen.keyboard.press("Enter")
    expect(screen.get_by_text("Goes out and resolves in")).to_be_visible()
    assert state_of(ticket) is State.OPEN
    # The key is the empty composer's, which has the focus a moment after the countdown is seen.
    expect(text).to_be_focused()

    screen.keyboard.press("Control+z")

    expect(text).to_have_value("It came yesturday.")
    expect(text).to_be_focused()
    screen.keyboard.press("Control+a")
    screen.keyboard.type("It came yesterday.")
    tab_to(screen, screen.get_by_role("button", name="Send and resolve"))
    screen.keyboard.press("Enter")
    tab_to(screen, screen.get_by_role("button", name="Send now"), "Shift+Tab")
    screen.keyboard.press("Enter")
    expect(screen.locator("#head")).to_contain_text("Resolved")
    said = Message.objects.filter(ticket=ticket).values_list("body", flat=True)
    assert list(said.order_by("at")) == ["Where is my parcel?", "It came yesterday."]
    assert state_of(ticket) is State.RESOLVED


def test_a_note_is_left_for_a_colleague(site: str, screen: Page, desk: Desk, ticket: Ticket):
    open_ticket_page(screen, site, ticket)

    screen.keyboard.press("n")
    note = screen.get_by_label("No customer ever sees this.")
    expect(note).to_be_focused()
    screen.keyboard.type("She called, and is angry.")
    screen.keyboard.press("Control+Enter")

    expect(screen.get_by_text("Note saved.")).to_be_visible()
    expect(note).to_have_value("")
    assert Note.objects.get(ticket=ticket).body == "She called, and is angry."
    assert Message.objects.filter(ticket=ticket).count() == 1


def test_a_ticket_waits_for_the_customer_and_is_worked_on_again(
    site: str, screen: Page, desk: Desk, ticket: Ticket
):
    open_ticket_page(screen, site, ticket)

    screen.keyboard.press("w")

    expect(screen.locator("#head")).to_contain_text("Waiting on customer")
    assert state_of(ticket) is State.WAITING_ON_CUSTOMER
    screen.keyboard.press("u")
    expect(screen.locator("#head")).to_contain_text("Open")
    assert state_of(ticket) is State.OPEN


def test_the_keys_go_on_after_a_move_that_asked_for_its_reason(
    site: str, screen: Page, desk: Desk, ticket: Ticket
):
    open_ticket_page(screen, site, ticket)
    screen.keyboard.press("p")
    expect(screen.locator("#ask-wait_for_partner").get_by_role("textbox")).to_be_focused()
    screen.keyboard.type("We asked the courier")
    screen.keyboard.press("Control+Enter")
    expect(screen.locator("#head")).to_contain_text("Waiting on partner")
    screen.wait_for_timeout(500)

    screen.keyboard.press("u")

    expect(screen.locator("#head")).to_contain_text("Open")
    expect(screen.get_by_label(REPLY)).to_have_value("")
    assert state_of(ticket) is State.OPEN


def test_words_that_narrow_find_a_ticket_and_enter_opens_it(
    site: str, screen: Page, desk: Desk, ticket: Ticket
):
    mine(desk, body="Does a parcel cost extra?")
    open_inbox(screen, site)

    screen.keyboard.press("/")
    field = screen.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    order = Order.objects.get().number
    screen.keyboard.type(f"is:open order:{order} parcel")
    screen.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(order))
    rows = screen.locator(".tickets tbody tr")
    expect(rows).to_have_count(1)
    screen.keyboard.press("j")
    expect(rows.first.get_by_role("link")).to_be_focused()
    screen.keyboard.press("Enter")

    expect(screen.get_by_role("heading", name="Where is my parcel?")).to_be_visible()


def test_a_ticket_is_handed_over_with_a_reason(site: str, screen: Page, desk: Desk, ticket: Ticket):
    open_ticket_page(screen, site, ticket)

    screen.keyboard.press("h")
    colleague = screen.get_by_role("radio", name=re.compile(str(desk.supervisor)))
    tab_to(screen, colleague)
    screen.keyboard.press("Space")
    expect(colleague).to_be_checked()
    reason = screen.locator("#reason-hand_over")
    tab_to(screen, reason)
    screen.keyboard.type("Knows the courier")
    screen.keyboard.press("Control+Enter")

    expect(screen.locator("#head")).to_contain_text(str(desk.supervisor))
    assert Ticket.objects.get(id=ticket.id).assignee == desk.supervisor


def test_a_ticket_is_put_back_with_a_reason(site: str, screen: Page, desk: Desk, ticket: Ticket):
    open_ticket_page(screen, site, ticket)

    screen.keyboard.press("b")
    reason = screen.locator("#ask-put_back").get_by_role("textbox")
    expect(reason).to_be_focused()
    screen.keyboard.type("Needs somebody who reads Portuguese")
    screen.keyboard.press("Control+Enter")

    expect(screen.locator("#head")).to_contain_text("Nobody")
    assert state_of(ticket) is State.NEW


def test_many_are_resolved_at_once_and_the_report_says_what_was_not(
    site: str, screen: Page, desk: Desk
):
    answered = [mine(desk) for _ in range(3)]
    for ticket in answered:
        reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=timezone.now())
    new = open_ticket(at=timezone.now())
    open_inbox(screen, site, "?view=unfinished")
    screen.keyboard.press("a")
    expect(screen.get_by_text("4 selected")).to_be_visible()

    screen.keyboard.press("e")
    expect(screen.get_by_text("It begins in a moment.")).to_be_visible()
    bulk.work(BulkRun.objects.get().id, now=timezone.now)

    expect(screen.get_by_text("Finished: 3 of 4 are done.")).to_be_visible()
    refused = screen.locator(".run__group[open]")
    expect(refused).to_contain_text(f"T-{new.number}")
    tab_to(screen, refused.get_by_role("link"))
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("heading", name=new.subject)).to_be_visible()
    assert {state_of(ticket) for ticket in answered} == {State.RESOLVED}
    assert state_of(new) is State.NEW


def test_a_note_on_many_is_sent_by_key(site: str, screen: Page, desk: Desk):
    ticket = mine(desk)
    open_inbox(screen, site, "?view=mine")
    screen.keyboard.press("a")
    screen.keyboard.press("n")
    expect(screen.locator("#bulk-note textarea")).to_be_focused()
    screen.keyboard.type("Checked at night.")

    screen.keyboard.press("Control+Enter")

    expect(screen.get_by_text("It begins in a moment.")).to_be_visible()
    bulk.work(BulkRun.objects.get().id, now=timezone.now)
    assert Note.objects.get(ticket=ticket).body == "Checked at night."


def test_on_a_phone_the_view_that_is_open_is_in_sight(site: str, screen: Page, desk: Desk):
    screen.set_viewport_size({"width": 390, "height": 844})

    open_inbox(screen, site, "?view=done")

    views = screen.get_by_role("navigation", name="Views")
    expect(views.get_by_role("link", name="Done")).to_be_in_viewport(ratio=0.9)
    assert views.evaluate("it => it.clientHeight") < 70


def test_the_subject_has_room_beside_the_moves(site: str, screen: Page, desk: Desk):
    ticket = mine(desk)
    wait_for_partner(ticket.id, by=desk.agent_actor, at=timezone.now(), reason="We ask.")
    Ticket.objects.filter(id=ticket.id).update(subject="Where has my parcel gone meanwhile?")
    screen.set_viewport_size({"width": 1440, "height": 900})

    open_ticket_page(screen, site, ticket)

    title = screen.get_by_role("heading", name="Where has my parcel gone")
    assert title.evaluate("it => it.scrollWidth <= it.clientWidth")


@pytest.mark.parametrize("where", ["inbox", "ticket"])
def test_no_key_does_two_things_and_every_one_is_told(
    site: str, screen: Page, desk: Desk, ticket: Ticket, where: str
):
    path = "?view=mine" if where == "inbox" else f"tickets/{ticket.id}/"
    screen.goto(f"{site}/admin/desk/{path}")
    screen.keyboard.press("?")
    told = screen.get_by_role("dialog", name="Keyboard shortcuts")
    expect(told).to_be_visible()

    rows = [row.locator("kbd").all_inner_texts() for row in told.locator("[data-shortcut]").all()]
    # "g i" is one key after the other.
    keys = [key for row in rows for key in ([" ".join(row)] if row[:1] == ["G"] else row)]

    assert len(keys) > 10
    assert sorted(keys) == sorted(set(keys))
    screen.keyboard.press("Escape")
    expect(told).to_be_hidden()
