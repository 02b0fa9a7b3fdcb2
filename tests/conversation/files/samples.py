"""Files as people send them, and as others would like us to take them."""

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD

PLACE = b"+48.8577+002.2950/"
SECRET_WORDS = (b"Halden Camera", b"My living room", PLACE)


def picture(
    kind: str = "JPEG", *, size: tuple[int, int] = (640, 400), mode: str = "RGB", **facts: Any
) -> bytes:
    """Return a picture of two halves, so that one can see whether it was turned."""
    image = Image.new(mode, size, "navy")
    image.paste("orange", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, kind, **facts)
    return out.getvalue()


def photo(kind: str = "JPEG", *, orientation: int = 6, size: tuple[int, int] = (640, 400)) -> bytes:
    """Return a photo as a phone makes it: turned, with the place and the camera in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET_WORDS[0].decode()
    exif[0x010E] = SECRET_WORDS[1].decode()
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (48.0, 51.0, 27.7), 3: "E", 4: (2.0, 17.0, 42.0)})
    facts: dict[str, Any] = {"exif": exif.tobytes()}
    if kind == "JPEG":
        facts |= {"comment": SECRET_WORDS[1], "xmp": b"<x:xmpmeta>" + PLACE + b"</x:xmpmeta>"}
    return picture(kind, size=size, **facts)


def png_bomb(side: int = 30_000) -> bytes:
    """Return a PNG of some hundred kilobytes that is ``side`` x ``side`` pixels when decoded."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    packer = zlib.compressobj(9)
    row = bytes(side // 8 + 1)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def png_with_much_to_say() -> bytes:
    """Return a small PNG with a compressed text that unpacks to 64 MB."""
    whole = picture("PNG")
    content = b"Comment\x00\x00" + zlib.compress(bytes(64 << 20), 9)
    text = struct.pack(">I", len(content)) + b"zTXt" + content
    text += struct.pack(">I", zlib.crc32(b"zTXt" + content))
    return whole[:33] + text + whole[33:]


def pdf(content: bytes = b"") -> bytes:
    return b"%PDF-1.7\n" + content + b"1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("run.js", "alert(1)")
    return out.getvalue()


def program() -> bytes:
    return b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode." + bytes(400)


def gif_and_script() -> bytes:
    """Return a GIF that is a script as well: its width reads ``/*``, its end ``*/=1;alert(1)``."""
    return picture("GIF", size=(0x2A2F, 2)) + b"*/=1;alert(document.cookie);//"


def box(kind: bytes, *content: bytes) -> bytes:
    inner = b"".join(content)
    return struct.pack(">I", 8 + len(inner)) + kind + inner


def film(*, brand: bytes = b"isom") -> bytes:
    """Return the boxes of a film that says where it was made, in the two ways that phones do."""
    keys = box(b"meta", b"\x00" * 4, b"com.apple.quicktime.location.ISO6709", PLACE)
    moov = box(
        b"moov",
        box(b"mvhd", bytes(100)),
        box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7" + PLACE)),
        keys,
        box(b"trak", box(b"tkhd", bytes(84)), box(b"udta", SECRET_WORDS[1]), box(b"mdia", b"")),
    )
    return box(b"ftyp", brand, bytes(4), brand) + moov + box(b"mdat", bytes(range(256)) * 8)
