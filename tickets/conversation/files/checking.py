"""From the bytes that arrived to what is kept of them."""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.base import ContentFile, File

from tickets.conversation.files import documents, names, videos
from tickets.conversation.files.choices import PICTURES, MediaType
from tickets.conversation.files.pictures import make_anew
from tickets.conversation.files.sniffing import HEAD, sniff

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What is stored. Pictures have measures and a preview, others have none."""

    name: str
    kind: MediaType
    content: File
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    preview: File | None = None


def check(file: BinaryIO, *, name: str) -> Checked:
    """Return what is kept of ``file``, by its content. ``name`` is a cleaned one.

    ``file`` is a copy of ours: a film is silenced in its place. Raises FilesRefused.
    """
    file.seek(0)
    came_as = sniff(file.read(HEAD))
    if came_as in PICTURES:
        return _picture(file, came_as, name=name)
    match came_as:
        case MediaType.PDF:
            documents.check_pdf(file)
        case MediaType.TEXT:
            documents.check_text(file)
        case _:
            videos.silence(file)
    size = file.seek(0, 2)
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    name = names.fitting(name, came_as, came_as=came_as)
    return Checked(name, came_as, File(file), size, digest.hexdigest())


def _picture(file: BinaryIO, came_as: MediaType, *, name: str) -> Checked:
    picture = make_anew(file, came_as)
    return Checked(
        name=names.fitting(name, picture.kind, came_as=came_as),
        kind=picture.kind,
        content=ContentFile(picture.content),
        size=len(picture.content),
        sha256=hashlib.sha256(picture.content).hexdigest(),
        width=picture.width,
        height=picture.height,
        preview=ContentFile(picture.preview),
    )
