"""Files that go with messages: all of them or none, once, and never lost."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from consignment.models import User
from tests.conversation.files import samples
from tests.conversation.files.sending import begun, lying, sent
from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.actions.receive import receive
from tickets.actions.reply import reply
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Attachment, Upload
from tickets.conversation.files.refusals import FilesRefused, Why
from tickets.conversation.models import Message
from tickets.conversation.writing import TextRefused
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.actors import actor_of

pytestmark = pytest.mark.django_db
LATER = MONDAY + dt.timedelta(minutes=5)


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def buyer(desk) -> User:
    return BuyerFactory.create().user


@pytest.fixture
def ticket(buyer) -> Ticket:
    return open_ticket(customer=buyer)


def write(
    ticket: Ticket, *files: Upload, body: str = "See here.", at: dt.datetime = LATER
) -> Message:
    by = actor_of(ticket.requester)
    return receive(ticket.id, by=by, body=body, channel=Channel.SITE, files=files, at=at)


def refused(why: Why, ticket: Ticket, *files: Upload) -> FilesRefused:
    with pytest.raises(FilesRefused) as refusal, transaction.atomic():
        write(ticket, *files)
    assert refusal.value.code == why
    assert Message.objects.filter(ticket=ticket).count() == 1
    assert not Attachment.objects.exists()
    return refusal.value


def test_files_come_with_a_new_ticket_in_their_order(buyer):
    picture, paper = sent(buyer, name="b.jpg"), sent(buyer, samples.pdf(), name="a.pdf")
    before = lying()

    ticket = open_ticket(customer=buyer, files=[picture, paper])

    files = list(ticket.messages.get().attachments.all())
    assert [file.name for file in files] == ["b.jpg", "a.pdf"]
    assert [file.stored_name for file in files] == [picture.stored_name, paper.stored_name]
    assert [file.is_picture for file in files] == [True, False]
    assert lying() == before


def test_an_agent_sends_files_too(desk, ticket):
    paper = sent(desk.agent.user, samples.pdf(), name="label.pdf")

    message = reply(ticket.id, by=desk.agent_actor, body="Your label.", files=[paper], at=LATER)

    assert message.attachments.get().name == "label.pdf"


def test_a_file_needs_no_words(ticket, buyer):
    assert write(ticket, sent(buyer), body=" ").body == "(one file)"
    assert write(ticket, sent(buyer), sent(buyer), body="").body == "(2 files)"
    with pytest.raises(TextRefused):
        write(ticket, body="")


def test_a_file_is_sent_once(ticket, buyer):
    file = sent(buyer)
    write(ticket, file, file)

    with pytest.raises(FilesRefused) as refusal:
        write(ticket, file)

    assert refusal.value.code == Why.SENT_BEFORE
    assert "sent before" in refusal.value.why
    assert Attachment.objects.count() == 1


def test_what_has_not_arrived_was_refused_or_is_gone_is_said_by_name(ticket, buyer):
    half = begun(buyer, b"x" * 100, name="half.jpg")
    bad = sent(buyer, samples.program(), name="bad.jpg")
    gone = sent(buyer, name="gone.jpg")
    Upload.objects.filter(id=gone.id).delete()
    good = sent(buyer)

    assert refused(Why.NOT_WHOLE, ticket, good, half).name == "half.jpg"
    assert refused(Why.PROGRAM, ticket, good, bad).name == "bad.jpg"
    assert refused(Why.GONE, ticket, good, gone).name == "gone.jpg"
    assert Upload.objects.get(id=good.id).state == UploadState.READY


def test_eleven_files_are_one_too_many(ticket, buyer):
    content = samples.picture(size=(8, 8))
    files = [sent(buyer, content) for _ in range(11)]

    assert "Up to 10 files" in refused(Why.TOO_MANY, ticket, *files).why

    assert write(ticket, *files[:10]).attachments.count() == 10
    DeskSettings.objects.update(files_per_message=1)
    assert write(ticket, files[10]).attachments.count() == 1


def test_a_transaction_that_is_taken_back_loses_no_file(ticket, buyer):
    file = sent(buyer)

    with transaction.atomic():
        write(ticket, file)
        transaction.set_rollback(True)

    again = Upload.objects.get(id=file.id)
    assert again.state == UploadState.READY
    assert default_storage.exists(again.stored_name)
    write(ticket, again)
    assert default_storage.exists(Attachment.objects.get().stored_name)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"media_type": "text/html"}, "attachment_is_of_a_stored_type"),
        ({"media_type": "image/heic"}, "attachment_is_of_a_stored_type"),
        ({"size": 0}, "attachment_has_its_bytes"),
        ({"stored_name": ""}, "attachment_has_its_bytes"),
        ({"preview_name": ""}, "attachment_picture_has_measures_and_preview"),
        ({"width": None}, "attachment_picture_has_measures_and_preview"),
    ],
)
def test_the_database_holds_what_a_file_must_be(ticket, buyer, facts, constraint):
    write(ticket, sent(buyer))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Attachment.objects.update(**facts)
