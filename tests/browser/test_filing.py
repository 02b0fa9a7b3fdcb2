"""A request is filed on a phone: with a lost connection, a log-in on the way, or no scripts."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect
from pytest_playwright import CreateContextCallback

from consignment.models import Order, User
from tests.factories.desk import Desk
from tests.factories.trade import PASSWORD, BuyerFactory, OrderFactory
from tickets.conversation.drafts import Draft
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.models import Ticket

PHONE: ViewportSize = {"width": 390, "height": 844}
SAID = "包裹一直没有更新，我下周要出国，请尽快告诉我什么时候可以发货。"
MORE = "另外请保留好原包装盒。"


@pytest.fixture
def order(desk: Desk) -> Order:
    buyer = BuyerFactory.create(
        user__verified=True, user__chinese=True, user__email="lin@example.com"
    )
    return OrderFactory.create(buyer=buyer, paid=True)


def log_in(page: Page, user: User) -> None:
    """Log in where the page of the log-in stands open."""
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").first.click()


def saved(page: Page) -> None:
    """Wait until the line below the form says that the draft is kept."""
    expect(page.locator("[data-draft-state]")).to_have_attribute("data-state", "saved")


@pytest.mark.browser_context_args(locale="zh-CN", has_touch=True, is_mobile=True, viewport=PHONE)
def test_a_buyer_on_a_phone_writes_on_through_log_in_reload_and_a_lost_connection(
    site: str, new_context: CreateContextCallback, order: Order
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{site}/requests/new/not-shipped/")
    message = page.locator("textarea[name=body]")
    message.fill(SAID)
    saved(page)

    page.locator(".whoami button").click()
    log_in(page, order.buyer.user)
    expect(message).to_have_value(SAID)
    assert Draft.objects.get().user == order.buyer.user

    page.get_by_text(order.number).first.click()
    saved(page)
    page.reload()
    expect(message).to_have_value(SAID)
    expect(page.locator(f'input[value="{order.number}"]')).to_be_checked()

    context.set_offline(True)
    message.fill(SAID + MORE)
    expect(page.locator("[data-draft-state]")).to_have_attribute("data-state", "offline")
    page.locator(".sending .button").first.click()
    expect(message).to_have_value(SAID + MORE)
    assert not Ticket.objects.exists()
    context.set_offline(False)
    saved(page)
    assert Draft.objects.get().content["body"] == SAID + MORE

    page.locator(".sending .button").first.click()
    expect(page.locator(".claim .number")).to_be_visible()
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.language) == (Channel.SITE, "zh-hans")
    assert ticket.messages.in_order()[0].body == SAID + MORE
    assert ticket.links.get().order == order
    assert not Draft.objects.exists()
    page.goto(f"{site}/requests/new/not-shipped/")
    expect(message).to_have_value("")


def test_what_was_typed_without_a_connection_is_there_after_the_page_was_closed(
    site: str, new_context: CreateContextCallback, order: Order
) -> None:
    context = new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{site}/accounts/login/?next=/requests/new/rules-fees/")
    log_in(page, order.buyer.user)
    message = page.locator("textarea[name=body]")
    expect(message).to_be_visible()
    context.set_offline(True)
    message.fill(SAID)
    expect(page.locator("[data-draft-state]")).to_have_attribute("data-state", "offline")
    page.close()

    context.set_offline(False)
    again = context.new_page()
    again.goto(f"{site}/requests/new/rules-fees/")

    expect(again.locator("textarea[name=body]")).to_have_value(SAID)
    saved(again)
    assert again.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draft:'))") == []

    context.set_offline(True)
    again.locator("textarea[name=body]").fill(MORE)
    context.set_offline(False)
    again.evaluate("localStorage.setItem('draft:x', '{}')")
    again.locator("details.menu summary").click()
    again.locator("form[action$='/logout/'] button").last.click()
    again.wait_for_url("**/")
    assert again.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draft:'))") == []


def test_articles_come_while_one_types_and_nothing_below_moves(
    site: str, new_context: CreateContextCallback, order: Order
) -> None:
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{site}/requests/new/rules-fees/")
    below = page.locator(".sending")
    message = page.locator("textarea[name=body]")
    before = below.bounding_box()

    message.fill("My parcel has not arrived, it is lost")
    page.get_by_role("button", name="Switch, and keep what I wrote").wait_for()

    assert below.bounding_box() == before
    page.get_by_role("button", name="Switch, and keep what I wrote").click()
    page.wait_for_url("**/requests/new/not-received/")
    expect(message).to_have_value("My parcel has not arrived, it is lost")


def test_without_scripts_a_request_with_a_picture_is_filed_after_an_error_and_a_question(
    site: str, new_context: CreateContextCallback, order: Order, tmp_path: Path
) -> None:
    picture = tmp_path / "clasp.png"
    Image.new("RGB", (40, 30), "teal").save(picture)
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{site}/accounts/login/?next=/requests/new/")
    log_in(page, order.buyer.user)
    page.locator(".things__one").click()
    page.locator('a.matter[href^="/requests/new/not-shipped/"]').click()
    expect(page.locator(f'input[value="{order.number}"]')).to_be_checked()

    page.locator("input[type=file]").set_input_files(picture)
    page.locator(".sending .button").first.click()
    if page.locator(".error-summary").count():
        page.locator("textarea[name=body]").fill("?")
        page.locator(".sending .button").first.click()
    if page.locator(".asking").count():
        page.locator(".asking .button--text").click()

    expect(page.locator(".claim .number")).to_be_visible()
    expect(page.locator(".sent__files")).to_contain_text("clasp")
    ticket = Ticket.objects.get()
    assert ticket.links.get().order == order
    assert ticket.messages.in_order()[0].attachments.count() == 1
