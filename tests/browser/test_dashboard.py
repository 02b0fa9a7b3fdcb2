"""The dashboard in a real browser: readable by everybody, on a desk and on a phone."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import (
    VIEWS,
    View,
    browser_of,
    grave_faults,
    overhang,
    small_targets,
)
from tests.browser.test_desk import sign_in
from tests.factories.desk import Desk, open_ticket, ticket_in
from tickets.actions.rate import rate
from tickets.insight import facts
from tickets.lifecycle.choices import State
from tickets.staff.actors import actor_of

DASHBOARD = "/admin/desk/dashboard/"
PAGES = (
    f"{DASHBOARD}?who=all",
    f"{DASHBOARD}measures/satisfaction/?who=all",
    f"{DASHBOARD}measures/filed/tickets/?who=all&from=soon",
    f"{DASHBOARD}backlog/?who=all",
)
NOT_OURS = re.compile(r'unfold|name="presence"|tabindex="-1"')
OPEN = "document.querySelectorAll('.desk details').forEach((one) => { one.open = true })"
LOOKS = [
    pytest.param(tag, view, id=f"{tag}-{view}") for tag, views in VIEWS.items() for view in views
]


@pytest.fixture
def counted(desk: Desk) -> Desk:
    """A desk on which something happened, and was counted."""
    now = timezone.now()
    for score in (5, 4, 1):
        ticket = ticket_in(State.RESOLVED, desk, at=now - dt.timedelta(minutes=9))
        rate(ticket.id, by=actor_of(ticket.requester), score=score, at=now)
    open_ticket(at=now - dt.timedelta(minutes=5))
    facts.refresh(at=timezone.now())
    return desk


def test_every_page_of_it_can_be_read_by_everybody(site: str, browser: Browser, counted: Desk):
    for param in LOOKS:
        tag, view = param.values
        assert isinstance(view, View)
        context = browser.new_context(**browser_of(str(tag)), has_touch=view.is_phone)
        sign_in(context, site, counted)
        page = context.new_page()
        view.take(page)
        for path in PAGES:
            page.goto(site + path)
            page.evaluate(OPEN)
            assert grave_faults(page) == [], (path, param.id)
            assert overhang(page) == [], (path, param.id)
            if view.is_phone:
                # The frame's own controls are not of this page, and a picture's links stand in
                # words beside it.
                small = [one for one in small_targets(page) if not NOT_OURS.search(one)]
                assert small == [], path
        context.close()


def test_a_figure_is_a_click_from_its_tickets_and_they_are_a_click_from_it(
    site: str, page: Page, counted: Desk
):
    sign_in(page.context, site, counted)
    page.goto(site + DASHBOARD)

    page.get_by_role("link", name="Tickets that speak against Satisfaction").click()

    expect(page.get_by_role("cell", name="1 / 5")).to_be_visible()
    expect(page.locator("table.behind tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Back to the figure").click()
    expect(page.get_by_role("heading", name="By category")).to_be_visible()


def test_no_row_of_the_dashboard_has_an_empty_column(site: str, page: Page, counted: Desk):
    sign_in(page.context, site, Desk(counted.supervisor, counted.supervisor))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}{DASHBOARD}?who=all")
    expect(page.locator(".figures").first).to_be_visible()

    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".figures")].map((section) => {
          const edge = section.getBoundingClientRect().right;
          const cards = [...section.children].map((card) => card.getBoundingClientRect());
          const beside = (card) => cards.some((other) =>
            other.left >= card.right && other.top < card.bottom && other.bottom > card.top);
          const last = cards.filter((card) => !beside(card));
          return Math.max(...last.map((card) => edge - card.right));
        })"""
    )

    assert gaps
    assert max(gaps) < 2
