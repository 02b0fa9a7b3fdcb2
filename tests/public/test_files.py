"""Files on the site: sent with a form or before it, kept when it comes back, read by who may."""

import base64
import io
import re
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from consignment.models import User
from tests.conversation.files import samples
from tests.conversation.files.sending import lying, sent
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory
from tests.public.visits import (
    asked_to_log_in,
    error_at,
    form_of,
    page,
    recent,
    token_of,
    visitor,
    words,
)
from tickets.actions.open import Guest
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Attachment, Upload
from tickets.lifecycle import guests
from tickets.lifecycle.models import Ticket

PART = "application/offset+octet-stream"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
KEPT = re.compile(r'type="checkbox" name="files" value="([0-9a-f-]{36})" checked')


def file(content: bytes | None = None, name: str = "watch.jpg") -> SimpleUploadedFile:
    whole = samples.picture() if content is None else content
    return SimpleUploadedFile(name, whole, content_type="image/jpeg")


def answer(visit: Client, ticket: Ticket, **fields: Any) -> HttpResponse:
    """Send the reply form as a browser without scripts does."""
    return visit.post(page("message", ticket), {"body": "See here.", **fields})


def begin(visit: Client, size: int, name: str = "watch.jpg") -> HttpResponse:
    encoded = base64.b64encode(name.encode()).decode()
    facts = {"HTTP_UPLOAD_LENGTH": str(size), "HTTP_UPLOAD_METADATA": f"filename {encoded}"}
    return visit.post("/uploads/", **TUS, **facts)


def add(visit: Client, where: str, offset: int, content: bytes) -> HttpResponse:
    facts = {**TUS, "HTTP_UPLOAD_OFFSET": str(offset)}
    return visit.generic("PATCH", where, content, PART, **facts)


@pytest.fixture
def ticket(buyer: User) -> Ticket:
    return open_ticket(customer=buyer, at=recent())


def test_files_of_a_plain_form_go_with_the_message(visit: Client, ticket: Ticket) -> None:
    sent_along = [file(name="front.jpg"), file(samples.pdf(), "收据.pdf")]

    response = answer(visit, ticket, files=sent_along)

    assert response.status_code == 302
    names = Attachment.objects.values_list("name", flat=True)
    assert list(names) == ["front.jpg", "收据.pdf"]
    shown = visit.get(page("ticket", ticket))
    assert "front.jpg JPEG · " in words(shown)
    assert "收据.pdf PDF · " in words(shown)


def test_a_request_is_filed_with_files_by_somebody_without_a_login(desk: Desk) -> None:
    stranger = visitor()
    fields = {"body": "How much commission do you take?", "email": "lin@example.com"}

    response = stranger.post(form_of("rules-fees"), {**fields, "files": [file()]})

    assert response.status_code == 302, error_at(response, "files")
    assert Attachment.objects.get().message.ticket.guest_email == "lin@example.com"


def test_what_is_good_is_kept_when_the_form_comes_back(visit: Client, ticket: Ticket) -> None:
    bad = file(samples.program(), "invoice.jpg")

    response = answer(visit, ticket, body="", files=[file(name="front.jpg"), bad])

    assert response.status_code == 422
    assert "invoice.jpg: This is a program." in error_at(response, "files")
    assert "front.jpg" in words(response)
    [kept] = KEPT.findall(response.content.decode())
    again = answer(visit, ticket, files=[kept])
    assert again.status_code == 302
    assert Attachment.objects.get().name == "front.jpg"


