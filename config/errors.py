"""Pages and problem documents for what no view answered; also for a database that is away."""

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views import defaults

from config.outage import is_outage, outage_response
from config.problems import is_api, problem_response

# The fields in which people write whole sentences.
WRITTEN = ("body", "reason", "comment", "words")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_large = isinstance(exception, RequestDataTooBig)
    if not is_api(request) and too_large:
        # Without the request: a page that shows the visitor's form would read the body again.
        page = loader.render_to_string("413.html", {"site_name": settings.SITE_NAME})
        return HttpResponse(page, status=413)
    if not is_api(request):
        return defaults.bad_request(request, exception)
    if too_large:
        return problem_response(request, 413, _("The request is too large."))
    return problem_response(request, 400, _("The request cannot be read."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not is_api(request):
        return defaults.permission_denied(request, exception)
    return problem_response(request, 403, _("You may not do this."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that may be a stranger's, and give back what was written in it.

    Forms grow too old when their reader logs in once more, in another tab. What another site sent
    is not shown: its words would stand on a page of ours.
    """
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    written = [request.POST.get(name, "") for name in WRITTEN] if is_ours else []
    context = {"written": [text for text in written if text.strip()]}
    return render(request, "403_csrf.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not is_api(request):
        return defaults.page_not_found(request, exception)
    return problem_response(request, 404, _("There is nothing at this address."))


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Answer a fault. Middleware that finds the database away ends here, not at a view."""
    fault = sys.exception()
    if is_outage(fault):
        return outage_response(request)
    if is_api(request):
        return problem_response(
            request, 500, _("A fault on our side. It is logged under the request id.")
        )
    # Without the request: what a page shows of the visitor may be what failed.
    page = loader.render_to_string("500.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(page, status=500)
