"""Uploads in parts that can be resumed: tus 1.0, with creation, expiration and termination.

https://tus.io/protocols/resumable-upload. Every platform has a client for it. The doors say whose
the uploads are and present what comes of them; the protocol is spoken here.
"""

import base64
import binascii
import datetime as dt
import re
import uuid
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import http_date
from django.utils.translation import gettext as _

from tickets.conversation.files import uploads
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Upload
from tickets.conversation.files.owners import Owner
from tickets.conversation.files.refusals import MEGABYTE, FilesRefused, Why
from tickets.conversation.files.uploads import OffsetDiffers
from tickets.lifecycle.desk import DeskSettings

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination"
PART = "application/offset+octet-stream"
NUMBER = re.compile(r"[0-9]{1,15}")
# What a replayed answer of an upload must say again.
HEADERS = ("Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Expires")

STATUS_OF = {
    Why.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Why.NO_ROOM: HTTPStatus.CONFLICT,
}


class TusRefused(Exception):
    """The call is not taken; ``why`` says what to do. The rest is what the answer is made of."""

    def __init__(
        self, status: int, why: str, code: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.code = code
        self.headers = {"Tus-Resumable": VERSION, **(headers or {})}


def abilities() -> dict[str, str]:
    """Return what OPTIONS tells of the server."""
    return {
        "Tus-Resumable": VERSION,
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(DeskSettings.current().megabytes_per_file * MEGABYTE),
    }


def state_of(upload: Upload) -> dict[str, str]:
    """Return the headers that say how far ``upload`` is. Never kept by a cache."""
    headers = {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.received),
        "Upload-Length": str(upload.size),
        "Cache-Control": "no-store",
    }
    if upload.state != UploadState.ATTACHED:
        headers["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return headers


def create(request: HttpRequest, *, owner: Owner, at: dt.datetime) -> Upload:
    """Make room for the file that the headers announce. Raises TusRefused."""
    _check_version(request)
    size = _number(request, "Upload-Length")
    name = _metadata(request.headers.get("Upload-Metadata", "")).get("filename", "")
    try:
        return uploads.create(owner, name=name, size=size, at=at)
    except FilesRefused as refusal:
        status = STATUS_OF.get(Why(refusal.code), HTTPStatus.BAD_REQUEST)
        raise TusRefused(status, refusal.why, refusal.code) from refusal


def find(upload_id: uuid.UUID, *, owner: Owner, at: dt.datetime) -> Upload:
    """Return the upload. Raises Upload.DoesNotExist: not there, somebody else's, expired."""
    return Upload.objects.visible_to(owner).kept(at).get(id=upload_id)


def append(request: HttpRequest, upload_id: uuid.UUID, *, owner: Owner, at: dt.datetime) -> Upload:
    """Take the part in the body. A whole file that is refused is an answer, not an exception.

    Raises TusRefused, Upload.DoesNotExist.
    """
    _check_version(request)
    if request.content_type != PART:
        raise TusRefused(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            _("A part of a file is sent as %(type)s.") % {"type": PART},
            "not_a_part",
        )
    offset = _number(request, "Upload-Offset")
    _check_length(request)
    try:
        return uploads.append(upload_id, owner=owner, offset=offset, content=request.body, at=at)
    except OffsetDiffers as differs:
        raise TusRefused(
            HTTPStatus.CONFLICT,
            _("The file goes on at byte %(offset)s.") % {"offset": differs.offset},
            "offset_differs",
            {"Upload-Offset": str(differs.offset)},
        ) from differs
    except FilesRefused as refusal:
        raise TusRefused(HTTPStatus.BAD_REQUEST, refusal.why, refusal.code) from refusal


def remove(request: HttpRequest, upload_id: uuid.UUID, *, owner: Owner) -> None:
    """Forget the upload. Raises TusRefused, Upload.DoesNotExist."""
    _check_version(request)
    uploads.remove(upload_id, owner=owner)


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise TusRefused(
            HTTPStatus.PRECONDITION_FAILED,
            _("Say “Tus-Resumable: %(version)s”.") % {"version": VERSION},
            "tus_version",
            {"Tus-Version": VERSION},
        )


def _check_length(request: HttpRequest) -> None:
    """Refuse a part that does not fit into the memory of a call, before it is read."""
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        length = 0
    if length > most:
        raise TusRefused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("A part has up to %(most)s bytes. Send more of them.") % {"most": most},
            "part_too_large",
        )


def _number(request: HttpRequest, header: str) -> int:
    text = request.headers.get(header, "")
    if not NUMBER.fullmatch(text):
        raise TusRefused(
            HTTPStatus.BAD_REQUEST,
            _("%(header)s must be a number of bytes.") % {"header": header},
            "header_invalid",
        )
    return int(text)


def _metadata(header: str) -> dict[str, str]:
    """Return the pairs of an ``Upload-Metadata``: keys, and values in base64.

    What cannot be read is left out: the only word of use is the name, and any name will do.
    """
    pairs = {}
    for pair in header.split(","):
        key, _blank, value = pair.strip().partition(" ")
        try:
            pairs[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return pairs
