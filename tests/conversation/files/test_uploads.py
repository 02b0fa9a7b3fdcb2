"""Files on their way: in parts, broken off, resumed, too many, and of others."""

import datetime as dt
import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from consignment.models import User
from tests.conversation.files import samples
from tests.conversation.files.sending import begun, lying, owner, sent
from tests.factories.desk import MONDAY
from tests.factories.trade import UserFactory
from tickets.conversation.files import uploads
from tickets.conversation.files.choices import MediaType, UploadState
from tickets.conversation.files.models import Upload, UploadPart
from tickets.conversation.files.owners import Owner, holder_of
from tickets.conversation.files.refusals import FilesRefused, Why
from tickets.conversation.files.uploads import OffsetDiffers
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.tokens import new_secret

pytestmark = pytest.mark.django_db
PART = 1000


@pytest.fixture
def ada() -> User:
    return UserFactory.create()


def add(upload: Upload, whose: User | Owner, offset: int, content: bytes) -> Upload:
    found = owner(whose) if isinstance(whose, User) else whose
    return uploads.append(upload.id, owner=found, offset=offset, content=content, at=MONDAY)


def refusal(why: Why, whose: User, size: int, name: str = "a.jpg") -> None:
    with pytest.raises(FilesRefused) as refused:
        uploads.create(owner(whose), name=name, size=size, at=MONDAY)
    assert refused.value.code == why
    assert refused.value.name == name


def test_parts_are_joined_checked_and_then_forgotten(ada):
    content = samples.picture()
    upload = begun(ada, content)

    for offset in range(0, len(content), PART):
        upload = add(upload, ada, offset, content[offset : offset + PART])

    assert (upload.state, upload.media_type) == (UploadState.READY, MediaType.JPEG)
    assert (upload.width, upload.height, upload.is_picture) == (640, 400, True)
    assert not UploadPart.objects.exists()
    with default_storage.open(upload.stored_name) as stored:
        assert len(stored.read()) == upload.stored_size
    assert upload.name not in upload.stored_name
    assert default_storage.exists(upload.preview_name)


def test_an_upload_goes_on_after_a_break_where_it_ended(ada):
    content = samples.pdf(b"%" + b"x" * 5000 + b"\n")
    upload = begun(ada, content, name="receipt.pdf")
    add(upload, ada, 0, content[:3000])

    # What the answer of the first said was lost on the way.
    with pytest.raises(OffsetDiffers) as differs:
        add(upload, ada, 0, content[:3000])
    assert differs.value.offset == 3000
    upload = add(upload, ada, 3000, content[3000:])

    assert upload.state == UploadState.READY
    with default_storage.open(upload.stored_name) as stored:
        assert stored.read() == content


@pytest.mark.parametrize("offset", [1, 999, 1001, 2000])
def test_a_part_that_leaves_a_gap_or_overlaps_changes_nothing(ada, offset):
    content = samples.picture()
    upload = begun(ada, content)
    add(upload, ada, 0, content[:1000])
    before = lying()

    with pytest.raises(OffsetDiffers):
        add(upload, ada, offset, content[offset : offset + PART])

    assert Upload.objects.get(id=upload.id).received == 1000
    assert lying() == before


def test_more_than_was_announced_is_refused_and_the_rest_still_fits(ada):
    content = samples.pdf()
    upload = begun(ada, content)

    with pytest.raises(FilesRefused) as refused:
        add(upload, ada, 0, content + b"x")

    assert refused.value.code == Why.MORE_THAN_ANNOUNCED
    assert add(upload, ada, 0, content).state == UploadState.READY


def test_a_check_that_was_broken_off_is_made_by_an_empty_part(ada):
    content = samples.picture()
    upload = begun(ada, content)
    add(upload, ada, 0, content[:-10])
    # As when the process died after the last part was written down.
    last = uploads._add(upload, offset=len(content) - 10, content=content[-10:], at=MONDAY)
    assert last.state == UploadState.RECEIVING

    assert add(upload, ada, len(content), b"").state == UploadState.READY


