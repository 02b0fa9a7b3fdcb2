"""What is typed is kept while it is typed: the door of ``site/js/drafts.js``."""

import json
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tickets.conversation.drafts import READER, Content, DraftRefused
from tickets.public import drafts
from tickets.public.limits import stranger_may


@require_http_methods(["PUT", "DELETE", "POST"])
def draft(request: HttpRequest, place: str) -> HttpResponse:
    """Keep or forget what the reader has typed at ``place``. Says nothing but how it went.

    409 when the page was made for somebody who is not logged in here any more: its words stay on
    the device until they come back.
    """
    if request.method != "PUT":
        drafts.forget(request, place)
        # Without scripts it is a button on the first step.
        posted = request.method == "POST"
        return redirect("public:new") if posted else HttpResponse(status=HTTPStatus.NO_CONTENT)
    content = _content(request)
    if content is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if content.get(READER, "") != drafts.reader_of(request):
        return HttpResponse(status=HTTPStatus.CONFLICT)
    if not request.user.is_authenticated and not stranger_may(request):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        drafts.keep(request, place, content, at=timezone.now())
    except DraftRefused as refusal:
        return HttpResponse(refusal.why, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _content(request: HttpRequest) -> Content | None:
    """Return the fields that were sent as JSON; None when it is something else."""
    try:
        content = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not all(map(_is_field, content.values())):
        return None
    return content


def _is_field(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    )
