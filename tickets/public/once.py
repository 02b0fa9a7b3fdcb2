"""A form that is sent twice (double press, reload, Back) does what it does once."""

import hashlib
import uuid
from collections.abc import Callable, Mapping

from django.db import transaction
from django.http import HttpRequest

from tickets.outbox.models import StoredReply

MADE = 201


class SentBefore(Exception):
    """This very form was sent before, with other content; ``made`` is what came of it then."""

    def __init__(self, made: uuid.UUID) -> None:
        super().__init__(str(made))
        self.made = made


def new_token() -> str:
    """Return what a form carries in a hidden field, so that its second coming is known."""
    return str(uuid.uuid4())


@transaction.atomic
def once(
    request: HttpRequest,
    token: str,
    *,
    content: Mapping[str, object],
    make: Callable[[], uuid.UUID],
) -> uuid.UUID:
    """Call ``make`` for the first coming of ``token`` and keep the id it returns; then return that.

    A repetition that comes while the first is at work waits for it. What ``make`` raises undoes
    all, and the form may come again. Raises SentBefore when the same form came with other content.
    """
    digest = _digest(repr(sorted(content.items())))
    key = {"scope": _scope(request), "key": _checked(token)}
    StoredReply.objects.bulk_create([StoredReply(**key, fingerprint=digest)], ignore_conflicts=True)
    row = StoredReply.objects.select_for_update().get(**key)
    if row.status is not None:
        made = uuid.UUID(bytes=bytes(row.body))
        if row.fingerprint != digest:
            raise SentBefore(made)
        return made
    made = make()
    row.status, row.body = MADE, made.bytes
    row.save(update_fields=["status", "body"])
    return made


def _checked(token: str) -> str:
    """Return ``token`` if it can be one of ours; what was made up by hand repeats nothing."""
    try:
        return str(uuid.UUID(token))
    except ValueError:
        return new_token()


def _scope(request: HttpRequest) -> str:
    """Return a hash of whose form it is: of the person, else of the browser."""
    whose = request.user.pk or request.META.get("CSRF_COOKIE", "")
    return _digest(f"form of {whose}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
