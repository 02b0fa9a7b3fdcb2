"""``Idempotency-Key``: a call that is repeated gets the reply of the first, and does nothing."""

import hashlib
import re
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from config.authentication import SessionTokenAuthentication
from config.problems import is_api, problem_response
from tickets.outbox.models import StoredReply

KEY = re.compile(r"[\x21-\x7e]{1,255}")
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
KEPT_HEADERS = (
    *("Content-Type", "Location", "Content-Location", "Content-Language", "ETag"),
    # What an app that uploads in parts goes on by (tus.io).
    *("Tus-Resumable", "Upload-Offset", "Upload-Length", "Upload-Expires"),
)


class IdempotencyMiddleware:
    """Run an unsafe API call that carries a key in one transaction with the row of its reply.

    A repetition that comes while the first is at work waits for it at the row, so both are
    answered alike. Errors are not kept, and the caller may try again: what was refused, the action
    itself has taken back, as without a key; that the call was made still counts against its limit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = request.headers.get("Idempotency-Key")
        if key is None or request.method in SAFE or not is_api(request):
            return self.get_response(request)
        if not KEY.fullmatch(key):
            detail = _("Idempotency-Key must be 1 to 255 visible ASCII characters.")
            return problem_response(request, 400, detail)
        with transaction.atomic():
            stored = _claim(request, key)
            if stored.fingerprint != _fingerprint(request):
                detail = _("This Idempotency-Key was used for another request.")
                return problem_response(request, 422, detail)
            if stored.status is not None:
                return _replay(stored)
            response = self.get_response(request)
            if response.status_code >= 500 or not isinstance(response, HttpResponse):
                transaction.set_rollback(True)
            elif response.status_code < 400:
                # Fails aloud when the transaction is lost: nobody is told "done" of nothing.
                _keep(stored, response)
            elif not transaction.get_rollback():
                stored.delete()
        return response


def _claim(request: HttpRequest, key: str) -> StoredReply:
    """Return the row of ``key``, locked: new and without a status when this call is the first."""
    return StoredReply.objects.claimed(
        scope=_scope(request), key=key, fingerprint=_fingerprint(request), at=timezone.now()
    )


def _keep(stored: StoredReply, response: HttpResponse) -> None:
    if getattr(response, "holds_secret", False):
        # Told once and kept nowhere: a repetition begins anew.
        stored.delete()
        return
    stored.status = response.status_code
    stored.headers = {
        name: response.headers[name] for name in KEPT_HEADERS if name in response.headers
    }
    stored.body = response.content
    stored.keep()


def _replay(stored: StoredReply) -> HttpResponse:
    return HttpResponse(
        bytes(stored.body),
        status=stored.status,
        headers={**stored.headers, "Idempotent-Replayed": "true"},
    )


def _scope(request: HttpRequest) -> str:
    """Return a hash of who calls, so that the keys of two people never meet.

    Who is logged in counts as that person, by whichever login. Credentials of nobody count as they
    are: after a logout they find no reply of before.
    """
    token = request.headers.get("X-Session-Token")
    found = SessionTokenAuthentication().authenticate(request)
    person = found[0] if found else request.user
    credentials = (
        (f"person {person.pk}" if person.is_authenticated else "")
        or token
        or request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        or request.headers.get("Authorization")
        or request.META.get("REMOTE_ADDR", "")
    )
    return hashlib.sha256(credentials.encode()).hexdigest()


def _fingerprint(request: HttpRequest) -> str:
    """Return a hash of what is asked: method, address with its query, body."""
    head = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(head + request.body).hexdigest()
