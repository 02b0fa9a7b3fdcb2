"""Every route of the project, read off the resolver."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

BLANK = re.compile(r"<(?:\w+:)?(\w+)>")
# The two routes of Django's admin that are written as expressions.
EXPRESSION = re.compile(r"\^?\(\?P<(\w+)>[^)]*\)(/?)\$")


def routes() -> list[str]:
    """Return the route of each view as it is written, without the leading slash."""
    return list(_walk(get_resolver().url_patterns, ""))


def address(route: str, blanks: dict[str, Any]) -> str:
    """Return ``route`` as an address, its blanks filled."""
    plain = EXPRESSION.sub(r"<\1>\2", route)
    return "/" + BLANK.sub(lambda blank: str(blanks[blank[1]]), plain)


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route
