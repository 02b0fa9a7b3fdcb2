"""Files by the API: sent in parts, resumed, sent along, read by who may."""

import base64
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIClient

from consignment.models import User
from tests.api.calls import RULES, TICKETS, at, caller, errors, problem
from tests.conversation.files import samples
from tests.conversation.files.sending import sent
from tests.factories.desk import Desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Attachment, Upload
from tickets.conversation.files.refusals import Why
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.tokens import hashed, new_secret

UPLOADS = "/api/v1/uploads/"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
PART = "application/offset+octet-stream"
LIMIT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def begin(client: APIClient, size: int, name: str = "watch.jpg", **headers: Any) -> Response:
    encoded = base64.b64encode(name.encode()).decode()
    metadata = f"filename {encoded},filetype {base64.b64encode(b'image/jpeg').decode()}"
    facts = {"HTTP_UPLOAD_LENGTH": str(size), "HTTP_UPLOAD_METADATA": metadata}
    return client.post(UPLOADS, **{**TUS, **facts, **headers})


def add(client: APIClient, where: str, offset: int, content: bytes, **headers: Any) -> Response:
    facts = {**TUS, "HTTP_UPLOAD_OFFSET": str(offset), **headers}
    return client.generic("PATCH", where, content, PART, **facts)


def upload(client: APIClient, content: bytes, name: str = "watch.jpg", **headers: Any) -> str:
    """Send a whole file in parts of a few kilobytes; return its id."""
    begun = begin(client, len(content), name, **headers)
    for offset in range(0, len(content), 2000):
        answer = add(client, begun["Location"], offset, content[offset : offset + 2000], **headers)
        assert answer.status_code == 204, answer.content
    return str(begun.json()["id"])


def test_a_file_is_sent_in_parts_and_goes_with_a_new_ticket(customer: APIClient, buyer: User):
    content = samples.photo()
    begun = begin(customer, len(content), "My watch.jpg")

    assert begun.status_code == 201
    assert begun["Location"] == f"{UPLOADS}{begun.json()['id']}/"
    assert begun["Upload-Offset"] == "0"
    assert "Upload-Key" not in begun
    half = len(content) // 2
    assert add(customer, begun["Location"], 0, content[:half])["Upload-Offset"] == str(half)
    last = add(customer, begun["Location"], half, content[half:])
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(content)))
    read = customer.get(begun["Location"]).json()
    assert (read["state"], read["name"]) == ("ready", "My watch.jpg")

    filed = customer.post(TICKETS, {**RULES, "files": [read["id"]]})

    assert filed.status_code == 201, filed.content
    [message] = customer.get(at(filed.json()["id"], "messages")).json()["results"]
    [file] = message["files"]
    assert file["name"] == "My watch.jpg"
    assert file["media_type"] == "image/jpeg"
    assert (file["width"], file["height"]) == (400, 640)
    got = customer.get(file["url"])
    assert len(got.content) == file["size"]
    assert got["Content-Disposition"] == 'attachment; filename="My watch.jpg"'
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "private" in got["Cache-Control"]
    assert not any(word in got.content for word in samples.SECRET_WORDS)
    assert customer.get(file["preview_url"])["Content-Type"] == "image/jpeg"


def test_an_upload_is_resumed_where_its_head_says(customer: APIClient):
    content = samples.picture()
    where = begin(customer, len(content))["Location"]
    add(customer, where, 0, content[:1500])

    # The answer was lost: the app asks, or tries again and is told.
    head = customer.head(where, **TUS)
    assert (head["Upload-Offset"], head["Upload-Length"]) == ("1500", str(len(content)))
    assert head["Cache-Control"] == "no-store"
    again = add(customer, where, 0, content[:1500])

    assert problem(again, 409)["code"] == "offset_differs"
    assert again["Upload-Offset"] == "1500"
    assert add(customer, where, 1500, content[1500:]).status_code == 204


def test_a_file_is_known_by_its_content_and_the_refusal_says_what_to_send(customer: APIClient):
    where = begin(customer, len(samples.program()), "holiday.jpg")["Location"]

    answer = problem(add(customer, where, 0, samples.program()), 422)

    assert answer["code"] == Why.PROGRAM
    assert "Send a picture or a PDF" in answer["detail"]
    read = customer.get(where).json()
    assert (read["state"], read["why"]) == ("refused", "program")
    refused = customer.post(TICKETS, {**RULES, "files": [read["id"]]})
    assert "holiday.jpg" in errors(refused)["files"]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("size", "status", "code"),
    [
        ("30000000", 413, "too_large"),
        ("0", 400, "empty"),
        ("-5", 400, "header_invalid"),
        ("many", 400, "header_invalid"),
        ("", 400, "header_invalid"),
        ("9" * 30, 400, "header_invalid"),
    ],
)
def test_what_will_not_fit_is_refused_before_it_is_sent(
    customer: APIClient, size: Any, status: int, code: str
):
    answer = problem(begin(customer, size), status)

    assert answer["code"] == code
    assert not Upload.objects.exists()


