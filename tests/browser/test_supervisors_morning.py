"""A supervisor's morning, in a real browser: how it went, what is late, what recurs, and the
figures taken along.
"""

import csv
import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_desk import sign_in
from tests.factories.desk import Desk, ticket_in
from tests.insight.test_patterns import about, order_by
from tickets.actions.rate import rate
from tickets.actions.review import write_review
from tickets.insight import facts
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Cause, Review, ReviewState
from tickets.staff.actors import actor_of

YESTERDAY = dt.timedelta(days=1)


@pytest.fixture
def screen(page: Page, context: BrowserContext, site: str, desk: Desk) -> Page:
    """The supervisor's browser, signed in."""
    sign_in(context, site, Desk(desk.supervisor, desk.supervisor))
    return page


def solved(desk: Desk, score: int, subject: str) -> Ticket:
    """Return a ticket that was solved yesterday, and rated."""
    at = timezone.now() - YESTERDAY
    ticket = ticket_in(State.RESOLVED, desk, at=at, subject=subject)
    rate(ticket.id, by=actor_of(ticket.requester), score=score, at=at + dt.timedelta(minutes=9))
    return ticket


def open_dashboard(page: Page, site: str) -> None:
    """Open it with all that has happened counted, as beat does every minute."""
    facts.refresh(at=timezone.now())
    cache.clear()
    page.goto(f"{site}/admin/desk/dashboard/")


def written(ticket: Ticket, desk: Desk) -> Review:
    return write_review(
        Review.objects.get(rating__ticket=ticket).id,
        by=desk.agent_actor,
        cause=Cause.SLOW,
        what_happened="Nobody was there.",
        what_is_done="Somebody is.",
        at=timezone.now(),
    )


def test_a_figure_off_its_target_leads_to_the_ticket_that_spoilt_it(
    site: str, screen: Page, desk: Desk
):
    solved(desk, 5, "Thanked us")
    solved(desk, 1, "Waited for days")
    open_dashboard(screen, site)
    satisfaction = screen.get_by_role("region", name="Satisfaction", exact=True)
    expect(satisfaction).to_contain_text("50 %")

    satisfaction.get_by_role("link", name=re.compile("speak against")).click()

    rows = screen.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(2)
    rows.get_by_role("link", name="Waited for days").click()
    expect(screen.get_by_role("heading", name="Waited for days")).to_be_visible()


def test_the_figures_are_taken_along_as_a_table(site: str, screen: Page, desk: Desk):
    solved(desk, 5, "Thanked us")
    open_dashboard(screen, site)

    with screen.expect_download() as downloading:
        screen.get_by_role("link", name="Satisfaction as CSV").click()

    with downloading.value.path().open(encoding="utf-8-sig") as file:
        heading, *rows = csv.reader(file)
    assert len(heading) > 1
    assert len(rows) >= 1
    assert {len(row) for row in rows} == {len(heading)}


def test_an_overdue_review_is_seen_one_is_returned_and_one_accepted(
    site: str, screen: Page, desk: Desk
):
    late, poor, good = (solved(desk, 1, subject) for subject in ("Late", "Poor", "Good"))
    Review.objects.filter(rating__ticket=late).update(due_at=timezone.now() - YESTERDAY)
    to_return, to_accept = written(poor, desk), written(good, desk)
    screen.goto(f"{site}/admin/desk/reviews/")
    expect(screen.get_by_text("1 review is overdue.")).to_be_visible()
    screen.get_by_role("link", name="See them").click()
    expect(screen.get_by_role("row")).to_have_count(2)
    expect(screen.get_by_role("link", name=re.compile("Late"))).to_be_visible()

    screen.get_by_role("link", name=re.compile("^To accept")).click()
    screen.get_by_role("link", name=re.compile("Poor")).click()
    screen.get_by_label("Or return it: what is missing?").fill("Which customer, and when?")
    screen.get_by_role("button", name="Return it").click()
    expect(screen.get_by_role("row", name=re.compile("Poor"))).to_contain_text("round 2")

    screen.get_by_role("link", name=re.compile("^To accept")).click()
    screen.get_by_role("link", name=re.compile("Good")).click()
    screen.get_by_role("button", name="Accept and close").click()
    screen.get_by_role("link", name=re.compile("^Closed")).click()
    expect(screen.get_by_role("row", name=re.compile("Good"))).to_be_visible()
    assert Review.objects.get(id=to_return.id).state == ReviewState.DUE
    assert Review.objects.get(id=to_accept.id).state == ReviewState.CLOSED


def test_what_recurs_leads_to_its_tickets(site: str, screen: Page, desk: Desk):
    tickets = [about(order_by("Swift Heron"), at=timezone.now()) for _ in range(4)]
    ticket_in(State.OPEN, desk, at=timezone.now() - YESTERDAY, subject="Something else")
    screen.goto(f"{site}/admin/desk/patterns/")
    screen.get_by_role("link", name="Couriers").click()

    screen.get_by_role("link", name=re.compile("Swift Heron")).click()

    expect(screen.get_by_text(re.compile("Courier .Swift Heron.: tickets filed"))).to_be_visible()
    rows = screen.locator(".tickets tbody tr")
    expect(rows).to_have_count(len(tickets))
    expect(screen.get_by_text("Something else")).to_have_count(0)
