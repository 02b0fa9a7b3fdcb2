"""A database that is away or overloaded: 503, and when to come back."""

import threading
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import loader
from django.utils.translation import gettext as _
from psycopg_pool import PoolTimeout

from config.problems import is_api, problem_response

log = structlog.get_logger(__name__)

RETRY_AFTER_SECONDS = 15


class DatabaseOutageMiddleware:
    """Turn a view's database outage into 503; ``config.errors`` does it for middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return outage_response(request) if is_outage(exception) else None


def is_outage(fault: BaseException | None) -> bool:
    """Tell whether ``fault`` says that the database cannot serve now, not that a query is wrong."""
    return isinstance(fault, OperationalError | InterfaceError | PoolTimeout)


_renewing = threading.Lock()


def renew_pool() -> None:
    """Let the pool drop every connection that died, and not one a visitor as they come along.

    Beside the request, since a database that is silent rather than away answers no check; one
    check at a time. Without a pool there is nothing to do.
    """
    pool = getattr(connection, "pool", None)
    if pool is None or not _renewing.acquire(blocking=False):
        return

    def renew() -> None:
        try:
            pool.check()
        finally:
            _renewing.release()

    threading.Thread(target=renew, name="renew-pool", daemon=True).start()


def outage_response(request: HttpRequest) -> HttpResponse:
    """Return 503 with Retry-After, as a page or a problem document, asking no database."""
    log.error("database.outage")
    renew_pool()
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    if is_api(request):
        return problem_response(
            request, 503, _("The service is away for a moment. Nothing was saved."), headers=headers
        )
    # Without the request: what a page shows of the visitor would ask the database.
    page = loader.render_to_string("503.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=503, headers=headers)