def test_a_file_that_is_unticked_stays_out(visit: Client, ticket: Ticket) -> None:
    response = answer(
        visit, ticket, body="\u200b", files=[file(), file(samples.program(), "x.jpg")]
    )
    assert len(KEPT.findall(response.content.decode())) == 1

    answer(visit, ticket)

    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "nothing.jpg", "The submitted file is empty|This file is empty"),
        (b"%PDF" + bytes(30_000_000), "large.pdf", "large.pdf: This file is too large: up to 20"),
        (b"<script>alert(1)</script>", "page.pdf", "page.pdf: This is a web page."),
        (samples.pdf() + samples.archive(), "both.pdf", "both.pdf: Something else is hidden"),
        (samples.png_bomb(), "bomb.png", "bomb.png: This picture has too many pixels."),
        (samples.picture()[:900], "half.jpg", "half.jpg: This picture is damaged"),
        (samples.program(), "pho\u202etgpj.exe", "photgpj.exe: This is a program."),
    ],
    ids=["empty", "30 MB", "html", "polyglot", "bomb", "half", "disguised"],
)
def test_a_bad_file_is_said_plainly_and_the_words_are_kept(
    visit: Client, ticket: Ticket, content: bytes, name: str, said: str
) -> None:
    response = answer(visit, ticket, body="Look at this.", files=[file(content, name)])

    assert response.status_code == 422
    assert re.search(said, error_at(response, "files")), error_at(response, "files")
    assert "Look at this." in response.content.decode()
    assert ticket.messages.count() == 1
    assert not Attachment.objects.exists()


def test_eleven_files_are_one_too_many_and_ten_of_them_are_kept(
    visit: Client, ticket: Ticket
) -> None:
    content = samples.picture(size=(8, 8))
    eleven = [file(content, f"{number}.jpg") for number in range(11)]

    response = answer(visit, ticket, files=eleven)

    assert "Up to 10 files fit in a message." in error_at(response, "files")
    assert len(KEPT.findall(response.content.decode())) == 10


def test_a_plain_form_that_is_sent_twice_is_taken_once(visit: Client, ticket: Ticket) -> None:
    token = token_of(visit.get(page("ticket", ticket)))

    for _ in range(2):
        assert answer(visit, ticket, token=token, files=[file()]).status_code == 302

    assert ticket.messages.count() == 2
    assert Attachment.objects.count() == 1


def test_ids_that_are_sent_twice_are_taken_once(visit: Client, ticket: Ticket, buyer: User) -> None:
    token = token_of(visit.get(page("ticket", ticket)))
    upload = sent(buyer, at=timezone.now())

    for _ in range(2):
        assert answer(visit, ticket, token=token, files=[upload.id]).status_code == 302

    assert ticket.messages.count() == 2
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("made_up", ["x", "0198f0a4-0000-7000-8000-000000000000", "'; --"])
def test_a_file_that_is_not_theirs_is_not_sent(
    visit: Client, ticket: Ticket, desk: Desk, made_up: str
) -> None:
    theirs = sent(BuyerFactory.create().user, at=timezone.now())

    for named in (made_up, theirs.id):
        response = answer(visit, ticket, files=[named])
        assert response.status_code == 422
    assert "is no longer kept" in error_at(response, "files")
    assert Upload.objects.get().state == UploadState.READY


def test_a_script_sends_parts_and_only_the_id_comes_with_the_form(
    visit: Client, ticket: Ticket
) -> None:
    content = samples.photo()
    begun = begin(visit, len(content), "../../My watch.jpg")
    where = begun["Location"]

    first = add(visit, where, 0, content[:1000])
    assert (first.status_code, first.json()["state"]) == (200, "receiving")
    lost = add(visit, where, 0, content[:1000])
    assert (lost.status_code, lost["Upload-Offset"]) == (409, "1000")
    told = add(visit, where, 1000, content[1000:]).json()

    assert (told["state"], told["name"]) == ("ready", "My watch.jpg")
    assert visit.get(told["preview_url"])["Content-Type"] == "image/jpeg"
    # A browser sends the chooser, in which nothing is left, as an empty text.
    assert answer(visit, ticket, files=[told["id"], ""]).status_code == 302
    assert Attachment.objects.get().name == "My watch.jpg"


def test_a_refused_part_is_answered_in_words(visit: Client) -> None:
    where = begin(visit, len(samples.program()))["Location"]

    told = add(visit, where, 0, samples.program())

    assert told.status_code == 422
    assert told.json()["detail"].startswith("This is a program.")
    too_large = begin(visit, 30_000_000)
    assert too_large.status_code == 413
    assert "up to 20 MB fit" in too_large.json()["detail"]


