"""The fields that tell a caller of the limits (draft-ietf-httpapi-ratelimit-headers-10)."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tickets.limits import limits_of


class RateLimitMiddleware:
    """Say on every answer for which a limit was counted what it is and what is left of it.

    ``RateLimit-Policy: "anon";q=60;w=60`` is the limit, ``RateLimit: "anon";r=59;t=60`` what
    remains and in how many seconds it is whole again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if limits := limits_of(request):
            response["RateLimit-Policy"] = ", ".join(
                f'"{limit.name}";q={limit.quota};w={limit.window}' for limit in limits
            )
            response["RateLimit"] = ", ".join(
                f'"{limit.name}";r={limit.remaining};t={limit.resets_in}' for limit in limits
            )
        return response
