"""``ETag`` on what the API shows, and 304 for who has it already."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

from config.problems import is_api
from tickets.api.versions import tag

# What caches read of a 304 (RFC 9110, 15.4.5); the middleware around adds Vary and its own.
KEPT = ("Cache-Control", "Content-Language", "Content-Location", "ETag", "Vary")


class ConditionalMiddleware:
    """Tag each successful answer that shows something, by the bytes of it: a strong ETag.

    Answers to a GET, and those to other methods that show a thing by its own address
    (``Content-Location``). A view may set ``response.version``, with which the tag then begins.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        reading = request.method in {"GET", "HEAD"}
        shown = reading or "Content-Location" in response.headers
        if not (shown and is_api(request) and response.status_code in {200, 201}):
            return response
        if not isinstance(response, HttpResponse):
            return response
        response["ETag"] = tag(response.content, getattr(response, "version", ""))
        if reading and _has_it(request, response["ETag"]):
            return _not_modified(response)
        return response


def _has_it(request: HttpRequest, etag: str) -> bool:
    """Tell whether ``If-None-Match`` names ``etag``; compared weakly, as RFC 9110 (13.1.2) asks."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in {tag.removeprefix("W/") for tag in known}


def _not_modified(response: HttpResponse) -> HttpResponse:
    kept = {name: response[name] for name in KEPT if name in response.headers}
    return HttpResponseNotModified(headers=kept)
