"""Files on the site: whose they are, and the field that takes them."""

from django.http import HttpRequest

from consignment.models import User
from tickets.channels.files.field import FilesField
from tickets.conversation.files.owners import Owner
from tickets.lifecycle.tokens import hashed, new_secret
from tickets.public.limits import may_upload

SECRET = "files_secret"  # noqa: S105


def owner_of(request: HttpRequest) -> Owner:
    """Return whose uploads ``request`` may see: of who is logged in, and of this browser.

    A browser without an account gets its secret with the first thing it sends, not by looking.
    """
    user_id = request.user.id if isinstance(request.user, User) else None
    secret = request.session.get(SECRET)
    if secret is None and user_id is None and request.method == "POST":
        secret, _hash = new_secret()
        request.session[SECRET] = secret
    return Owner(user_id=user_id, key_hash=hashed(secret) if secret else None)


def files_field(request: HttpRequest) -> FilesField:
    """Return the field for who sent ``request``, with the limit of strangers."""
    return FilesField(owner=owner_of(request), may=lambda: may_upload(request))
