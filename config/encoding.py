"""What is sent to us is UTF-8, whatever encoding the caller claims."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

UTF8 = "utf-8"


class Utf8Middleware:
    """Read each body as UTF-8, as the specifications of forms and of JSON (RFC 8259) have it.

    Django takes the ``charset`` of a request at its word, and so Python's codecs that are for bytes
    (``rot13``, ``zlib``) or know no text at all. Needs to stand before whoever reads a form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (request.encoding or UTF8).lower() != UTF8:
            request.encoding = UTF8
        return self.get_response(request)
