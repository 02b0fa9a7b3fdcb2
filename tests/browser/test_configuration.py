"""Configuration by keyboard alone: a policy is changed and the change undone, and so on."""

import datetime as dt
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.looking import Complaints, grave_faults
from tests.browser.test_desk import sign_in
from tests.browser.walking import tab_to
from tests.factories.desk import AgentFactory, Desk
from tickets.sla.models import Calendar, Policy
from tickets.triage.models import Category

CONFIGURATION = "admin/desk/configuration"


@pytest.fixture
def supervisor(site: str, page: Page, context: BrowserContext, desk: Desk) -> Page:
    sign_in(context, site, Desk(desk.supervisor, desk.supervisor))
    return page


@pytest.fixture
def administrator(site: str, page: Page, context: BrowserContext, desk: Desk) -> Page:
    someone = AgentFactory.create(administrator=True)
    sign_in(context, site, Desk(someone, someone))
    return page


def test_a_policy_is_changed_and_the_change_undone(administrator: Page, site: str):
    page = administrator
    page.goto(f"{site}/{CONFIGURATION}/policies/")
    cell = page.get_by_role("region", name="Standard").get_by_role("row", name=re.compile("^High"))
    tab_to(page, cell.get_by_role("link").nth(2))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Change this policy"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("First response within"))
    page.keyboard.press("Control+A")
    page.keyboard.type("5 min")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    changed = Policy.objects.get(key="high-chat").first_response_within

    tab_to(page, page.get_by_role("link", name=re.compile("Changes$")).first)
    page.keyboard.press("Enter")
    first = page.get_by_role("article").first
    expect(first.get_by_role("row", name=re.compile("First response within"))).to_be_visible()
    tab_to(page, first.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Undone.")).to_be_visible()

    assert changed == dt.timedelta(minutes=5)
    assert Policy.objects.get(key="high-chat").first_response_within == dt.timedelta(minutes=10)


def test_a_calendar_is_moved_by_the_arrows(supervisor: Page, site: str):
    calendar = Calendar.objects.get(key="office")
    page = supervisor
    page.goto(f"{site}/admin/tickets/calendar/{calendar.pk}/change/")
    bar = page.get_by_role("button", name="Monday, 09:00 to 22:00")
    tab_to(page, bar)

    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Monday, 08:45 to 21:45")).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("button", name="Monday, 08:45 to 22:00")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text(re.compile("Two windows overlap"))).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text(re.compile("A promise of 2 h made now falls due"))).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).press("Enter")

    monday = calendar.windows.get(weekday=0)
    assert (monday.start, monday.end) == (dt.time(8, 45), dt.time(22))


def test_a_question_is_moved_and_seen_at_once(supervisor: Page, site: str):
    category = Category.objects.get(key="not-shipped")
    first, second = list(category.fields.all())[:2]
    page = supervisor
    with Complaints(page) as complaints:
        page.goto(f"{site}/admin/tickets/category/{category.pk}/change/#fields")
        shown = page.frame_locator("[data-frame]")
        expect(shown.get_by_text(first.label_en).first).to_be_visible()
        up = page.get_by_role("button", name="Move up").nth(1)
        tab_to(page, up)
        page.keyboard.press("Enter")
        label = page.get_by_label("Question, English").first
        expect(label).to_have_value(second.label_en)
        label.fill("When did you order?")
        expect(shown.get_by_text("When did you order?")).to_be_visible()
        page.get_by_role("button", name="中文").press("Enter")
        expect(shown.get_by_text(second.label_zh)).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).press("Enter")

    asked = list(category.fields.all())
    assert complaints == []
    assert [one.pk for one in asked[:2]] == [second.pk, first.pk]
    assert asked[0].label_en == "When did you order?"


def test_a_question_that_was_removed_says_so_and_can_be_kept(supervisor: Page, site: str):
    category = Category.objects.get(key="not-shipped")
    page = supervisor
    page.goto(f"{site}/admin/tickets/category/{category.pk}/change/#fields")
    question = page.locator("[data-question]").first
    question.get_by_role("button", name="Remove").click()
    expect(question).to_contain_text(category.fields.all()[0].label_en)
    expect(question.get_by_text("Removed when you save.")).to_be_visible()

    question.get_by_role("button", name="Keep it").click()

    expect(question.get_by_label("Question, English")).to_be_visible()
    expect(question.get_by_text("Removed when you save.")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_configuration_are_for_everybody(supervisor: Page, site: str, theme: str):
    calendar = Calendar.objects.get(key="office").pk
    category = Category.objects.get(key="not-shipped").pk
    page = supervisor
    page.add_init_script(f"localStorage.setItem('adminTheme', '{theme}')")
    page.set_viewport_size({"width": 390, "height": 844})
    found = []
    for path in (
        f"{CONFIGURATION}/changes/",
        f"{CONFIGURATION}/policies/?channel=chat&lane=vip",
        f"{CONFIGURATION}/missing/",
        f"{CONFIGURATION}/calendars/{calendar}/holidays/?country=PT&year=2026",
        f"admin/tickets/calendar/{calendar}/change/",
        f"admin/tickets/category/{category}/change/#fields",
    ):
        page.goto(f"{site}/{path}")
        page.wait_for_load_state("networkidle")
        found += [f"{path}: {fault}" for fault in grave_faults(page)]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 390:
            found.append(f"{path} is {wide} px wide")

    assert found == []
