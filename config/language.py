"""The reader's language and time zone, for the time of one request."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views import i18n

from consignment.languages import supported
from consignment.models import User

UTC = zoneinfo.ZoneInfo("UTC")


class LanguageMiddleware:
    """Activate the language of the person logged in, else of the cookie, else of the browser.

    The time zone is the person's, else the site's. Needs ``request.user``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language, zone = language_of(request), time_zone_of(request)
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            # As it is now: the API learns only from a token who reads.
            response.headers.setdefault("Content-Language", translation.get_language())
        match = request.resolver_match
        if match is None or "language" not in match.kwargs:
            patch_vary_headers(response, ("Accept-Language",))
        patch_vary_headers(response, ("Cookie", "X-Session-Token"))
        return response


def language_of(request: HttpRequest) -> str:
    """Return the product's language for the reader of ``request``."""
    if request.user.is_authenticated:
        return supported(request.user.language)
    return supported(translation.get_language_from_request(request))


def time_zone_of(request: HttpRequest) -> zoneinfo.ZoneInfo:
    """Return the time zone of the reader of ``request``; UTC when theirs does not exist."""
    if not request.user.is_authenticated:
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)
    return time_zone_of_person(request.user)


def time_zone_of_person(person: User) -> zoneinfo.ZoneInfo:
    """Return the time zone that ``person`` chose; UTC when it does not exist."""
    try:
        return zoneinfo.ZoneInfo(person.time_zone)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return UTC


def set_language(request: HttpRequest) -> HttpResponse:
    """Take the language chosen on a page: kept in a cookie and, after login, with the person."""
    chosen = request.POST.get(i18n.LANGUAGE_QUERY_PARAMETER, "")
    if (
        request.method == "POST"
        and request.user.is_authenticated
        and translation.check_for_language(chosen)
        and chosen in dict(settings.LANGUAGES)
    ):
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return i18n.set_language(request)
