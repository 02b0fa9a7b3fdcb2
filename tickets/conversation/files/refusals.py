"""Why a file is not taken, in words that say what to do instead."""

from django.db import models
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tickets.lifecycle.desk import DeskSettings

MEGABYTE = 1_000_000
MOST_PIXELS = 50_000_000
"""The largest picture that is decoded, by its header: phones make up to so many."""


class Why(models.TextChoices):
    """Reasons. The words are in WORDS; in the admin the code is enough."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NO_ROOM = "no_room"
    UNKNOWN_TYPE = "unknown_type"
    ARCHIVE = "archive"
    PROGRAM = "program"
    WEB_PAGE = "web_page"
    OTHER_PICTURE = "other_picture"
    OTHER_VIDEO = "other_video"
    SECOND_FILE = "second_file"
    BROKEN_PICTURE = "broken_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN_PDF = "broken_pdf"
    BROKEN_VIDEO = "broken_video"
    NOT_UTF8 = "not_utf8"
    NOT_WHOLE = "not_whole"
    MORE_THAN_ANNOUNCED = "more_than_announced"
    SENT_BEFORE = "sent_before"
    GONE = "gone"


WORDS: dict[Why, str | LazyText] = {
    Why.EMPTY: gettext_lazy("This file is empty. Choose it again, or another one."),
    Why.UNKNOWN_TYPE: gettext_lazy(
        "We cannot open this kind of file. Send a picture (JPEG, PNG, WebP, GIF, HEIC), a PDF, "
        "a video (MP4, MOV) or plain text."
    ),
    Why.ARCHIVE: gettext_lazy(
        "We do not open archives and office files. Save it as a PDF, or send what is in it one "
        "by one."
    ),
    Why.PROGRAM: gettext_lazy("This is a program. Send a picture or a PDF of what it shows."),
    Why.WEB_PAGE: gettext_lazy("This is a web page. Send a picture of it, or print it to a PDF."),
    Why.OTHER_PICTURE: gettext_lazy(
        "We cannot open this kind of picture. Save it as JPEG or PNG and send that."
    ),
    Why.OTHER_VIDEO: gettext_lazy(
        "We cannot open this kind of video. Save it as MP4 or MOV and send that."
    ),
    Why.SECOND_FILE: gettext_lazy(
        "Something else is hidden in this file. Save it anew, or send a picture of it."
    ),
    Why.BROKEN_PICTURE: gettext_lazy(
        "This picture is damaged or not complete. Open it, save it anew and send that."
    ),
    Why.TOO_MANY_PIXELS: gettext_lazy(
        "This picture has too many pixels. Make it smaller: up to 50 megapixels are fine."
    ),
    Why.BROKEN_PDF: gettext_lazy(
        "This PDF is damaged or not complete. Save it anew and send that."
    ),
    Why.BROKEN_VIDEO: gettext_lazy(
        "This video is damaged or not complete. Save it anew and send that."
    ),
    Why.NOT_UTF8: gettext_lazy(
        "We cannot read this text. Save it as plain text in UTF-8, or copy it into your message."
    ),
    Why.MORE_THAN_ANNOUNCED: gettext_lazy(
        "More arrived than was announced. Choose the file again."
    ),
    Why.NOT_WHOLE: gettext_lazy("This file has not arrived yet. Choose it again to go on."),
    Why.SENT_BEFORE: gettext_lazy("This file was sent before. Choose it again to send it anew."),
    Why.GONE: gettext_lazy("This file is no longer kept. Choose it again."),
}


class FilesRefused(Exception):
    """A file, or one more of them, is not taken; ``why`` says what to do. ``name``: which file."""

    def __init__(self, why: str, code: str, *, name: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
        self.name = name


def words_of(why: Why) -> str:
    """Return in the reader's language why a file is not taken."""
    match why:
        case Why.TOO_LARGE:
            limit = DeskSettings.current().megabytes_per_file
            return _(
                "This file is too large: up to %(limit)s MB fit. Make it smaller, or cut it."
            ) % {"limit": limit}
        case Why.TOO_MANY:
            limit = DeskSettings.current().files_per_message
            return ngettext(
                "One file fits in a message. Send the others with the next one.",
                "Up to %(limit)s files fit in a message. Send the others with the next one.",
                limit,
            ) % {"limit": limit}
        case Why.NO_ROOM:
            return _("Many files of yours wait to be sent. Send or remove some of them first.")
    return str(WORDS[why])


def refused(why: Why, *, name: str = "") -> FilesRefused:
    """Return the exception for ``why``, with its words."""
    return FilesRefused(words_of(why), why.value, name=name)
