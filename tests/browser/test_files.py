"""Files in a real browser: sent while one writes, broken off, resumed, dropped, without scripts."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from pytest_playwright import CreateContextCallback

from consignment.models import User
from tests.conversation.files import samples
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import PASSWORD, BuyerFactory
from tickets.conversation.files.models import Attachment, Upload
from tickets.lifecycle.models import Ticket


@pytest.fixture
def buyer(desk: Desk) -> User:
    return BuyerFactory.create(user__verified=True, user__email="ada@example.com").user


@pytest.fixture
def ticket(buyer: User) -> Ticket:
    return open_ticket(customer=buyer, at=timezone.now())


@pytest.fixture
def pictures(tmp_path: Path) -> dict[str, Path]:
    found = {
        "photo.jpg": samples.photo(),
        "film.mp4": samples.film() + samples.box(b"free", bytes(3_000_000)),
        "invoice.jpg": samples.program(),
    }
    for name, content in found.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in found}


def log_in(page: Page, site: str, user: User) -> None:
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="How can we help?")).to_be_visible()


def row(page: Page, name: str) -> Locator:
    return page.locator(".files__row", has_text=name)


def choose(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").set_input_files(files)


@pytest.fixture
def open_page(site: str, page: Page, buyer: User, ticket: Ticket) -> Page:
    """The buyer's page of the ticket."""
    log_in(page, site, buyer)
    page.goto(f"{site}/requests/{ticket.id}/")
    return page


def test_files_are_sent_while_one_writes_and_stand_in_the_conversation(
    open_page: Page, pictures: dict[str, Path], ticket: Ticket
) -> None:
    choose(open_page, *pictures.values())

    expect(row(open_page, "photo.jpg")).to_contain_text("will be sent")
    expect(row(open_page, "photo.jpg").locator("img")).to_have_js_property("complete", True)
    expect(row(open_page, "film.mp4")).to_contain_text("3 MB · will be sent")
    expect(row(open_page, "invoice.jpg")).to_contain_text("This is a program.")
    row(open_page, "invoice.jpg").get_by_role("button", name="Remove").press("Enter")
    expect(row(open_page, "invoice.jpg")).to_have_count(0)
    expect(open_page.locator("input[type=file]")).to_be_focused()
    open_page.get_by_label("Your message").fill("Here they are.")
    open_page.get_by_role("button", name="Send").click()

    shown = open_page.get_by_role("log").get_by_role("link", name="photo.jpg")
    expect(shown).to_be_visible()
    with open_page.expect_download() as saved:
        shown.click()
    assert saved.value.suggested_filename == "photo.jpg"
    assert not any(word in saved.value.path().read_bytes() for word in samples.SECRET_WORDS)
    expect(row(open_page, "photo.jpg")).to_have_count(0)
    assert [file.name for file in Attachment.objects.all()] == ["photo.jpg", "film.mp4"]
    assert ticket.messages.count() == 2


def test_an_upload_goes_on_by_itself_when_the_connection_is_back(
    open_page: Page, context: BrowserContext, pictures: dict[str, Path]
) -> None:
    parts: list[str] = []

    def count(route: Route) -> None:
        if route.request.method == "PATCH":
            parts.append(route.request.headers["upload-offset"])
            if len(parts) == 3:
                context.set_offline(True)
        route.continue_()

    open_page.route("**/uploads/*/", count)
    choose(open_page, pictures["film.mp4"])
    expect(row(open_page, "film.mp4")).to_contain_text("The connection is lost.")

    open_page.get_by_label("Your message").fill("The film.")
    open_page.get_by_role("button", name="Send").click()
    expect(open_page.get_by_role("button", name="Your files are on their way")).to_be_visible()
    context.set_offline(False)

    expect(open_page.get_by_role("log").get_by_role("link", name="film.mp4")).to_be_visible()
    assert [int(offset) for offset in parts] == sorted(map(int, parts))
    with default_storage.open(Attachment.objects.get().stored_name) as stored:
        whole = pictures["film.mp4"].read_bytes()
        assert len(stored.read()) == len(whole)


def test_after_a_reload_whole_files_are_there_and_half_of_one_goes_on(
    open_page: Page, pictures: dict[str, Path]
) -> None:
    choose(open_page, pictures["photo.jpg"])
    expect(row(open_page, "photo.jpg")).to_contain_text("will be sent")
    sent: list[str] = []

    def hold(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
            if len(sent) == 3:
                return
        route.continue_()

    open_page.route("**/uploads/*/", hold)
    choose(open_page, pictures["film.mp4"])
    expect(row(open_page, "film.mp4")).to_contain_text(re.compile("[1-9][0-9]* kB of 3 MB"))
    open_page.reload()

    expect(row(open_page, "photo.jpg")).to_contain_text("will be sent")
    expect(row(open_page, "film.mp4")).to_contain_text(
        "Choose it again, and it goes on from there."
    )
    open_page.get_by_label("Your message").fill("Both.")
    open_page.get_by_role("button", name="Send").click()
    expect(open_page.get_by_text("A file is not complete.")).to_be_attached()
    sent.clear()
    open_page.unroute("**/uploads/*/")
    choose(open_page, pictures["film.mp4"])
    expect(row(open_page, "film.mp4")).to_contain_text("will be sent")
    open_page.get_by_role("button", name="Send").click()

    expect(open_page.get_by_role("log").get_by_role("link", name="film.mp4")).to_be_visible()
    assert Attachment.objects.count() == Upload.objects.count() == 2


def test_files_are_dropped_and_pasted(open_page: Page) -> None:
    make = """(kind) => {
        const data = new DataTransfer();
        data.items.add(new File(["Kept for you."], `${kind}.txt`, { type: "text/plain" }));
        const event = kind === "paste"
            ? new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data })
            : new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data });
        document.querySelector(kind === "paste" ? "textarea" : "[data-drop]").dispatchEvent(event);
    }"""

    for kind in ("drop", "paste"):
        open_page.evaluate(make, kind)
        expect(row(open_page, f"{kind}.txt")).to_contain_text("will be sent")


def test_without_scripts_good_files_are_kept_when_the_form_comes_back(
    site: str,
    new_context: CreateContextCallback,
    buyer: User,
    ticket: Ticket,
    pictures: dict[str, Path],
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    log_in(page, site, buyer)
    page.goto(f"{site}/requests/{ticket.id}/")
    choose(page, pictures["photo.jpg"], pictures["invoice.jpg"])
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert")).to_contain_text("invoice.jpg: This is a program.")
    expect(page.get_by_role("checkbox", name="photo.jpg")).to_be_checked()
    page.get_by_label("Your message").fill("Here it is.")
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("log").get_by_role("link", name="photo.jpg")).to_be_visible()
    assert Attachment.objects.get().name == "photo.jpg"
