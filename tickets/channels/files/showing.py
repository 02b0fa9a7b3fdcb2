"""What pages show of the files of a message."""

from dataclasses import dataclass

from django.urls import reverse

from tickets.conversation.files.models import Attachment
from tickets.conversation.models import Message


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as a page shows it. Only pictures have measures, and a preview, in pixels of its own.

    ``type`` is what people call it: JPEG, PDF. ``size`` is in bytes.
    """

    url: str
    name: str
    type: str
    size: int
    is_picture: bool
    preview_url: str = ""


def files_of(message: Message, *, route: str) -> tuple[ShownFile, ...]:
    """Return the files of ``message``, in their order; prefetch ``attachments`` of many messages.

    ``route`` names the door that hands them out; that of previews has the same name and
    ``_preview``.
    """
    return tuple(_shown(file, message=message, route=route) for file in message.attachments.all())


def _shown(file: Attachment, *, message: Message, route: str) -> ShownFile:
    args = [message.ticket_id, file.id]
    return ShownFile(
        url=reverse(route, args=args),
        name=file.name,
        type=file.short_type,
        size=file.size,
        is_picture=file.is_picture,
        preview_url=reverse(f"{route}_preview", args=args) if file.preview_name else "",
    )
