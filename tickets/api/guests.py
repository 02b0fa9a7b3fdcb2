"""Guests in the app: the secret of the mailed link, for one ticket and nothing else."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.guests import GuestLinkRefused, follow

SCHEME = "Guest"


class GuestAuthentication(BaseAuthentication):
    """``Authorization: Guest <secret>``: the last part of the address ``/guest/<secret>/``.

    Found by its hash, so that the time of an answer tells nothing of it; it ends with the link.
    ``request.auth`` is then the actor of the one ticket, and ``request.user`` nobody.
    """

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Actor] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != SCHEME.lower().encode():
            return None
        try:
            actor = follow(secret.decode("ascii"), at=timezone.now())
        except (GuestLinkRefused, UnicodeDecodeError):
            raise AuthenticationFailed(
                _("This link has expired or is not one of ours. Ask for a new one.")
            ) from None
        return AnonymousUser(), actor

    def authenticate_header(self, request: Request) -> str:
        return f'{SCHEME} realm="desk"'


class GuestScheme(OpenApiAuthenticationExtension):
    """Describes it in OpenAPI; drf-spectacular finds the class by this name."""

    target_class = "tickets.api.guests.GuestAuthentication"
    name = "guestLink"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": (
                "`Guest <secret>`: the last part of the address in a guest's mail, "
                "`/guest/<secret>/`. It opens one ticket until the link expires."
            ),
        }
