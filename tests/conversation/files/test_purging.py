"""What nobody needs goes away, and nothing else."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from consignment.models import User
from tests.conversation.files import samples
from tests.conversation.files.sending import begun, lying, owner, sent
from tests.factories.desk import MONDAY, make_desk, open_ticket
from tests.factories.trade import BuyerFactory
from tickets.conversation.files import purging, storing, uploads
from tickets.conversation.files.models import Attachment, DiscardedFile, Upload
from tickets.lifecycle.desk import DeskSettings

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def buyer() -> User:
    make_desk()
    return BuyerFactory.create().user


def expire() -> dt.datetime:
    return MONDAY + dt.timedelta(hours=DeskSettings.current().upload_hours, seconds=1)


def test_what_was_never_sent_is_kept_for_a_while_and_then_gone(buyer):
    sent(buyer)
    half = begun(buyer, b"x" * 100)
    uploads.append(half.id, owner=owner(buyer), offset=0, content=b"x" * 50, at=MONDAY)
    assert len(lying()) == 3

    purging.purge(at=expire() - dt.timedelta(seconds=2))
    assert Upload.objects.count() == 2
    assert len(lying()) == 3

    assert purging.purge(at=expire()) == 3
    assert not Upload.objects.exists()
    assert lying() == set()
    assert not DiscardedFile.objects.exists()


def test_what_was_sent_stays_when_its_upload_is_forgotten(buyer):
    ticket = open_ticket(customer=buyer, files=[sent(buyer), sent(buyer, samples.pdf())])

    purging.purge(at=expire())

    assert not Upload.objects.exists()
    for file in Attachment.objects.filter(message__ticket=ticket):
        assert default_storage.exists(file.stored_name)
    assert len(lying()) == 3


def test_bytes_follow_a_row_that_is_deleted_and_only_once_it_is(buyer):
    open_ticket(customer=buyer, files=[sent(buyer)])

    with transaction.atomic():
        Attachment.objects.all().delete()
        transaction.set_rollback(True)
    purging.purge(at=MONDAY)
    assert len(lying()) == 2

    Attachment.objects.all().delete()
    assert len(lying()) == 2
    purging.purge(at=MONDAY)
    assert lying() == set()


def test_parts_and_refused_files_leave_no_bytes(buyer):
    content = samples.picture()
    upload = begun(buyer, content)
    for offset in range(0, len(content), 2000):
        part = content[offset : offset + 2000]
        uploads.append(upload.id, owner=owner(buyer), offset=offset, content=part, at=MONDAY)
    sent(buyer, samples.program())

    purging.purge(at=MONDAY)

    upload = Upload.objects.get(id=upload.id)
    assert lying() == {upload.stored_name, upload.preview_name}


def test_bytes_that_no_row_ever_named_are_found_within_days(buyer):
    upload = sent(buyer)
    stray = storing.put(ContentFile(b"lost"), at=MONDAY)

    assert purging.sweep(at=MONDAY + dt.timedelta(hours=2)) == 0
    assert purging.sweep(at=MONDAY + 2 * DAY) == 1
    purging.purge(at=MONDAY)

    assert not default_storage.exists(stray)
    assert default_storage.exists(upload.stored_name)


def test_a_name_that_a_row_needs_is_never_deleted(buyer):
    upload = sent(buyer)
    storing.discard(upload.stored_name, upload.preview_name)

    purging.purge(at=MONDAY)

    assert lying() == {upload.stored_name, upload.preview_name}
    assert not DiscardedFile.objects.exists()


def test_a_purge_that_was_broken_off_is_finished_by_the_next(buyer):
    upload = sent(buyer)
    upload.delete()
    # The bytes went, and then the process.
    default_storage.delete(upload.stored_name)

    purging.purge(at=MONDAY)

    assert lying() == set()


def test_a_purge_goes_on_until_nothing_is_left(buyer):
    DiscardedFile.objects.bulk_create(
        DiscardedFile(name=f"files/2026-03-02/{number}") for number in range(purging.BATCH + 1)
    )

    assert purging.purge(at=MONDAY) == purging.BATCH + 1
    assert not DiscardedFile.objects.exists()
