"""Uploads as people make them, for tests that need some."""

import datetime as dt
import io

from django.core.files.base import File
from django.core.files.storage import default_storage

from consignment.models import User
from tests.conversation.files import samples
from tests.factories.desk import MONDAY
from tickets.conversation.files import uploads
from tickets.conversation.files.models import Upload
from tickets.conversation.files.owners import Owner


def owner(user: User) -> Owner:
    return Owner(user_id=user.id)


def sent(
    whose: Owner | User,
    content: bytes | None = None,
    *,
    name: str = "watch.jpg",
    at: dt.datetime = MONDAY,
) -> Upload:
    """Return an upload of ``content`` (a picture), taken in one piece and checked."""
    whose = owner(whose) if isinstance(whose, User) else whose
    file = File(io.BytesIO(samples.picture() if content is None else content), name=name)
    return uploads.take(whose, file, name=name, at=at)


def begun(whose: User, content: bytes, *, name: str = "watch.jpg") -> Upload:
    """Return an upload that was announced, and of which nothing has come."""
    return uploads.create(owner(whose), name=name, size=len(content), at=MONDAY)


def lying() -> set[str]:
    """Return the names of all bytes in the storage."""

    def walk(folder: str) -> set[str]:
        folders, files = default_storage.listdir(folder)
        here = {f"{folder}/{file}" for file in files}
        return here.union(*(walk(f"{folder}/{inner}") for inner in folders))

    return walk("files") if default_storage.exists("files") else set()
