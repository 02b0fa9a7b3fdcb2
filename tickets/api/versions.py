"""Which state of a ticket somebody has read: the tag of an answer, and what it is held against.

A tag is ``"<version>.<digest>"``. The digest is of the bytes, for caches. The version is of the
ticket: it changes with whatever its customer can read of it, and not when time passes, another
language is asked for, or the staff leaves a note. A change by ``If-Match`` asks about the version.
"""

import hashlib

from django.utils.http import parse_etags


class Changed(Exception):
    """The ticket is not any more as the caller read it; ``etag`` is the present one."""

    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.headers = {"ETag": etag}


def tag(body: bytes, version: str = "") -> str:
    """Return the strong ETag of an answer with ``body``, of a ticket in ``version``."""
    digest = hashlib.sha256(body).hexdigest()[:32]
    return f'"{version}.{digest}"' if version else f'"{digest}"'


def is_named(version: str, if_match: str) -> bool:
    """Tell whether ``if_match``, the field of a call, names ``version``. A weak tag never does."""
    return any(
        etag == "*" or etag.strip('"').partition(".")[0] == version
        for etag in parse_etags(if_match)
    )
