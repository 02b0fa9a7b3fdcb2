"""The app's login at the API."""

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.http import HttpRequest
from django.utils import translation
from drf_spectacular.contrib.django_allauth import XSessionTokenAuthenticationScheme

from consignment.languages import supported


class SessionTokenAuthentication(XSessionTokenAuthentication):
    """``X-Session-Token``, and the language of the account where the call asks for none.

    Who comes by a token is known only here, behind ``LanguageMiddleware``, which takes back at the
    end what is activated.
    """

    def authenticate(self, request: HttpRequest) -> tuple[Any, Any] | None:
        found: tuple[Any, Any] | None = super().authenticate(request)
        if found and "Accept-Language" not in request.headers:
            translation.activate(supported(found[0].language))
        return found


class SessionTokenScheme(XSessionTokenAuthenticationScheme):
    """Describes it in OpenAPI; drf-spectacular finds the class by this name."""

    target_class = "config.authentication.SessionTokenAuthentication"
