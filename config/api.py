"""What every API view shares: problem documents for errors, and pages by cursor."""

import math
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ValueRefused
from django.http import Http404
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from rest_framework import exceptions, pagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from config.problems import MEDIA_TYPE, problem
from tickets.limits import limits_of

# What an app's map gives for an exception of its own: status, title, detail, further members.
Mapped = tuple[int, str, str, Mapping[str, Any]]
ProblemMap = Callable[[Exception], Mapped | None]


class CursorPagination(pagination.CursorPagination):
    """Pages of the newest first, stable while rows are added; a cursor that is wrong is a 404."""

    ordering = ("-created_at", "-id")
    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 100

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except ValueRefused as error:
            # A cursor that decodes, but to no value of the column.
            raise exceptions.NotFound(self.invalid_cursor_message) from error

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page; DRF's own words are of an OpenAPI in which null was no type."""
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": address, "previous": address, "results": schema},
        }


def problem_details(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of a view with a problem document (``EXCEPTION_HANDLER`` of DRF).

    Exceptions of the domain are translated by the maps that ``API_PROBLEM_MAPS`` names. None for
    a fault of ours, which Django then logs and answers.
    """
    request = context["request"]._request
    exc = _counted(exc, context)
    for path in settings.API_PROBLEM_MAPS:
        to_problem: ProblemMap = import_string(path)
        if mapped := to_problem(exc):
            status, title, detail, extra = mapped
            set_rollback()
            document = problem(request, status, detail, title=title, extra=extra)
            return _respond(document, {**getattr(exc, "headers", {}), **_when_again(exc)})
    if isinstance(exc, Http404):
        exc = exceptions.NotFound(_("There is nothing at this address."))
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if not isinstance(exc, exceptions.APIException):
        return None
    set_rollback()
    headers = _when_again(exc)
    status = exc.status_code
    if isinstance(exc, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        # DRF says 403 where no scheme of RFC 9110 fits; apps must tell "log in" from "you may not".
        status = 401
        headers["WWW-Authenticate"] = 'X-Session-Token realm="desk", Guest realm="desk"'
    if isinstance(exc, exceptions.ValidationError):
        errors = list(_field_errors(exc.get_full_details(), path=()))
        detail = _("The request has errors.")
        return _respond(problem(request, status, detail, errors=errors), headers)
    return _respond(problem(request, status, str(exc.detail)), headers)


def _counted(exc: Exception, context: dict[str, Any]) -> Exception:
    """Count a call that was refused before DRF counts; return what is then to be answered.

    DRF asks who calls and whether they may first, so whoever tries keys would do it unlimited. To
    look for a form's token it reads the body then; one that cannot be read counts for its sender,
    whom the session knows, and not for a stranger.
    """
    request = context["request"]
    if not limits_of(request):
        if isinstance(exc, exceptions.ParseError | exceptions.UnsupportedMediaType):
            request.user = get_user(request._request)
        try:
            context["view"].check_throttles(request)
        except exceptions.Throttled as too_many:
            return too_many
    return exc


def _when_again(exc: Exception) -> dict[str, str]:
    """Return the field that says after how many seconds to come back, if ``exc`` knows."""
    wait: float | None = getattr(exc, "wait", None)
    return {"Retry-After": str(math.ceil(wait))} if wait else {}


def _respond(document: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        document,
        status=document["status"],
        headers=dict(headers or {}),
        content_type=MEDIA_TYPE,
    )


def _field_errors(details: Any, *, path: tuple[str, ...]) -> list[dict[str, str]]:
    """Flatten DRF's nested errors: one entry for each message, with the way to its field."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        return [
            {
                "pointer": "#/" + "/".join(_escaped(part) for part in path) if path else "#",
                "field": ".".join(path),
                "detail": str(details["message"]),
                "code": str(details["code"]),
            }
        ]
    found: list[dict[str, str]] = []
    if isinstance(details, dict):
        for name, inner in details.items():
            deeper = path if name == "non_field_errors" else (*path, str(name))
            found += _field_errors(inner, path=deeper)
    else:
        nested = any(isinstance(one, dict) and set(one) != {"message", "code"} for one in details)
        for index, inner in enumerate(details):
            # A list of messages belongs to the field; a list of objects, to its elements.
            found += _field_errors(inner, path=(*path, str(index)) if nested else path)
    return found


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")
