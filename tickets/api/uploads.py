"""Uploads in parts that can be resumed, by tus 1.0."""

import re
import uuid
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from tickets.api.base import DeskViewSet
from tickets.api.files import UPLOAD_KEY, UPLOAD_KEY_PARAMETER, owner_of
from tickets.channels.files import tus
from tickets.channels.files.tus import TusRefused
from tickets.conversation.files.choices import UploadState
from tickets.conversation.files.models import Upload
from tickets.conversation.files.owners import Owner, holder_of
from tickets.lifecycle.tokens import new_secret
from tickets.limits import UploadThrottle

# 256 bits or more, as base64url writes them.
KEY = re.compile(r"[A-Za-z0-9_-]{43,86}")


def _header(name: str, description: str, *, required: bool = True, **more: Any) -> OpenApiParameter:
    kind = more.pop("type", str)
    return OpenApiParameter(
        name, kind, OpenApiParameter.HEADER, required=required, description=description, **more
    )


TUS = _header("Tus-Resumable", "The version of the protocol.", enum=[tus.VERSION])
LENGTH = _header("Upload-Length", "Bytes of the whole file.", type=int)
METADATA = _header(
    "Upload-Metadata",
    "`filename`, a blank, and the name in base64.",
    required=False,
    examples=[OpenApiExample("receipt.jpg", value="filename cmVjZWlwdC5qcGc=")],
)
OFFSET = _header("Upload-Offset", "Bytes that are there: where this part begins.", type=int)
REFUSALS: dict[int, OpenApiResponse] = {
    412: OpenApiResponse(description="`Tus-Resumable` is missing or of another version."),
    413: OpenApiResponse(
        description="More bytes than a file may have, or than a part may have: "
        f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE}."
    ),
}


class UploadSerializer(serializers.ModelSerializer[Upload]):
    """A file on its way. `ready` can be sent with a message, once; `refused` says why."""

    state = serializers.ChoiceField(UploadState.choices)
    offset = serializers.IntegerField(source="received", help_text="Bytes that are there.")
    media_type = serializers.CharField(help_text="What it was found to be; empty until then.")
    why = serializers.CharField(help_text="Why it was refused, for programs; empty if it was not.")
    why_words = serializers.CharField(help_text="The same for people: what to do instead.")

    class Meta:
        model = Upload
        fields = [
            "id",
            "name",
            "state",
            "offset",
            "size",
            "media_type",
            "why",
            "why_words",
            "expires_at",
        ]
        read_only_fields = fields


BEGUN = OpenApiExample(
    "Begun",
    value={
        "id": "0198f0a4-9c2b-7f10-a1d4-5e6f70819293",
        "name": "receipt.jpg",
        "state": "receiving",
        "offset": 0,
        "size": 3145728,
        "media_type": "",
        "why": "",
        "why_words": "",
        "expires_at": "2026-04-14T09:30:00Z",
    },
    response_only=True,
)


class UploadViewSet(DeskViewSet):
    """Uploads of the caller's own: of the login, or of the secret in ``Upload-Key``."""

    permission_classes = [AllowAny]
    queryset = Upload.objects.none()
    serializer_class = UploadSerializer

    def get_throttles(self) -> list[BaseThrottle]:
        strangers = [UploadThrottle()] if self.action == "create" else []
        return [*super().get_throttles(), *strangers]

    @extend_schema(exclude=True)
    def abilities(self, request: Request, **kwargs: Any) -> Response:
        return Response(status=204, headers=tus.abilities())

    @extend_schema(
        operation_id="uploads_create",
        request=None,
        parameters=[
            TUS,
            LENGTH,
            METADATA,
            _header(
                UPLOAD_KEY,
                "Without a login: a secret of the caller's own, 32 random bytes in base64url, to "
                "name the uploads by later. Without it one is made and returned, once.",
                required=False,
            ),
        ],
        responses={
            201: OpenApiResponse(UploadSerializer, "`Location` takes its parts.", examples=[BEGUN]),
            **REFUSALS,
        },
    )
    def create(self, request: Request) -> Response:
        """Begin an upload; its parts follow by PATCH at the address in `Location`.

        Pictures (JPEG, PNG, WebP, GIF, HEIC), PDF, MP4 and MOV, and plain text are taken. What a
        file is, its content decides: neither its name nor a declared type. Pictures are made anew:
        upright, in sRGB, without places and names. It is [tus 1.0](https://tus.io) with creation,
        expiration and termination; any client of it will do.
        """
        owner, secret = _begun_by(request)
        upload = tus.create(request._request, owner=owner, at=timezone.now())
        response = self._told(upload, status=HTTPStatus.CREATED)
        response["Location"] = reverse("api:upload", args=[upload.id])
        if secret:
            response[UPLOAD_KEY] = secret
        return response

    @extend_schema(
        operation_id="uploads_retrieve",
        parameters=[UPLOAD_KEY_PARAMETER],
        responses=UploadSerializer,
    )
    def retrieve(self, request: Request, upload_id: uuid.UUID) -> Response:
        """Read how far an upload is, and what came of it. HEAD tells the offset alone."""
        return self._told(tus.find(upload_id, owner=owner_of(request), at=timezone.now()))

    @extend_schema(
        operation_id="uploads_append",
        request={tus.PART: OpenApiTypes.BINARY},
        parameters=[TUS, OFFSET, UPLOAD_KEY_PARAMETER],
        responses={
            204: OpenApiResponse(description="`Upload-Offset` is where the next part begins."),
            **REFUSALS,
            415: OpenApiResponse(description=f"The part is not sent as `{tus.PART}`."),
        },
    )
    def append(self, request: Request, upload_id: uuid.UUID) -> Response:
        """Send the next part.

        One that begins elsewhere is a 409 with the right offset in `Upload-Offset`, as after a
        break: go on from there. The last part has the file checked; when its content is refused,
        the answer is a 422 whose `code` and `detail` say why.
        """
        upload = tus.append(request._request, upload_id, owner=owner_of(request), at=timezone.now())
        if upload.state == UploadState.REFUSED:
            raise TusRefused(422, upload.why_words, upload.why, tus.state_of(upload))
        return Response(status=HTTPStatus.NO_CONTENT, headers=tus.state_of(upload))

    @extend_schema(
        operation_id="uploads_remove",
        request=None,
        parameters=[TUS, UPLOAD_KEY_PARAMETER],
        responses={204: None, 412: REFUSALS[412]},
    )
    def remove(self, request: Request, upload_id: uuid.UUID) -> Response:
        """Forget an upload that was not sent. What was sent with a message stays."""
        tus.remove(request._request, upload_id, owner=owner_of(request))
        return Response(status=HTTPStatus.NO_CONTENT, headers={"Tus-Resumable": tus.VERSION})

    def _told(self, upload: Upload, *, status: int = 200) -> Response:
        return Response(UploadSerializer(upload).data, status=status, headers=tus.state_of(upload))


def _begun_by(request: Request) -> tuple[Owner, str]:
    """Return for whom an upload begins, and the secret that was made for a stranger without one.

    Raises TusRefused for a secret that could be guessed.
    """
    given = request.headers.get(UPLOAD_KEY)
    owner = owner_of(request)
    if owner.user_id:
        return owner, ""
    if given is None:
        secret, _hashed = new_secret()
        return holder_of(secret), secret
    if not KEY.fullmatch(given):
        raise TusRefused(400, f"{UPLOAD_KEY}: 43 to 86 characters of base64url.", "header_invalid")
    return owner, ""
