"""Problem documents (RFC 9457): one form for everything that an API call could not do."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from config.logs import current_request_id
from config.problem_types import type_of

MEDIA_TYPE = "application/problem+json"
API_PREFIX = "/api/"


def is_api(request: HttpRequest) -> bool:
    """Tell whether the caller of ``request`` expects a problem document, not a page."""
    return request.path_info.startswith(API_PREFIX)


def problem(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    title: str = "",
    errors: list[dict[str, str]] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the document. ``type`` leads to what its ``code``, else its status, means.

    ``errors`` name what is wrong with each field: pointer (RFC 6901, as a fragment), field, detail
    and code.
    """
    document: dict[str, Any] = {
        "type": type_of(status, str((extra or {}).get("code", ""))),
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        "instance": request.path,
        "request_id": current_request_id(),
    }
    if errors:
        document["errors"] = errors
    return {**document, **(extra or {})}


def problem_response(
    request: HttpRequest,
    status: int,
    detail: str,
    *,
    headers: Mapping[str, str] | None = None,
    **parts: Any,
) -> HttpResponse:
    """Return the document as a response, for middleware and error handlers."""
    return HttpResponse(
        json.dumps(problem(request, status, detail, **parts), ensure_ascii=False),
        status=status,
        content_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )
