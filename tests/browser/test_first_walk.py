"""The first walk of a ticket, in a real browser, on a real server, with the database between."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_playwright import CreateContextCallback

from consignment.models import Order, User
from tests.channels.mailing import deliver, links_in
from tests.factories.desk import Desk
from tests.factories.trade import PASSWORD, BuyerFactory, OrderFactory, ProofFactory
from tickets.actions.reply import reply
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Review, ReviewState


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The agent can log in."""
    ProofFactory.create(user=desk.agent.user)
    return desk


@pytest.fixture
def order(desk: Desk) -> Order:
    buyer = BuyerFactory.create(user__verified=True, user__email="ada@example.com")
    return OrderFactory.create(buyer=buyer, paid=True)


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What the browser complains of, but for the statuses that a test asks for."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with" not in message.text:
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def log_in(page: Page, site: str, user: User) -> None:
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="How can we help?")).to_be_visible()


def file(page: Page, site: str, order: Order, words: str) -> Ticket:
    """File a request by the template, from the first page to the receipt."""
    page.goto(site)
    page.get_by_role("link", name="My order has not shipped").click()
    page.get_by_label(order.number).check()
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send to client services").click()
    expect(page.get_by_role("heading", name=re.compile(r"T-\d+"))).to_be_visible()
    return Ticket.objects.get()


def answer(desk_page: Page, words: str, *, press: str) -> None:
    """Write to the customer as an agent does, on the page of the ticket at the desk."""
    desk_page.get_by_label(re.compile("on the site and by mail")).fill(words)
    desk_page.get_by_role("button", name=press, exact=True).click()


def test_a_buyer_asks_reads_the_answer_as_it_comes_and_rates_it(
    site: str,
    page: Page,
    new_context: CreateContextCallback,
    order: Order,
    desk: Desk,
    mailoutbox: list[EmailMultiAlternatives],
    faults: list[str],
) -> None:
    log_in(page, site, order.buyer.user)
    file(page, site, order, "It should have shipped on Friday.")
    expect(page.get_by_label("Where it stands")).to_contain_text("A person answers by")
    page.get_by_role("link", name="See my request").click()
    page.get_by_label("Your message").fill("By the way, ")
    page.evaluate("window.never_reloaded = true")

    at_the_desk = new_context(viewport={"width": 1440, "height": 900}).new_page()
    log_in(at_the_desk, site, desk.agent.user)
    at_the_desk.goto(f"{site}/admin/desk/")
    at_the_desk.get_by_role("link", name="It should have shipped on Friday.").click()
    answer(at_the_desk, "It leaves us today.", press="Send")

    expect(page.get_by_text("It leaves us today.")).to_be_visible()
    expect(page.get_by_text("In progress")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value("By the way, ")

    answer(at_the_desk, "It is on its way.", press="Send and resolve")

    expect(page.get_by_role("heading", name="Are you satisfied with our help?")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value("By the way, ")
    assert page.evaluate("window.never_reloaded")

    deliver()
    assert [mail.to[0].split("<")[1] for mail in mailoutbox] == ["ada@example.com>"] * 3
    (rate,) = (link for link in links_in(mailoutbox[-1].body) if link.endswith("?score=2"))
    page.goto(site + rate)
    expect(page.get_by_label("Rather not")).to_be_checked()
    page.get_by_role("button", name="Send my rating").click()

    expect(page.get_by_text("A supervisor reads this and finds out why.")).to_be_visible()
    review = Review.objects.get()
    assert (review.rating.score, review.state) == (2, ReviewState.DUE)
    assert faults == []


def test_everything_works_without_scripts(
    site: str, new_context: CreateContextCallback, order: Order, desk: Desk
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, site, order.buyer.user)
    page.goto(f"{site}/requests/new/not-shipped/")

    page.get_by_role("button", name="Send to client services").click()
    expect(page.get_by_role("heading", name="Please check the following")).to_be_visible()
    ticket = file(page, site, order, "Where is it?")
    reply(ticket.id, by=desk.agent_actor, body="It leaves us today.", at=timezone.now())
    page.get_by_role("link", name="See my request").click()
    expect(page.get_by_text("It leaves us today.")).to_be_visible()
    page.get_by_label("Your message").fill("Thank you.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log").get_by_text("Thank you.")).to_be_visible()
    page.get_by_text("I no longer need an answer").click()
    page.get_by_role("button", name="Withdraw my request").click()

    expect(page.get_by_text("You withdrew this request. Nothing is left to do.")).to_be_visible()