def test_a_part_needs_the_token_of_a_page(buyer: User) -> None:
    strict = visitor(buyer, enforce_csrf_checks=True)

    assert begin(strict, 10).status_code == 403


def test_a_browser_keeps_its_files_over_the_log_in(buyer: User, ticket: Ticket) -> None:
    browser = visitor()
    where = begin(browser, len(samples.pdf()), "a.pdf")["Location"]
    told = add(browser, where, 0, samples.pdf()).json()
    assert visitor().get(where).status_code == 404

    browser.force_login(buyer, backend="django.contrib.auth.backends.ModelBackend")

    assert answer(browser, ticket, files=[told["id"]]).status_code == 302
    assert Attachment.objects.get().message.ticket == ticket


def test_looking_at_a_page_gives_no_browser_a_secret(desk: Desk) -> None:
    stranger = visitor()

    stranger.get(form_of("rules-fees"))

    assert "files_secret" not in stranger.session


def test_strangers_send_so_many_files_an_hour(desk: Desk) -> None:
    stranger = visitor()
    assert [begin(stranger, 10).status_code for _ in range(61)] == [201] * 60 + [429]

    response = stranger.post(form_of("rules-fees"), {"body": "", "files": [file()]})

    assert "That is a lot for one hour." in error_at(response, "files")


def test_a_file_is_saved_and_never_shown_as_a_page(
    visit: Client, ticket: Ticket, buyer: User
) -> None:
    note = file("<3 收据".encode(), 'a "note"; x.txt')
    answer(visit, ticket, files=[note])
    [link] = re.findall(
        r'href="([^"]+/files/[^"]+)"', visit.get(page("ticket", ticket)).content.decode()
    )

    saved = visit.get(link)

    assert saved.content == "<3 收据".encode()
    assert saved["Content-Disposition"].startswith("attachment;")
    assert saved["Content-Type"] == "text/plain; charset=utf-8"
    assert saved["X-Content-Type-Options"] == "nosniff"
    assert saved["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert visitor(BuyerFactory.create().user).get(link).status_code == 404
    assert asked_to_log_in(visitor().get(link))
    other = open_ticket(customer=buyer, at=recent())
    moved = link.replace(str(ticket.id), str(other.id))
    assert visit.get(moved).status_code == 404
    assert visit.get(f"{link}preview/").status_code == 404


def test_a_guest_reads_the_files_of_the_ticket_that_the_link_opens(desk: Desk) -> None:
    ticket = open_ticket(customer=Guest("lin@example.com"), at=recent())
    guest = visitor()
    guest.get(f"/guest/{guests.make(ticket, at=timezone.now())}/")
    assert answer(guest, ticket, files=[file()]).status_code == 302
    [link] = re.findall(
        r'href="([^"]+/files/[^"]+)"', guest.get(page("ticket", ticket)).content.decode()
    )

    assert guest.get(link).status_code == 200
    assert guest.get(f"{link}preview/").status_code == 200
    assert asked_to_log_in(visitor().get(link))


def test_bytes_that_are_away_are_a_fault_and_no_lie(
    visit: Client, ticket: Ticket, buyer: User
) -> None:
    answer(visit, ticket, files=[file()])
    stored = Attachment.objects.get()
    default_storage.delete(stored.stored_name)
    visit.raise_request_exception = False

    assert visit.get(f"{page('ticket', ticket)}files/{stored.id}/").status_code == 500


def test_the_agent_sees_what_the_customer_sent(visit: Client, ticket: Ticket, desk: Desk) -> None:
    answer(visit, ticket, files=[file(name="front.jpg")])
    agent = visitor(desk.agent.user)

    shown = agent.get(f"/admin/desk/tickets/{ticket.id}/").content.decode()
    [link] = re.findall(r'href="(/admin/desk/[^"]+/files/[^"]+)"', shown)

    assert "front.jpg" in shown
    with io.BytesIO(agent.get(link).content) as content:
        assert content.read(3) == b"\xff\xd8\xff"
    assert f'src="{link}preview/"' in shown
    assert agent.get(f"{link}preview/")["Content-Type"] == "image/jpeg"
    assert len(lying()) == 2