def test_the_language_of_the_caller_is_spoken(customer: APIClient):
    answer = begin(customer, 30_000_000, HTTP_ACCEPT_LANGUAGE="en")
    assert "up to 20 MB fit" in problem(answer, 413)["detail"]


def test_a_part_has_a_size_a_type_and_a_version(customer: APIClient):
    where = begin(customer, 10_000_000)["Location"]

    assert problem(add(customer, where, 0, b"x" * (LIMIT + 1)), 413)["code"] == "part_too_large"
    assert add(customer, where, 0, b"x" * LIMIT).status_code == 204
    wrong = customer.generic("PATCH", where, b"x", "text/plain", **TUS, HTTP_UPLOAD_OFFSET="0")
    assert problem(wrong, 415)["code"] == "not_a_part"
    no_version = customer.generic("PATCH", where, b"x", PART, HTTP_UPLOAD_OFFSET="0")
    assert problem(no_version, 412)["code"] == "tus_version"
    assert no_version["Tus-Version"] == "1.0.0"
    assert problem(add(customer, where, "here", b"x"), 400)["code"] == "header_invalid"
    assert Upload.objects.get().received == LIMIT


def test_a_part_that_says_it_is_smaller_than_it_is_is_not_read(customer: APIClient):
    where = begin(customer, 10_000_000)["Location"]

    answer = add(customer, where, 0, b"x" * (LIMIT + 1), HTTP_IDEMPOTENCY_KEY="a")

    assert problem(answer, 413)
    assert Upload.objects.get().received == 0


def test_what_the_server_can_do_is_told_to_everybody(db: None):
    answer = caller().options(UPLOADS)

    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,termination"
    assert answer["Tus-Max-Size"] == "20000000"


def test_a_part_with_an_idempotency_key_is_taken_once_and_answered_alike(customer: APIClient):
    content = samples.picture()
    where = begin(customer, len(content), HTTP_IDEMPOTENCY_KEY="begin")["Location"]
    assert begin(customer, len(content), HTTP_IDEMPOTENCY_KEY="begin")["Location"] == where

    first = add(customer, where, 0, content[:1000], HTTP_IDEMPOTENCY_KEY="first")
    again = add(customer, where, 0, content[:1000], HTTP_IDEMPOTENCY_KEY="first")
    last = add(customer, where, 1000, content[1000:], HTTP_IDEMPOTENCY_KEY="last")

    assert (first.status_code, first["Upload-Offset"]) == (204, "1000")
    assert (again.status_code, again["Upload-Offset"]) == (204, "1000")
    assert again["Idempotent-Replayed"] == "true"
    assert last.status_code == 204
    assert Upload.objects.get().state == UploadState.READY


def test_a_refusal_with_an_idempotency_key_is_kept_at_the_upload(customer: APIClient):
    content = samples.program()
    where = begin(customer, len(content))["Location"]

    assert problem(add(customer, where, 0, content, HTTP_IDEMPOTENCY_KEY="a"), 422)

    assert customer.get(where).json()["state"] == "refused"


def test_an_upload_of_somebody_else_is_not_there(customer: APIClient, buyer: User):
    other = BuyerFactory.create().user
    theirs = sent(other, at=timezone.now())
    where = f"{UPLOADS}{theirs.id}/"

    for answer in (
        customer.get(where),
        customer.delete(where, **TUS),
        add(customer, where, theirs.received, b""),
        caller().get(where),
    ):
        assert problem(answer, 404)["detail"] == "There is nothing at this address."
    refused = customer.post(TICKETS, {**RULES, "files": [str(theirs.id), str(uuid.uuid4())]})
    assert set(errors(refused)) == {"files.0", "files.1"}
    assert len(set(errors(refused).values())) == 1
    assert Upload.objects.get(id=theirs.id).state == UploadState.READY


@pytest.mark.parametrize("files", ["x", {"a": 1}, ["x"], [None], [1], [[]], ["0" * 200], None])
def test_ids_that_are_none_are_said_by_their_place(customer: APIClient, files: Any):
    refused = customer.post(TICKETS, {**RULES, "files": files})

    assert any(field.startswith("files") for field in errors(refused))


def test_a_message_with_files_and_no_words_says_how_many(customer: APIClient, buyer: User):
    ticket = open_ticket(customer=buyer, at=timezone.now())
    ids = [upload(customer, samples.picture()), upload(customer, samples.pdf(), "收据.pdf")]

    answer = customer.post(at(ticket, "messages"), {"body": "", "files": ids})

    assert answer.status_code == 201, answer.content
    said = answer.json()
    assert said["body"] == "(2 files)"
    assert [file["name"] for file in said["files"]] == ["watch.jpg", "收据.pdf"]
    pdf = customer.get(said["files"][1]["url"])
    assert "filename*=utf-8''%E6%94%B6%E6%8D%AE.pdf" in pdf["Content-Disposition"]
    assert pdf.content == samples.pdf()
    again = customer.post(at(ticket, "messages"), {"body": "Again.", "files": ids[:1]})
    assert "sent before" in errors(again)["files"]
    assert ticket.messages.count() == 2


