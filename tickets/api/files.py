"""Files of messages: which to send along, and how they are read."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from consignment.models import User
from tickets.api.base import DeskViewSet
from tickets.api.permissions import Known
from tickets.channels.files import serving
from tickets.conversation.files.choices import STORED
from tickets.conversation.files.models import Attachment, Upload
from tickets.conversation.files.owners import Owner, holder_of

UPLOAD_KEY = "Upload-Key"
# More than fit into any message: what names so many is refused before they are looked up.
MOST_NAMED = 100
UPLOAD_KEY_PARAMETER = OpenApiParameter(
    UPLOAD_KEY,
    str,
    OpenApiParameter.HEADER,
    description="Without a login: the secret that the uploads were begun with.",
)
RANGE = OpenApiParameter(
    "Range", str, OpenApiParameter.HEADER, description="One range of bytes: `bytes=0-1023`."
)

FILE = OpenApiResponse(OpenApiTypes.BINARY, "The file, under the type it was found to be.")
FILE_PART = OpenApiResponse(OpenApiTypes.BINARY, "The range that was asked for.")


def owner_of(request: Request) -> Owner:
    """Return whose uploads ``request`` may name: of who is logged in, and of the secret it has."""
    secret = request.headers.get(UPLOAD_KEY)
    return Owner(
        user_id=request.user.id if isinstance(request.user, User) else None,
        key_hash=holder_of(secret).key_hash if secret else None,
    )


class FilesField(serializers.ListField):
    """Ids of uploads of the caller's own; gives the uploads, in their order.

    Whether they have arrived and were not sent before, the action decides.
    """

    child = serializers.UUIDField()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=MOST_NAMED,
            help_text=(
                "Ids of files that were uploaded whole at `/api/v1/uploads/`. Without a login, "
                "with the `Upload-Key` they were uploaded with."
            ),
            **kwargs,
        )

    def to_internal_value(self, data: Any) -> list[Upload]:
        ids: list[uuid.UUID] = super().to_internal_value(data)
        # DRF counts only what is found.
        self.run_validators(ids)
        mine = Upload.objects.visible_to(owner_of(self.context["request"]))
        found = mine.kept(timezone.now()).in_bulk(ids)
        missing = {
            str(index): [ErrorDetail(_("There is no such file of yours. Upload it again."), "gone")]
            for index, upload_id in enumerate(ids)
            if upload_id not in found
        }
        if missing:
            raise ValidationError(missing)
        return [found[upload_id] for upload_id in dict.fromkeys(ids)]


class FileSerializer(serializers.ModelSerializer[Attachment]):
    """A file of a message. Pictures have measures and a small preview, a JPEG."""

    media_type = serializers.ChoiceField(sorted(STORED))
    url = serializers.SerializerMethodField(help_text="Where its bytes are, for who may read them.")
    preview_url = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = ["id", "name", "media_type", "size", "width", "height", "url", "preview_url"]
        read_only_fields = fields

    def get_url(self, file: Attachment) -> str:
        return reverse("api:file", args=[file.message.ticket_id, file.id])

    def get_preview_url(self, file: Attachment) -> str | None:
        if not file.preview_name:
            return None
        return reverse("api:file_preview", args=[file.message.ticket_id, file.id])


class FileViewSet(DeskViewSet):
    """Bytes of files, for who may read the ticket."""

    guests_may = frozenset({"retrieve", "preview"})
    permission_classes = [Known]
    queryset = Attachment.objects.none()

    def file(self, file_id: uuid.UUID) -> Attachment:
        """Return the file of the address. Raises Http404."""
        files = Attachment.objects.of(self.tickets())
        return get_object_or_404(files, id=file_id, message__ticket_id=self.kwargs["ticket_id"])

    @extend_schema(
        operation_id="tickets_files_retrieve",
        parameters=[RANGE],
        responses={
            **{(200, kind.value): FILE for kind in sorted(STORED)},
            **{(206, kind.value): FILE_PART for kind in sorted(STORED)},
            416: OpenApiResponse(description="It has no such range."),
        },
    )
    def retrieve(self, request: Request, ticket_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
        """Read a file. To be saved, not to be shown as a page."""
        return serving.file_response(request._request, self.file(file_id))

    @extend_schema(
        operation_id="tickets_files_preview",
        responses={(200, "image/jpeg"): OpenApiTypes.BINARY},
    )
    def preview(self, request: Request, ticket_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
        """Read the preview of a picture, no side longer than 480 pixels."""
        return serving.preview_response(self.file(file_id).preview_name)
