"""What a file is called, made safe to show and to save."""

import unicodedata

from tickets.conversation import writing
from tickets.conversation.files.choices import MEDIA, MediaType

MAX_BYTES = 180
"""Of the name without its extension, in UTF-8: file systems take 255 in all."""

JOINER = "\u200d"
"""Holds the parts of an emoji together; the one invisible character that a name may have."""

# What Windows, shells or addresses would not take, or would take for something else.
UNSAFE = dict.fromkeys(map(ord, '<>:"|?*/\\'), " ")

EXTENSIONS = {extension for facts in MEDIA.values() for extension in facts.extensions}


def cleaned(name: str) -> str:
    """Return ``name`` without path, control characters and marks that turn text around.

    At least one character, at most MAX_BYTES of UTF-8 and an extension.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    line = writing.one_line(last.translate(UNSAFE))
    line = "".join(c for c in line if c == JOINER or unicodedata.category(c) not in {"Cf", "Cn"})
    stem, dot, extension = " ".join(line.split()).strip(". ").rpartition(".")
    if not dot or len(extension) > 10 or " " in extension:
        stem, extension = stem + dot + extension, ""
    stem = _cut(stem.strip(". "))
    if not writing.says_something(stem):
        stem = "file"
    return f"{stem}.{extension}" if extension else stem


def fitting(name: str, kind: MediaType, *, came_as: MediaType) -> str:
    """Return the cleaned ``name`` with an extension of ``kind``.

    One of another kind that we know is replaced when the file was made anew or was wrongly named
    (holiday.heic: holiday.jpg); one that we do not know stays before it (invoice.exe.jpg).
    """
    stem, dot, extension = name.rpartition(".")
    extensions = MEDIA[kind].extensions
    if dot and extension.lower() in extensions:
        return name
    if dot and extension.lower() in EXTENSIONS | set(MEDIA[came_as].extensions):
        name = stem
    return f"{name}.{extensions[0]}"


def _cut(stem: str) -> str:
    """Return as much of ``stem`` as fits, ending at a whole character."""
    return stem.encode()[:MAX_BYTES].decode(errors="ignore").rstrip(f". {JOINER}")
