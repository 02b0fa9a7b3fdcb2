"""Bytes in the storage: written before the row that names them, deleted after it."""

import datetime as dt
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage

from tickets.conversation.files.models import DiscardedFile, UploadPart

FOLDER = "files"
IN_MEMORY = 2_621_440
CHUNK = 1 << 20


def put(content: File, *, at: dt.datetime) -> str:
    """Write ``content`` and return its name: a folder of the day, and 128 random bits.

    No name of a user's choosing comes near the storage.
    """
    return default_storage.save(f"{folder_of(at.date())}/{secrets.token_hex(16)}", content)


def folder_of(day: dt.date) -> str:
    """Return where what was written on ``day`` (UTC) lies."""
    return f"{FOLDER}/{day:%Y-%m-%d}"


def open_stored(name: str) -> File:
    """Return the bytes of ``name`` to read. Raises FileNotFoundError."""
    return default_storage.open(name, "rb")


def discard(*names: str) -> None:
    """Note that no row needs the bytes of ``names``; the purge deletes them."""
    DiscardedFile.objects.bulk_create(
        [DiscardedFile(name=name) for name in names if name], ignore_conflicts=True
    )


@contextmanager
def joined(parts: Iterable[UploadPart]) -> Iterator[BinaryIO]:
    """Give the content of ``parts``, in their order, as one file of ours that may be changed."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        for part in parts:
            with open_stored(part.stored_name) as content:
                for chunk in content.chunks(CHUNK):
                    whole.write(chunk)
        yield whole  # type: ignore[misc]


@contextmanager
def copied(file: File) -> Iterator[BinaryIO]:
    """Give a copy of ``file`` as a file of ours that may be changed."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
        for chunk in file.chunks():
            whole.write(chunk)
        yield whole  # type: ignore[misc]
