"""Endpoints that do as little as one of their kind can: what ours are measured against.

They exist in the benchmark's settings alone, ask nobody who they are, and go through no middleware
but the one that finds them: whatever ours cost above that, the ratio shows.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tickets.lifecycle.models import Ticket

ROWS = 4


class BareRow(models.Model):
    """A row without constraints, indexes or triggers."""

    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["BareRow"]]

    class Meta:
        app_label = "config"
        managed = False
        db_table = "benchmark_row"


class BareSerializer(serializers.Serializer[BareRow]):
    body = serializers.CharField()


class BareFiling(APIView):
    """A plain view that inserts four rows in one transaction."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    def post(self, request: Request) -> Response:
        given = BareSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with transaction.atomic():
            rows = [BareRow.objects.create(body=given.validated_data["body"]) for _ in range(ROWS)]
        return Response({"id": rows[0].pk}, status=201)


class BareListing(APIView):
    """A plain view that shows 25 rows by one query."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    def get(self, request: Request) -> Response:
        rows = Ticket.objects.order_by("-created_at").values("id", "number", "subject", "state")
        return Response({"results": list(rows[:25])})


def bare_list(request: HttpRequest) -> HttpResponse:
    """Show a plain template of 50 rows."""
    rows = Ticket.objects.select_related("category", "requester").order_by("-created_at")[:50]
    return render(request, "benchmark/list.html", {"tickets": rows})


def bare_page(request: HttpRequest) -> HttpResponse:
    """Show one ticket with its messages in a plain template."""
    ticket = Ticket.objects.select_related("category", "requester").order_by("-created_at")[0]
    context = {"ticket": ticket, "messages_of_it": ticket.messages.in_order()}
    return render(request, "benchmark/page.html", context)


VIEWS: dict[str, Any] = {
    "/bare/rows/": BareFiling.as_view(),
    "/bare/rows/list/": BareListing.as_view(),
    "/bare/list/": bare_list,
    "/bare/page/": bare_page,
}


class BareMiddleware:
    """Answers the bare addresses itself, before any other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = VIEWS.get(request.path_info)
        if view is None:
            return self.get_response(request)
        response: Any = view(request)
        if isinstance(response, Response):
            response.render()
        response.headers["Content-Length"] = str(len(response.content))
        return response


def make_table() -> None:
    """Create the table of ``BareRow``."""
    with connection.schema_editor() as editor:
        editor.create_model(BareRow)
