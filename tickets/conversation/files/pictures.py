"""Pictures are made anew from their pixels: nothing else of what was sent is kept.

So places and names in EXIF and XMP, comments, thumbnails, second files behind the picture and
whatever a decoder might trip over stay behind.
"""

import io
import threading
from dataclasses import dataclass
from typing import BinaryIO

import structlog
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

from tickets.conversation.files.choices import MEDIA, MediaType
from tickets.conversation.files.refusals import MOST_PIXELS, FilesRefused, Why, refused

log = structlog.get_logger(__name__)

LONGEST_SIDE = 4096
"""Enough to read a hallmark in a picture of a whole watch; larger ones are made smaller."""

PREVIEW_SIDE = 480
QUALITY = 88
PREVIEW_QUALITY = 78

# Which decoder may look at a file of which type. MPO: a phone's JPEG with a second picture behind.
DECODERS = {
    MediaType.JPEG: ("JPEG", "MPO"),
    MediaType.PNG: ("PNG",),
    MediaType.WEBP: ("WEBP",),
    MediaType.GIF: ("GIF",),
    MediaType.HEIC: ("HEIF",),
}
# So a decoder says that a file is made to overwhelm it.
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

register_heif_opener()

# What can be made smaller as it is. Palettes and single bits would be made rough by it.
SMOOTH = {"RGB", "RGBA", "L", "CMYK"}

# The largest picture takes some 400 MB while it is made smaller: one at a time in a process.
_room = threading.Lock()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew, with its small preview, both encoded."""

    content: bytes
    kind: MediaType
    width: int
    height: int
    preview: bytes


def make_anew(file: BinaryIO, came_as: MediaType) -> Picture:
    """Return the picture in ``file``, upright, in sRGB, no side longer than LONGEST_SIDE.

    Of moving pictures the first one. Raises FilesRefused: too many pixels (by the header, before
    anything is decoded), damaged, cut off.
    """
    file.seek(0)
    with _room:
        try:
            with Image.open(file, formats=DECODERS[came_as]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise refused(Why.TOO_MANY_PIXELS)
                return _encoded(_plain(image), MEDIA[came_as].stored_as or came_as)
        except FilesRefused:
            raise
        except TOO_LARGE as error:
            raise refused(Why.TOO_MANY_PIXELS) from error
        except Exception as error:
            # Decoders raise anything at all when a file is broken, or made to break them.
            log.info("files.broken_picture", kind=came_as.value, fault=type(error).__name__)
            raise refused(Why.BROKEN_PICTURE) from error


def _plain(image: Image.Image) -> Image.Image:
    """Return the pixels of ``image`` alone: RGB or RGBA, upright, small enough, without a word."""
    if image.format in {"JPEG", "MPO"}:
        # A decoder that halves while it reads needs a quarter of the room.
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    smooth = image if image.mode in SMOOTH else _in_srgb(image)
    # Smaller first, then turned: each step holds a copy.
    if max(smooth.size) > LONGEST_SIDE:
        smooth.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain = _in_srgb(ImageOps.exif_transpose(smooth))
    plain.info = {}
    return plain


def _in_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits a pixel, of which screens show eight.
        return image.convert("I").point(lambda value: value / 256).convert("L").convert(mode)
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            # A profile that is none: the colours are shown as they are written.
            return image.convert(mode)
        return converted if converted is not None else image.convert(mode)
    return image.convert(mode)


def _encoded(image: Image.Image, kind: MediaType) -> Picture:
    preview = _flat(image)
    preview.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), Image.Resampling.LANCZOS)
    return Picture(
        content=_saved(image, kind),
        kind=kind,
        width=image.width,
        height=image.height,
        preview=_saved(preview, MediaType.JPEG, quality=PREVIEW_QUALITY),
    )


def _saved(image: Image.Image, kind: MediaType, *, quality: int = QUALITY) -> bytes:
    out = io.BytesIO()
    match kind:
        case MediaType.JPEG:
            _flat(image).save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        case MediaType.WEBP:
            image.save(out, "WEBP", quality=quality, method=4)
        case _:
            image.save(out, "PNG")
    return out.getvalue()


def _flat(image: Image.Image) -> Image.Image:
    """Return a copy of ``image`` without transparency, on white."""
    if image.mode != "RGBA":
        return image.copy()
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat
