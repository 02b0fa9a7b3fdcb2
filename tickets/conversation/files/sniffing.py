"""What a file is, by its first bytes. Names and declared types are anybody's word.

The values are those of the formats' own specifications and of the WHATWG's MIME Sniffing Standard.
"""

import re

from tickets.conversation.files.choices import MediaType
from tickets.conversation.files.refusals import Why, refused

HEAD = 4096
"""How many bytes of the beginning are looked at."""

# Brands of ISO base media files (ISO/IEC 14496-12): what stands behind ``ftyp``.
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc"}
QUICKTIME_BRANDS = {b"qt  "}
MP4_BRANDS = {
    *(b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash"),
    *(b"M4V ", b"M4VP", b"MSNV", b"3gp4", b"3gp5", b"3gp6", b"3g2a", b"mmp4", b"f4v "),
}

# What is known and not taken, with the words for it.
REFUSED: tuple[tuple[bytes, Why], ...] = (
    (b"PK\x03\x04", Why.ARCHIVE),
    (b"PK\x05\x06", Why.ARCHIVE),
    (b"Rar!", Why.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Why.ARCHIVE),
    (b"\x1f\x8b", Why.ARCHIVE),
    (b"BZh", Why.ARCHIVE),
    (b"\xfd7zXZ\x00", Why.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Why.ARCHIVE),
    (b"{\\rtf", Why.ARCHIVE),
    (b"MZ", Why.PROGRAM),
    (b"\x7fELF", Why.PROGRAM),
    (b"\xca\xfe\xba\xbe", Why.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Why.PROGRAM),
    (b"#!", Why.PROGRAM),
    (b"BM", Why.OTHER_PICTURE),
    (b"II*\x00", Why.OTHER_PICTURE),
    (b"MM\x00*", Why.OTHER_PICTURE),
    (b"8BPS", Why.OTHER_PICTURE),
    (b"\xff\x0a", Why.OTHER_PICTURE),
    (b"\x1aE\xdf\xa3", Why.OTHER_VIDEO),
    (b"FLV", Why.OTHER_VIDEO),
    (b"\x00\x00\x01\xba", Why.OTHER_VIDEO),
)

# What makes a page of a text wherever it stands, and what does so at its beginning.
MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|\?php|html|head|body|script|iframe|svg|object|embed)(?=[\s/>]|$)",
    re.IGNORECASE,
)
BEGINS_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\s*(?:!doctype|!--|\?xml|math|img|form|style|link|meta|base|title|table"
    rb"|div|font|a|p|b|br|h1)(?=[\s/>!?-]|$)",
    re.IGNORECASE,
)
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(head: bytes) -> MediaType:
    """Return the type of the file that begins with ``head`` (HEAD bytes, or all of it).

    Raises FilesRefused for what is not on the list, saying what to send instead.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if head.startswith((b"GIF87a", b"GIF89a")):
        return MediaType.GIF
    if head.startswith(b"%PDF-"):
        return MediaType.PDF
    if head.startswith(b"RIFF"):
        if head[8:12] == b"WEBP":
            return MediaType.WEBP
        raise refused(Why.OTHER_VIDEO if head[8:12] == b"AVI " else Why.UNKNOWN_TYPE)
    if head[4:8] in {b"ftyp", b"moov", b"mdat", b"wide"}:
        return _by_brand(head)
    for beginning, why in REFUSED:
        if head.startswith(beginning):
            raise refused(why)
    if looks_like_markup(head):
        raise refused(Why.WEB_PAGE)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refused(Why.NOT_UTF8)
    if CONTROL.search(head):
        raise refused(Why.UNKNOWN_TYPE)
    return MediaType.TEXT


def looks_like_markup(head: bytes) -> bool:
    """Tell whether a browser that guesses could take the first kilobyte of ``head`` for a page."""
    return bool(MARKUP.search(head[:1024]) or BEGINS_MARKUP.match(head))


def _by_brand(head: bytes) -> MediaType:
    """Return the type of an ISO base media file, by its major brand, then by those it names."""
    if head[4:8] != b"ftyp":
        # QuickTime of the time before there were brands.
        return MediaType.QUICKTIME
    length = min(int.from_bytes(head[:4]), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, length - 3, 4))]
    if brands[0] in {b"avif", b"avis", b"crx "}:
        raise refused(Why.OTHER_PICTURE)
    for brand in brands:
        if brand in HEIC_BRANDS:
            return MediaType.HEIC
        if brand in QUICKTIME_BRANDS:
            return MediaType.QUICKTIME
        if brand in MP4_BRANDS:
            return MediaType.MP4
    raise refused(Why.UNKNOWN_TYPE)
