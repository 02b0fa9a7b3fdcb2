"""What the reader has typed and not sent, from a request: whose it is, and what of it comes back.

``content`` is what a form sends: its fields by name, a string each, or a list where one name comes
several times.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, QueryDict

from consignment.models import User
from tickets.conversation import drafts
from tickets.conversation.drafts import READER, Content, Draft, Owner
from tickets.lifecycle.tokens import hashed, new_secret

SECRET = "draft_secret"  # noqa: S105
# What belongs to one sending and not to what was typed.
NOT_TYPED = {"csrfmiddlewaretoken", "token", "go", "asked", "clarified"}


def owner_of(request: HttpRequest) -> Owner | None:
    """Return whose drafts ``request`` may read; None for a browser that has kept none.

    Who has just logged in takes over what the browser kept before.
    """
    secret = request.session.get(SECRET)
    if isinstance(request.user, User):
        if secret:
            drafts.take_over(key_hash=hashed(secret), user_id=request.user.id)
            del request.session[SECRET]
        return Owner(user_id=request.user.id)
    return Owner(key_hash=hashed(secret)) if secret else None


def kept(request: HttpRequest, place: str) -> Draft | None:
    """Return what the reader has kept at ``place``, or None."""
    owner = owner_of(request)
    draft = drafts.of(owner, place) if owner else None
    return draft if draft and _for(request, draft) else None


def newest(request: HttpRequest, *, beginning: str) -> Draft | None:
    """Return what the reader typed last, of the places that begin so, or None."""
    owner = owner_of(request)
    draft = drafts.newest(owner, beginning=beginning) if owner else None
    return draft if draft and _for(request, draft) else None


def keep(request: HttpRequest, place: str, content: Content, *, at: dt.datetime) -> Draft:
    """Keep ``content`` for the reader; a browser without an account gets a secret for it.

    Raises DraftRefused.
    """
    owner = owner_of(request)
    if owner is None:
        request.session[SECRET], key_hash = new_secret()
        owner = Owner(key_hash=key_hash)
    return drafts.keep(owner, place, content, at=at)


def forget(request: HttpRequest, place: str) -> None:
    """Forget what the reader has kept at ``place``: it was sent, or given up."""
    owner = owner_of(request)
    if owner:
        drafts.forget(owner, place)


def reader_of(request: HttpRequest) -> str:
    """Return what a page says of its reader; empty for a browser without an account."""
    return str(request.user.pk or "")


def typed(sent: QueryDict, files: Iterable[str] = ()) -> Content:
    """Return what was typed of a form that was sent, with the ids of the files it has so far."""
    lists = {name: list(map(str, v)) for name, v in sent.lists() if name not in NOT_TYPED}
    if kept := list(files):
        lists["files"] = kept
    return {name: values[0] if len(values) == 1 else values for name, values in lists.items()}


def as_sent(content: Mapping[str, object]) -> QueryDict:
    """Return ``content`` as a form would have sent it."""
    sent = QueryDict(mutable=True)
    for name, value in content.items():
        sent.setlist(name, value if isinstance(value, list) else [str(value)])
    return sent


def _for(request: HttpRequest, draft: Draft) -> bool:
    """Tell whether it was typed by who reads now, or by nobody in particular."""
    return draft.content.get(READER, "") in {"", reader_of(request)}