def test_a_message_that_is_repeated_by_its_key_sends_its_file_once(
    customer: APIClient, buyer: User
):
    ticket = open_ticket(customer=buyer, at=timezone.now())
    file = upload(customer, samples.picture())
    body = {"body": "See here.", "files": [file]}

    first, again = (
        customer.post(at(ticket, "messages"), body, HTTP_IDEMPOTENCY_KEY="k") for _ in range(2)
    )

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert Attachment.objects.count() == 1


def test_staff_send_files_too(agent: APIClient, desk: Desk, customer: APIClient, buyer: User):
    ticket = open_ticket(customer=buyer, at=timezone.now())
    label = upload(agent, samples.pdf(), "label.pdf")

    answer = agent.post(at(ticket, "messages"), {"body": "Your label.", "files": [label]})

    assert answer.status_code == 201, answer.content
    assert customer.get(answer.json()["files"][0]["url"]).content == samples.pdf()


def test_a_guest_uploads_by_a_secret_that_is_told_once_and_files_with_it(db: None, desk: Desk):
    stranger = caller()
    begun = begin(stranger, len(samples.pdf()), "a.pdf")
    key = begun["Upload-Key"]
    with_key = {"HTTP_UPLOAD_KEY": key}

    assert Upload.objects.get().key_hash == hashed(key)
    assert key not in begun.content.decode()
    assert problem(stranger.get(begun["Location"]), 404)
    assert "Upload-Key" not in stranger.get(begun["Location"], **with_key)
    assert add(stranger, begun["Location"], 0, samples.pdf(), **with_key).status_code == 204
    filing = {**RULES, "guest": {"email": "lin@example.com"}, "files": [begun.json()["id"]]}
    assert errors(stranger.post(TICKETS, filing))
    filed = stranger.post(TICKETS, filing, **with_key)

    assert filed.status_code == 201, filed.content
    assert Attachment.objects.get().message.ticket.guest_email == "lin@example.com"


def test_a_guest_may_bring_a_secret_but_none_that_can_be_guessed(db: None):
    secret, _hash = new_secret()
    begun = begin(caller(), 10, HTTP_UPLOAD_KEY=secret)
    assert begun.status_code == 201
    assert "Upload-Key" not in begun

    for weak in ("secret", "a" * 42, "ä" * 43, " " * 43):
        assert problem(begin(caller(), 10, HTTP_UPLOAD_KEY=weak), 400)


def test_strangers_begin_so_many_uploads_an_hour(db: None):
    answers = [begin(caller(), 10).status_code for _ in range(61)]

    assert answers[:60] == [201] * 60
    assert answers[60] == 429


def test_an_upload_is_forgotten_on_request(customer: APIClient):
    where = begin(customer, 10)["Location"]

    assert customer.delete(where, **TUS).status_code == 204

    assert problem(customer.get(where), 404)
    assert not Upload.objects.exists()


def test_a_range_of_a_file_is_read(customer: APIClient, buyer: User):
    film = sent(buyer, samples.film(), name="clip.mp4", at=timezone.now())
    ticket = open_ticket(customer=buyer, at=timezone.now(), files=[film])
    url = f"{at(ticket)}files/{Attachment.objects.get().id}/"
    whole = customer.get(url).content

    def ranged(value: str) -> Response:
        return customer.get(url, HTTP_RANGE=value)

    assert ranged("bytes=0-9").content == whole[:10]
    assert ranged("bytes=0-9").status_code == 206
    assert ranged("bytes=0-9")["Content-Range"] == f"bytes 0-9/{len(whole)}"
    assert ranged("bytes=-5").content == whole[-5:]
    assert ranged(f"bytes=10-{10**14}").content == whole[10:]
    assert ranged(f"bytes={len(whole)}-").status_code == 416
    for odd in ("bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=b-a"):
        assert ranged(odd).content == whole


def test_a_page_of_messages_takes_as_many_statements_with_files_as_without(
    customer: APIClient, buyer: User
):
    ticket = open_ticket(customer=buyer, at=timezone.now())

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert customer.get(at(ticket, "messages")).status_code == 200
        return len([q for q in captured if "SAVEPOINT" not in q["sql"]])

    before = statements()
    for _ in range(5):
        customer.post(
            at(ticket, "messages"),
            {"body": "", "files": [str(sent(buyer, at=timezone.now()).id) for _ in range(2)]},
        )

    assert statements() == before


def test_more_files_than_fit_anywhere_are_refused_before_they_are_looked_up(customer: APIClient):
    ids = [str(uuid.uuid4()) for _ in range(101)]

    refused = errors(customer.post(TICKETS, {**RULES, "files": ids}))

    assert list(refused) == ["files"]
    assert "100" in refused["files"]
