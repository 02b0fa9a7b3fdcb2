"""Giving files that have arrived to a message."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import ngettext

from tickets.conversation import writing
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Attachment, Upload
from tickets.conversation.files.refusals import Why, refused
from tickets.conversation.models import Message
from tickets.lifecycle.desk import DeskSettings


def attach(message: Message, uploads: Sequence[Upload], *, at: dt.datetime) -> list[Attachment]:
    """Give ``uploads`` to ``message``, in their order. Caller holds the ticket lock.

    Only rows change: the bytes stay where they are, under the name they have, so that a
    transaction that is taken back leaves the uploads as they were. ``uploads`` are the sender's
    own; the door found them through ``visible_to``.

    Raises FilesRefused: too many, not arrived, refused, sent before, or gone meanwhile.
    """
    if not uploads:
        return []
    wanted = {upload.id: upload for upload in uploads}
    if len(wanted) > DeskSettings.current().files_per_message:
        raise refused(Why.TOO_MANY)
    # By id, so that two messages that share files wait for each other in one order.
    locked = {
        upload.id: upload
        for upload in Upload.objects.select_for_update().filter(id__in=wanted).order_by("id")
    }
    for upload_id, upload in wanted.items():
        _check(locked.get(upload_id), name=upload.name)
    attachments = Attachment.objects.bulk_create(
        _attachment(message, locked[upload_id], position=position, at=at)
        for position, upload_id in enumerate(wanted)
    )
    for upload in locked.values():
        upload.state = UploadState.ATTACHED
        upload.stored_name = upload.preview_name = ""
        upload.save(update_fields=["state", "stored_name", "preview_name"])
    return attachments


def body_with(body: str, uploads: Sequence[Upload]) -> str:
    """Return ``body``, or for files that come without a word how many they are."""
    if not uploads or writing.says_something(body):
        return body
    return ngettext("(one file)", "(%(count)s files)", len(uploads)) % {"count": len(uploads)}


def _check(upload: Upload | None, *, name: str) -> None:
    if upload is None:
        raise refused(Why.GONE, name=name)
    match UploadState(upload.state):
        case UploadState.RECEIVING:
            raise refused(Why.NOT_WHOLE, name=name)
        case UploadState.ATTACHED:
            raise refused(Why.SENT_BEFORE, name=name)
        case UploadState.REFUSED:
            raise refused(Why(upload.why), name=name)


def _attachment(message: Message, upload: Upload, *, position: int, at: dt.datetime) -> Attachment:
    return Attachment(
        message=message,
        position=position,
        name=upload.name,
        media_type=upload.media_type,
        size=upload.stored_size,
        sha256=upload.sha256,
        width=upload.width,
        height=upload.height,
        stored_name=upload.stored_name,
        preview_name=upload.preview_name,
        at=at,
    )
