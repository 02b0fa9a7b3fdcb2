"""Taking files in: in parts that can be resumed, or in one piece.

Bytes are written outside any transaction of these functions, each under a name of its own; a row
then takes them up under a lock, or notes that nobody needs them. So of two parts that come for the
same place at once one wins, the other is told where the upload stands, and neither spoils it.
"""

import datetime as dt
import uuid
from typing import BinaryIO

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Greatest

from tickets.conversation.files import checking, names, storing
from tickets.conversation.files.checking import Checked
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Upload, UploadPart
from tickets.conversation.files.owners import Owner, holder_of
from tickets.conversation.files.refusals import MEGABYTE, FilesRefused, Why, refused
from tickets.lifecycle.desk import DeskSettings

__all__ = ["OffsetDiffers", "Owner", "append", "create", "holder_of", "remove", "take"]


class OffsetDiffers(Exception):
    """The part does not begin where the upload ends; ``offset`` is where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"The upload has {offset} bytes.")
        self.offset = offset


def create(owner: Owner, *, name: str, size: int, at: dt.datetime) -> Upload:
    """Make room for a file of ``size`` bytes. Raises FilesRefused: empty, too large, no room."""
    desk = DeskSettings.current()
    name = names.cleaned(name)
    if size < 1:
        raise refused(Why.EMPTY, name=name)
    if size > desk.megabytes_per_file * MEGABYTE:
        raise refused(Why.TOO_LARGE, name=name)
    if _waiting(owner, at=at) + max(size, MEGABYTE) > desk.waiting_megabytes * MEGABYTE:
        raise refused(Why.NO_ROOM, name=name)
    return Upload.objects.create(
        user_id=owner.user_id,
        key_hash="" if owner.user_id else owner.key_hash or "",
        name=name,
        size=size,
        created_at=at,
        expires_at=at + dt.timedelta(hours=desk.upload_hours),
    )


def append(
    upload_id: uuid.UUID, *, owner: Owner, offset: int, content: bytes, at: dt.datetime
) -> Upload:
    """Add ``content`` at ``offset``; the last part has the whole checked.

    A part that adds nothing, at the end of an upload whose check was broken off, has it checked.

    Raises Upload.DoesNotExist, OffsetDiffers, FilesRefused (more than was announced).
    """
    upload = Upload.objects.visible_to(owner).kept(at).get(id=upload_id)
    if offset != upload.received:
        raise OffsetDiffers(upload.received)
    if offset + len(content) > upload.size:
        raise refused(Why.MORE_THAN_ANNOUNCED, name=upload.name)
    if content:
        upload = _add(upload, offset=offset, content=content, at=at)
    if upload.is_whole and upload.facts.takes_parts:
        with storing.joined(upload.parts.order_by("offset")) as whole:
            upload = _settle(upload, whole, at=at)
    return upload


def take(owner: Owner, file: File, *, name: str, at: dt.datetime) -> Upload:
    """Take a file in one piece, as a plain form sends it.

    Returns it ready, or refused with the reason. Raises FilesRefused as ``create``.
    """
    upload = create(owner, name=name, size=file.size, at=at)
    with storing.copied(file) as whole:
        return _settle(upload, whole, at=at)


def remove(upload_id: uuid.UUID, *, owner: Owner) -> None:
    """Forget an upload that no message has; what was sent stays. Raises Upload.DoesNotExist."""
    with transaction.atomic():
        upload = Upload.objects.visible_to(owner).select_for_update().get(id=upload_id)
        if upload.state != UploadState.ATTACHED:
            upload.delete()


def _waiting(owner: Owner, *, at: dt.datetime) -> int:
    """Return the bytes that ``owner`` keeps waiting; the smallest file counts as a megabyte."""
    waiting = Upload.objects.visible_to(owner).kept(at).holding_room()
    total: int | None = waiting.aggregate(total=Sum(Greatest("size", MEGABYTE)))["total"]
    return total or 0


def _add(upload: Upload, *, offset: int, content: bytes, at: dt.datetime) -> Upload:
    """Store a part and move the end of ``upload`` behind it. Raises OffsetDiffers."""
    stored_name = storing.put(ContentFile(content), at=at)
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(id=upload.id)
        fits = upload.received == offset and upload.facts.takes_parts
        if fits:
            UploadPart.objects.create(
                upload=upload, offset=offset, size=len(content), stored_name=stored_name
            )
            upload.received += len(content)
            upload.save(update_fields=["received"])
        else:
            storing.discard(stored_name)
    if not fits:
        raise OffsetDiffers(upload.received)
    return upload


def _settle(upload: Upload, whole: BinaryIO, *, at: dt.datetime) -> Upload:
    """Check the whole file and write down what came of it. Its parts are no longer needed."""
    try:
        checked = checking.check(whole, name=upload.name)
    except FilesRefused as refusal:
        return _close(upload, UploadState.REFUSED, why=refusal.code)
    return _keep(upload, checked, at=at)


def _keep(upload: Upload, checked: Checked, *, at: dt.datetime) -> Upload:
    return _close(
        upload,
        UploadState.READY,
        name=checked.name,
        media_type=checked.kind,
        stored_size=checked.size,
        sha256=checked.sha256,
        width=checked.width,
        height=checked.height,
        stored_name=storing.put(checked.content, at=at),
        preview_name=storing.put(checked.preview, at=at) if checked.preview else "",
    )


def _close(upload: Upload, state: UploadState, **facts: object) -> Upload:
    """Let ``upload`` be ``state``, unless another call was first: then as that one left it."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(id=upload.id)
        if not upload.facts.takes_parts:
            names_of_ours = (facts.get("stored_name", ""), facts.get("preview_name", ""))
            storing.discard(*map(str, names_of_ours))
            return upload
        upload.state = state
        upload.received = upload.size
        for column, value in facts.items():
            setattr(upload, column, value)
        upload.save()
        upload.parts.all().delete()
    return upload
