"""The customer's rating of the present solution."""

import uuid
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions import rate
from tickets.actions.offers import offers
from tickets.api.base import DeskViewSet
from tickets.api.examples import RATING
from tickets.api.permissions import CustomersOnly
from tickets.lifecycle.models import Ticket
from tickets.satisfaction.models import Rating


class RatingSerializer(serializers.Serializer[Any]):
    """The rating, or nulls while there is none."""

    score = serializers.IntegerField(min_value=1, max_value=5, allow_null=True)
    comment = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    can_be_rated = serializers.BooleanField()


class NewRatingSerializer(serializers.Serializer[Any]):
    score = serializers.IntegerField(min_value=1, max_value=5)
    comment = serializers.CharField(required=False, default="", allow_blank=True)


class RatingViewSet(DeskViewSet):
    def get_permissions(self) -> list[BasePermission]:
        customers = [CustomersOnly()] if self.action == "create" else []
        return [IsAuthenticated(), *customers]

    @extend_schema(operation_id="tickets_rating_retrieve", responses=RatingSerializer)
    def retrieve(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read the rating of the present solution, and whether it can still be given."""
        return self._show(self.ticket())

    @extend_schema(
        operation_id="tickets_rating_create",
        request=NewRatingSerializer,
        responses={201: OpenApiResponse(RatingSerializer, "Rated.", examples=[RATING])},
        examples=[
            OpenApiExample(
                "Good", value={"score": 5, "comment": "Quick and clear."}, request_only=True
            )
        ],
    )
    def create(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Rate a solution, once, 1 (bad) to 5 (good). Customers only."""
        given = self.input(NewRatingSerializer)
        rate.rate(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(self.ticket(), status=201)

    def _show(self, ticket: Ticket, *, status: int = 200) -> Response:
        rating = Rating.objects.filter(ticket=ticket, cycle=ticket.cycle).first()
        shown = {
            "score": rating.score if rating else None,
            "comment": rating.comment if rating else "",
            "at": rating.at if rating else None,
            "can_be_rated": offers(ticket, by=self.actor, at=timezone.now()).rate,
        }
        return Response(RatingSerializer(shown).data, status=status)
