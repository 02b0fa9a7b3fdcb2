"""What a file can be, where an upload can stand, and what each of these means."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class UploadState(models.TextChoices):
    RECEIVING = "receiving", _("on its way")
    READY = "ready", _("ready to be sent")
    REFUSED = "refused", _("refused")
    ATTACHED = "attached", _("sent")


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """``holds_room``: its bytes count against what one person may keep waiting."""

    takes_parts: bool = False
    can_be_sent: bool = False
    holds_room: bool = False


UPLOAD_STATES: dict[UploadState, UploadFacts] = {
    UploadState.RECEIVING: UploadFacts(takes_parts=True, holds_room=True),
    UploadState.READY: UploadFacts(can_be_sent=True, holds_room=True),
    UploadState.REFUSED: UploadFacts(),
    UploadState.ATTACHED: UploadFacts(),
}
HOLDING_ROOM = [state for state, facts in UPLOAD_STATES.items() if facts.holds_room]


class MediaType(models.TextChoices):
    """What is taken in. The last two are made into others and never stored."""

    JPEG = "image/jpeg", _("JPEG picture")
    PNG = "image/png", _("PNG picture")
    WEBP = "image/webp", _("WebP picture")
    PDF = "application/pdf", _("PDF document")
    MP4 = "video/mp4", _("MP4 video")
    QUICKTIME = "video/quicktime", _("QuickTime video")
    TEXT = "text/plain", _("text")
    GIF = "image/gif", _("GIF picture")
    HEIC = "image/heic", _("HEIC picture")


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """``extensions``: which fit, the usual one first. ``stored_as``: what a picture is made into.

    ``short`` is what people call it.
    """

    extensions: tuple[str, ...]
    short: str
    stored_as: MediaType | None = None


MEDIA: dict[MediaType, MediaFacts] = {
    MediaType.JPEG: MediaFacts(("jpg", "jpeg"), "JPEG", stored_as=MediaType.JPEG),
    MediaType.PNG: MediaFacts(("png",), "PNG", stored_as=MediaType.PNG),
    MediaType.WEBP: MediaFacts(("webp",), "WebP", stored_as=MediaType.WEBP),
    MediaType.GIF: MediaFacts(("gif",), "GIF", stored_as=MediaType.PNG),
    MediaType.HEIC: MediaFacts(("heic", "heif"), "HEIC", stored_as=MediaType.JPEG),
    MediaType.PDF: MediaFacts(("pdf",), "PDF"),
    MediaType.MP4: MediaFacts(("mp4", "m4v"), "MP4"),
    MediaType.QUICKTIME: MediaFacts(("mov", "qt"), "MOV"),
    MediaType.TEXT: MediaFacts(("txt", "log", "csv"), "TXT"),
}
PICTURES = frozenset(kind for kind, facts in MEDIA.items() if facts.stored_as)
STORED = frozenset(facts.stored_as or kind for kind, facts in MEDIA.items())
