"""What comes in through a door of the desk, without what no column can keep."""

from django.http import HttpRequest, QueryDict

NUL = "\x00"
LONGEST_NUMBER = 18
"""Digits: what is longer is no number of a row, and Python itself reads no more than 4,300."""


def without_nul(request: HttpRequest) -> None:
    """Take the character that PostgreSQL refuses out of the fields of ``request``.

    It is typed by nobody; a form that a program pasted it into goes on without it.
    """
    if "%00" in request.META.get("QUERY_STRING", ""):
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
    if request.method == "POST" and any(
        NUL in value for _name, values in request.POST.lists() for value in values
    ):
        request.POST = _cleaned(request.POST)  # type: ignore[assignment]


def number(said: str) -> int | None:
    """Return the number that ``said`` is; None when it is none, or longer than any of ours."""
    is_one = said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER
    return int(said) if is_one else None


def _cleaned(fields: QueryDict) -> QueryDict:
    copy = fields.copy()
    for name, values in copy.lists():
        copy.setlist(name, [value.replace(NUL, "") for value in values])
    copy._mutable = False
    return copy
