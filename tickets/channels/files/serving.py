"""Files going out: to be saved, never to be run or shown as a page of ours."""

import re

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from tickets.conversation.files import storing
from tickets.conversation.files.choices import MediaType
from tickets.conversation.files.models import Attachment

# Whatever a browser makes of the bytes: in an origin of its own, without scripts, forms and frames.
POLICY = "sandbox; default-src 'none'"
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def file_response(request: HttpRequest, file: Attachment) -> HttpResponse:
    """Return the file to save under its name (RFC 6266), or the range of it that is asked for."""
    media_type = "text/plain; charset=utf-8" if file.media_type == MediaType.TEXT else None
    with storing.open_stored(file.stored_name) as stored:
        response = _ranged(request, stored, size=file.size)
    response["Content-Type"] = media_type or file.media_type
    response["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    return _safe(response)


def preview_response(preview_name: str) -> HttpResponse:
    """Return a small picture of our own making, to be shown in a page.

    Raises Http404 for the empty name of what has none.
    """
    if not preview_name:
        raise Http404
    with storing.open_stored(preview_name) as stored:
        response = HttpResponse(stored.read(), content_type=MediaType.JPEG.value)
    response["Content-Disposition"] = "inline"
    return _safe(response)


def _safe(response: HttpResponse) -> HttpResponse:
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    # The reader's own browser may keep it for the time of a visit; nobody on the way may.
    response["Cache-Control"] = "private, max-age=600"
    return response


def _ranged(request: HttpRequest, stored: File, *, size: int) -> HttpResponse:
    """Return all of ``stored``, or one range of it (RFC 9110, 14): players ask for a film so."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or not any(asked.groups()):
        return HttpResponse(stored.read(), headers={"Accept-Ranges": "bytes"})
    first, last = asked.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    stored.seek(start)
    return HttpResponse(
        stored.read(end - start + 1),
        status=206,
        headers={"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end}/{size}"},
    )
