"""The app's login at the API."""

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone, translation
from drf_spectacular.contrib.django_allauth import XSessionTokenAuthenticationScheme

from config.language import time_zone_of_person
from config.sessions import SessionStore
from consignment.languages import supported


class TokenStrategy(SessionTokenStrategy):
    """allauth's, which asks for a session's existence first and for the session then."""

    def lookup_session(self, session_token: str) -> SessionBase | None:
        session = SessionStore(session_token)
        # Reads it; one that is missing or over loses its key by that.
        session.get(SESSION_KEY)
        return session if session.session_key else None


class SessionTokenAuthentication(XSessionTokenAuthentication):
    """``X-Session-Token``; the account's time zone, and its language where the call asks for none.

    Who comes by a token is known only here, behind ``LanguageMiddleware``, which takes back at the
    end what is activated. Asked for twice in a request (its key of idempotency belongs to a person
    too), it looks once.
    """

    def authenticate(self, request: HttpRequest) -> tuple[Any, Any] | None:
        http: HttpRequest = getattr(request, "_request", request)
        if "token_login" not in http.__dict__:
            http.__dict__["token_login"] = super().authenticate(http)
        found: tuple[Any, Any] | None = http.__dict__["token_login"]
        if found:
            timezone.activate(time_zone_of_person(found[0]))
            if "Accept-Language" not in request.headers:
                translation.activate(supported(found[0].language))
        return found


class SessionTokenScheme(XSessionTokenAuthenticationScheme):
    """Describes it in OpenAPI; drf-spectacular finds the class by this name."""

    target_class = "config.authentication.SessionTokenAuthentication"
