"""PDF and plain text: taken as they are, if they are that and nothing else."""

import codecs
from typing import BinaryIO

from tickets.conversation.files.refusals import Why, refused
from tickets.conversation.files.sniffing import CONTROL, HEAD, looks_like_markup

CHUNK = 1 << 16

# The end of a zip archive lies within so many bytes of the end of the file (APPNOTE.TXT, 4.3.16).
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 22 + 0xFFFF


def check_pdf(file: BinaryIO) -> None:
    """Refuse what does not end as a PDF does, and what is a second thing as well.

    The header stands at the first byte (``sniff`` has seen it). Raises FilesRefused.
    """
    file.seek(0)
    head = file.read(HEAD)
    if looks_like_markup(head):
        raise refused(Why.SECOND_FILE)
    refuse_hidden_archive(file)
    end = tail(file, 2048).rstrip(b"\x00\t\n\x0c\r\x1a ")
    if not end.endswith(b"%%EOF"):
        raise refused(Why.BROKEN_PDF)


def check_text(file: BinaryIO) -> None:
    """Refuse what is not UTF-8 text from one end to the other. Raises FilesRefused."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
            if CONTROL.search(chunk):
                raise refused(Why.UNKNOWN_TYPE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise refused(Why.NOT_UTF8) from error


def refuse_hidden_archive(file: BinaryIO) -> None:
    """Refuse a file that unpacking programs take for a zip archive, which they read from its end.

    Raises FilesRefused.
    """
    end = tail(file, ZIP_TAIL)
    at = end.rfind(ZIP_END)
    while at >= 0:
        comment = int.from_bytes(end[at + 20 : at + 22], "little")
        # The mark alone is four bytes that may stand in any picture or film.
        if len(end) - at >= 22 and end[at + 4 : at + 8] == bytes(4) and comment <= len(end) - at:
            raise refused(Why.SECOND_FILE)
        at = end.rfind(ZIP_END, 0, at)


def tail(file: BinaryIO, length: int) -> bytes:
    """Return the last ``length`` bytes of ``file``, or all of a shorter one."""
    end = file.seek(0, 2)
    file.seek(max(0, end - length))
    return file.read()