def test_what_is_refused_says_why_and_keeps_no_bytes(ada):
    upload = begun(ada, samples.program(), name="holiday.jpg")

    upload = add(upload, ada, 0, samples.program())

    assert (upload.state, upload.why) == (UploadState.REFUSED, Why.PROGRAM)
    assert "Send a picture or a PDF" in upload.why_words
    assert not UploadPart.objects.exists()
    with pytest.raises(OffsetDiffers):
        add(upload, ada, 0, b"x")


def test_empty_and_too_large_files_are_refused_before_they_are_sent(ada):
    refusal(Why.EMPTY, ada, 0)
    refusal(Why.EMPTY, ada, -1)
    refusal(Why.TOO_LARGE, ada, 30_000_000)
    DeskSettings.objects.update(megabytes_per_file=40)
    assert uploads.create(owner(ada), name="a.jpg", size=30_000_000, at=MONDAY).received == 0


def test_one_person_keeps_so_much_waiting_and_no_more(ada):
    DeskSettings.current()
    DeskSettings.objects.update(waiting_megabytes=40)
    first = uploads.create(owner(ada), name="a.jpg", size=20_000_000, at=MONDAY)
    for _ in range(20):
        uploads.create(owner(ada), name="a.jpg", size=1, at=MONDAY)

    refusal(Why.NO_ROOM, ada, 1)

    uploads.create(owner(UserFactory.create()), name="a.jpg", size=1, at=MONDAY)
    uploads.remove(first.id, owner=owner(ada))
    uploads.create(owner(ada), name="a.jpg", size=1, at=MONDAY)


def test_nobody_reaches_an_upload_of_another(ada):
    (secret, _), (guess, _) = new_secret(), new_secret()
    mine = [sent(ada), sent(holder_of(secret))]
    others = [owner(UserFactory.create()), holder_of(guess), Owner()]

    for upload in mine:
        for other in others:
            assert not Upload.objects.visible_to(other).filter(id=upload.id).exists()
            with pytest.raises(Upload.DoesNotExist):
                add(upload, other, 0, b"x")
            with pytest.raises(Upload.DoesNotExist):
                uploads.remove(upload.id, owner=other)
    assert Upload.objects.count() == 2


def test_who_logs_in_still_has_what_the_browser_uploaded_before(ada):
    secret, key_hash = new_secret()
    before, after = sent(holder_of(secret)), sent(ada)

    mine = Upload.objects.visible_to(Owner(user_id=ada.id, key_hash=key_hash))

    assert set(mine) == {before, after}


def test_an_upload_that_has_expired_takes_nothing_more(ada):
    upload = begun(ada, b"x" * 10)
    late = MONDAY + dt.timedelta(hours=DeskSettings.current().upload_hours)

    with pytest.raises(Upload.DoesNotExist):
        uploads.append(upload.id, owner=owner(ada), offset=0, content=b"x", at=late)


def test_what_is_removed_is_gone_with_its_parts(ada):
    upload = begun(ada, b"x" * 10)
    add(upload, ada, 0, b"xxx")

    uploads.remove(upload.id, owner=owner(ada))

    assert not UploadPart.objects.exists()
    with pytest.raises(Upload.DoesNotExist):
        uploads.remove(upload.id, owner=owner(ada))


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"user": None}, "upload_is_of_a_person_or_of_a_secret"),
        ({"key_hash": "0" * 64}, "upload_is_of_a_person_or_of_a_secret"),
        ({"received": 11}, "upload_receives_no_more_than_announced"),
        ({"size": 0}, "upload_receives_no_more_than_announced"),
        ({"state": UploadState.READY}, "upload_ready_has_its_bytes"),
        ({"stored_name": "files/x"}, "upload_ready_has_its_bytes"),
        ({"state": UploadState.REFUSED}, "upload_refused_says_why"),
        ({"why": Why.PROGRAM}, "upload_refused_says_why"),
    ],
)
def test_the_database_holds_what_an_upload_must_be(ada, facts, constraint):
    whole = {"user": ada, "name": "a", "size": 10, "created_at": MONDAY, "expires_at": MONDAY}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Upload.objects.create(**{**whole, **facts})


def test_the_same_file_reads_alike_and_another_does_not(ada):
    first, again = sent(ada), sent(ada)
    other = sent(ada, samples.picture(size=(64, 64)))

    assert repr([first]) == repr([again]) != repr([other])
    assert first.id != again.id
    assert isinstance(first.id, uuid.UUID)
