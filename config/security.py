"""What browsers may run of a page, and who may keep it.

Content-Security-Policy: strict on the site, as loose as needed where foreign pages are shown.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from csp import constants as csp
from csp.middleware import CSPMiddleware, PolicyParts
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.http.response import HttpResponseBase

SITE_POLICY: dict[str, list[Any]] = {
    "default-src": [csp.SELF],
    "script-src": [csp.SELF, csp.NONCE],
    "style-src": [csp.SELF, csp.NONCE],
    "img-src": [csp.SELF, "data:"],
    "connect-src": [csp.SELF],
    "object-src": [csp.NONE],
    "base-uri": [csp.SELF],
    "form-action": [csp.SELF],
    "frame-ancestors": [csp.NONE],
}

# By the start of the path. Unfold's Alpine evaluates its attributes and sets styles inline;
# Swagger sets styles inline. Neither gets inline scripts.
LOOSER: dict[str, dict[str, list[Any]]] = {
    "/admin/": {
        "script-src": [csp.SELF, csp.NONCE, csp.UNSAFE_EVAL],
        "style-src": [csp.SELF, csp.UNSAFE_INLINE],
    },
    "/api/docs/": {"style-src": [csp.SELF, csp.UNSAFE_INLINE]},
}


# The second factors there are, and the forms by which security keys are kept and proven.
FACTORS: list[str] = ["totp", "webauthn", "recovery_codes"]
KEY_FORMS: dict[str, str] = {
    "add_webauthn": "config.security_keys.Adding",
    "edit_webauthn": "config.security_keys.Renaming",
    "authenticate_webauthn": "config.security_keys.Proving",
    "reauthenticate_webauthn": "config.security_keys.ProvingAgain",
}


_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII)


_ORIGIN = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
_LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?", re.ASCII)


def origins(given: Iterable[str], *, name: str) -> list[str]:
    """Return ``given`` if each is the origin of one site, by https; on this machine by http too.

    Raises ImproperlyConfigured for anything else: a ``*`` or a path would open more.
    """
    listed = list(given)
    for origin in listed:
        if not (_ORIGIN.fullmatch(origin) or _LOCAL.fullmatch(origin)):
            raise ImproperlyConfigured(
                f"{name} holds origins like https://shop.example.com, not {origin!r}."
            )
    return listed


def site_policy(*, picture_hosts: Iterable[str]) -> dict[str, list[Any]]:
    """Return the policy of the site, which may load pictures of goods from ``picture_hosts`` too.

    Raises ImproperlyConfigured for what is no host name: a ``*`` or a blank would open more.
    """
    hosts = list(picture_hosts)
    for host in hosts:
        if not _HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"PICTURE_HOSTS holds host names like img.example.com, not {host!r}."
            )
    pictures = [*SITE_POLICY["img-src"], *(f"https://{host}" for host in hosts)]
    return {**SITE_POLICY, "img-src": pictures}


class PolicyMiddleware(CSPMiddleware):
    """Send the policy of the site, with the directives of ``LOOSER`` where the path asks for it."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        for prefix, directives in LOOSER.items():
            if request.path_info.startswith(prefix):
                parts.replace = {**directives, **(parts.replace or {})}
        return parts


class PrivacyMiddleware:
    """Let no cache between us and the reader keep an answer, unless its view says otherwise.

    Every page holds something of its reader: a name, a form's token, a nonce.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
