"""A customer and an agent write to each other; matters that are over; what a guest keeps."""

import re

import pytest
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_playwright import CreateContextCallback

from consignment.models import User
from tests.channels.mailing import deliver, links_in
from tests.factories.desk import Desk, open_ticket, ticket_in
from tests.factories.trade import PASSWORD, BuyerFactory
from tickets.actions.assign import take
from tickets.actions.close import close
from tickets.actions.open import Guest
from tickets.actions.reply import reply
from tickets.conversation.models import Author, Message
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Channel, State
from tickets.lifecycle.models import Ticket

REPLY = re.compile("on the site and by mail")
WITHIN_A_SECOND = 1_000
PHONE = {"width": 390, "height": 844}


def sign_in(context: BrowserContext, site: str, user: User) -> None:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


@pytest.fixture
def buyer(desk: Desk) -> User:
    return BuyerFactory.create(user__verified=True, user__email="ada@example.com").user


@pytest.fixture
def ticket(desk: Desk, buyer: User) -> Ticket:
    now = timezone.now()
    return take(open_ticket(customer=buyer, at=now).id, by=desk.agent_actor, at=now)


def opened(context: BrowserContext, site: str, path: str, *, live: str) -> Page:
    """Return ``path`` in a tab of its own, once it listens to its stream."""
    page = context.new_page()
    with page.expect_response(re.compile(live)):
        page.goto(site + path)
    return page


@pytest.fixture
def at_home(site: str, context: BrowserContext, buyer: User, ticket: Ticket) -> Page:
    sign_in(context, site, buyer)
    return opened(context, site, f"/requests/{ticket.id}/", live="/live/requests/")


@pytest.fixture
def at_the_desk(site: str, new_context: CreateContextCallback, desk: Desk, ticket: Ticket) -> Page:
    context = new_context(viewport={"width": 1440, "height": 900})
    sign_in(context, site, desk.agent.user)
    return opened(context, site, f"/admin/desk/tickets/{ticket.id}/", live="/events/")


def test_each_side_sees_that_the_other_writes_and_nobody_sees_what_or_who(
    at_home: Page, at_the_desk: Page, desk: Desk
) -> None:
    at_the_desk.get_by_label(REPLY).press_sequentially("A secret")
    writing = at_home.get_by_text("Somebody is writing …")
    expect(writing).to_be_visible()
    assert "A secret" not in at_home.content()
    assert str(desk.agent.user) not in at_home.content()

    at_home.get_by_label("Your message").press_sequentially("Hello")
    expect(at_the_desk.get_by_text("The customer is writing …")).to_be_visible()

    # Nobody writes any more: it goes by itself.
    expect(writing).to_be_hidden()
    expect(at_the_desk.get_by_text("The customer is writing …")).to_be_hidden()


def test_a_message_is_there_within_a_second_and_leaves_what_is_typed(
    at_home: Page, desk: Desk, ticket: Ticket
) -> None:
    at_home.get_by_label("Your message").fill("Half a sen")

    reply(ticket.id, by=desk.agent_actor, body="It is 15 %.", at=timezone.now())

    expect(at_home.get_by_text("It is 15 %.")).to_be_visible(timeout=WITHIN_A_SECOND * 3)
    expect(at_home.get_by_label("Your message")).to_have_value("Half a sen")


def test_a_new_message_below_is_told_by_a_button_that_leads_to_it(
    site: str, context: BrowserContext, buyer: User, desk: Desk, ticket: Ticket
) -> None:
    now = timezone.now()
    Message.objects.bulk_create(
        Message(ticket=ticket, author_kind=Author.CUSTOMER, body=f"Line {n}.\n" * 4,
                channel=Channel.SITE, at=now)
        for n in range(40)
    )  # fmt: skip
    sign_in(context, site, buyer)
    page = opened(context, site, f"/requests/{ticket.id}/", live="/live/requests/")
    new = page.get_by_role("button", name="New message")
    expect(new).to_be_hidden()

    reply(ticket.id, by=desk.agent_actor, body="Down here.", at=timezone.now())
    new.click()

    expect(page.get_by_text("Down here.")).to_be_in_viewport()
    expect(new).to_be_hidden()
    page.get_by_role("link", name="Earlier messages").click()
    expect(page.get_by_text("Line 0.").first).to_be_attached()
    expect(page.get_by_role("link", name="Earlier messages")).to_be_hidden()
    assert page.locator(".bubble--customer").count() == 41


def test_a_message_is_sent_by_keyboard_and_a_reload_keeps_what_is_not_sent(
    at_home: Page, ticket: Ticket
) -> None:
    body = at_home.get_by_label("Your message")
    body.fill("By keyboard.")
    body.press("Control+Enter")
    expect(at_home.get_by_role("log").get_by_text("By keyboard.")).to_be_visible()

    at_home.get_by_label("Your message").press_sequentially("Not yet")
    expect(at_home.locator("[data-draft-state]")).to_contain_text("Saved")
    at_home.reload()

    expect(at_home.get_by_label("Your message")).to_have_value("Not yet")
    assert ticket.messages.filter(body="By keyboard.").count() == 1


def test_a_closed_matter_goes_on_in_a_follow_up_on_a_phone(
    site: str, new_context: CreateContextCallback, buyer: User, desk: Desk
) -> None:
    ticket = ticket_in(State.RESOLVED, desk, customer=buyer, at=timezone.now())
    close(ticket.id, by=SYSTEM, at=timezone.now())
    context = new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    sign_in(context, site, buyer)
    page = context.new_page()
    page.goto(f"{site}/requests/?show=closed")

    page.get_by_role("link", name=re.compile("How much commission")).click()
    expect(page.get_by_text("What you write opens a follow-up")).to_be_visible()
    page.get_by_label("Your message").fill("And for a bag?")
    page.get_by_role("button", name="Send as a follow-up").click()

    expect(page.get_by_text("We go on with it here")).to_be_visible()
    expect(page.get_by_label("Where it stands")).to_contain_text("A person answers by")
    page.get_by_role("link", name=ticket.reference).click()
    follow = Ticket.objects.get(follows=ticket)
    expect(page.get_by_role("link", name=follow.reference)).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]


def test_a_guest_comes_by_the_link_signs_in_and_keeps_the_request(
    site: str, page: Page, buyer: User, desk: Desk, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    ticket = open_ticket(customer=Guest("jo@example.com", "Jo"), at=timezone.now())
    deliver()
    (link,) = links_in(mailoutbox[0].body)
    page.goto(site + link)
    expect(page.get_by_role("heading", name=re.compile("How much commission"))).to_be_visible()
    expect(page.get_by_role("button", name="Add it to my account")).to_be_hidden()

    page.goto(f"{site}/accounts/login/?next={link}")
    page.get_by_label("Email").fill(buyer.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Add it to my account").click()

    expect(page.get_by_text("This request is in your account now.")).to_be_visible()
    page.goto(f"{site}/requests/")
    expect(page.get_by_text(ticket.reference)).to_be_visible()
    page.goto(site + link)
    expect(page.get_by_role("heading", name="This link has expired")).to_be_visible()
    deliver()
    assert mailoutbox[-1].to == ["jo@example.com"]
