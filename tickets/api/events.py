"""Live events for apps: one stream of one ticket, or of all that are the reader's own."""

import uuid

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from tickets import live
from tickets.api.base import DeskViewSet
from tickets.api.permissions import CustomersOnly, Known

STREAM = {
    (200, "text/event-stream"): OpenApiResponse(
        OpenApiTypes.STR, "Events as they come, and a comment as heartbeat."
    ),
    204: OpenApiResponse(description="This server keeps no streams: read again now and then."),
}


class TooManyStreams(Exception):
    """The reader has as many streams open as one may."""

    headers = {"Retry-After": str(int(live.MAX_AGE))}


class EventStreamRenderer(JSONRenderer):
    """Lets ``Accept: text/event-stream`` in; what the call cannot have, it is told as JSON."""

    media_type = "text/event-stream"
    format = "events"


class EventViewSet(DeskViewSet):
    guests_may = frozenset({"of_ticket", "typing"})
    renderer_classes: list[type[BaseRenderer]] = [JSONRenderer, EventStreamRenderer]

    def get_permissions(self) -> list[BasePermission]:
        return [Known()] if self.action == "of_ticket" else [Known(), CustomersOnly()]

    @extend_schema(operation_id="tickets_events", responses=STREAM)
    def of_ticket(self, request: Request, ticket_id: uuid.UUID) -> HttpResponseBase:
        """Hear that a ticket changed, or that somebody of the desk writes.

        Server-sent events: `changed` and `typing`, each with `{"ticket": id}` and nothing of what
        was said; read the ticket again for that. A line that begins with `:` is a heartbeat, every
        15 seconds. The stream ends by itself after ten minutes: ask again. `EventSource` of
        browsers sends no header, so read it with a client that does, by `fetch`.
        """
        return self._streamed(live.stream(self._http(), self.ticket().id, by=self.actor))

    @extend_schema(operation_id="events", responses=STREAM)
    def of_all(self, request: Request) -> HttpResponseBase:
        """Hear which of my tickets changed: one stream for the whole app.

        As the events of one ticket, but without `typing`. A ticket that was filed meanwhile, on
        the site too, is heard of as well. Customers only.
        """
        return self._streamed(live.stream_own(self._http(), by=self.actor))

    @extend_schema(operation_id="tickets_typing", request=None, responses={204: None})
    def typing(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Say that the customer is writing, every few seconds while they do.

        The desk is told that somebody writes, and forgets it after some seconds. Changes nothing.
        """
        live.tell_typing(self.ticket().id, by=self.actor)
        return Response(status=204)

    def _http(self) -> HttpRequest:
        request: HttpRequest = self.request._request
        return request

    @staticmethod
    def _streamed(response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == live.TOO_MANY:
            raise TooManyStreams
        return response
