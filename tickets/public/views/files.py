"""Files on the site: on their way to us by tus, and read by who may read the request."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tickets.channels.files import serving, tus
from tickets.channels.files.field import preview_of
from tickets.channels.files.tus import TusRefused
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Attachment, Upload
from tickets.lifecycle.models import Ticket
from tickets.public import access
from tickets.public.files import owner_of
from tickets.public.limits import may_upload

View = Callable[..., HttpResponse]


def speaking_tus(view: View) -> View:
    """Answer what is refused as a small document for the page's script, in the reader's words."""

    @wraps(view)
    def spoken(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=tus.abilities())
        try:
            return view(request, **kwargs)
        except TusRefused as refusal:
            return _refused(refusal)
        except Upload.DoesNotExist:
            return _refused(TusRefused(404, _("This file is no longer kept."), "gone"))

    return spoken


@require_http_methods(["POST", "OPTIONS"])
@speaking_tus
def uploads(request: HttpRequest) -> HttpResponse:
    """Begin an upload."""
    if not may_upload(request):
        why = _("That is a lot for one hour. Log in, or try again later.")
        raise TusRefused(HTTPStatus.TOO_MANY_REQUESTS, why, "too_many_calls")
    upload = tus.create(request, owner=owner_of(request), at=timezone.now())
    response = _told(upload, status=HTTPStatus.CREATED)
    response["Location"] = reverse("public:upload", args=[upload.id])
    return response


@require_http_methods(["GET", "HEAD", "PATCH", "DELETE", "OPTIONS"])
@speaking_tus
def upload(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Take the next part, tell how far it is, or forget it."""
    owner, now = owner_of(request), timezone.now()
    match request.method:
        case "PATCH":
            return _told(tus.append(request, upload_id, owner=owner, at=now))
        case "DELETE":
            tus.remove(request, upload_id, owner=owner)
            headers = {"Tus-Resumable": tus.VERSION}
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=headers)
    return _told(tus.find(upload_id, owner=owner, at=now))


@require_safe
def upload_preview(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Show its owner the preview of a picture that no message has yet."""
    mine = Upload.objects.visible_to(owner_of(request)).kept(timezone.now()).ready()
    return serving.preview_response(get_object_or_404(mine, id=upload_id).preview_name)


@require_safe
@access.for_readers
def file(request: HttpRequest, ticket_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponseBase:
    """Hand out a file of a request, to be saved."""
    return serving.file_response(request, _file(request, ticket_id, file_id))


@require_safe
@access.for_readers
def file_preview(
    request: HttpRequest, ticket_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponseBase:
    """Show the preview of a picture of a request."""
    return serving.preview_response(_file(request, ticket_id, file_id).preview_name)


def _file(request: HttpRequest, ticket_id: uuid.UUID, file_id: uuid.UUID) -> Attachment:
    actor = access.actor_for(request, ticket_id, at=timezone.now())
    files = Attachment.objects.of(Ticket.objects.visible_to(actor))
    return get_object_or_404(files, id=file_id, message__ticket_id=ticket_id)


def _told(upload: Upload, *, status: int = HTTPStatus.OK) -> HttpResponse:
    """Say how far ``upload`` is and what came of it; 422 when that is a refusal."""
    if upload.state == UploadState.REFUSED:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    told = {
        "id": upload.id,
        "name": upload.name,
        "state": upload.state,
        "offset": upload.received,
        "size": upload.size,
        "detail": upload.why_words,
        "preview_url": preview_of(upload),
    }
    return JsonResponse(told, status=status, headers=tus.state_of(upload))


def _refused(refusal: TusRefused) -> HttpResponse:
    told = {"detail": refusal.why, "code": refusal.code}
    return JsonResponse(told, status=refusal.status, headers=refusal.headers)
