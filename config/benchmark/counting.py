"""How many statements a request costs, told only to who asks."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ASKED = "X-Count-Queries"
TOLD = "X-Queries"


class QueryCountMiddleware:
    """Count the statements of a request that asks for it by ``X-Count-Queries``.

    A separate pass asks: what is timed is not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if ASKED not in request.headers:
            return self.get_response(request)
        count = 0

        def counting(execute: Callable[..., Any], *args: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*args)

        with connection.execute_wrapper(counting):
            response = self.get_response(request)
        response.headers[TOLD] = str(count)
        return response
