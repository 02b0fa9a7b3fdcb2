"""The customer's rating of the present solution."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from tickets.actions import rate
from tickets.actions.offers import offers
from tickets.api.base import DeskViewSet
from tickets.api.permissions import CustomersOnly, Known
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import surveys
from tickets.satisfaction.models import Rating, Reason


class RatingSerializer(serializers.Serializer[Any]):
    """The rating, or nulls while there is none."""

    score = serializers.IntegerField(min_value=1, max_value=5, allow_null=True)
    reasons = serializers.ListField(child=serializers.ChoiceField(Reason.choices))
    comment = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    can_be_rated = serializers.BooleanField()
    can_be_explained = serializers.BooleanField(
        help_text="For a while after the score, reasons and a comment can be added, once."
    )


class NewRatingSerializer(serializers.Serializer[Any]):
    score = serializers.IntegerField(min_value=1, max_value=5)
    comment = serializers.CharField(
        max_length=surveys.MAX_COMMENT, required=False, default="", allow_blank=True
    )


class WhySerializer(serializers.Serializer[Any]):
    reasons = serializers.ListField(
        child=serializers.ChoiceField(Reason.choices),
        required=False,
        default=list,
        max_length=len(Reason),
        help_text="Those that go with the score; the others are refused.",
    )
    comment = serializers.CharField(
        max_length=surveys.MAX_COMMENT, required=False, default="", allow_blank=True
    )


class RatingViewSet(DeskViewSet):
    guests_may = frozenset({"retrieve", "create", "explain"})

    def get_permissions(self) -> list[BasePermission]:
        customers = [] if self.action == "retrieve" else [CustomersOnly()]
        return [Known(), *customers]

    @extend_schema(operation_id="tickets_rating_retrieve", responses=RatingSerializer)
    def retrieve(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Read the rating of the present solution, and whether it can still be given."""
        return self._show(self.ticket())

    @extend_schema(
        operation_id="tickets_rating_create",
        request=NewRatingSerializer,
        responses={201: RatingSerializer},
    )
    def create(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Rate a solution, once, 1 (bad) to 5 (good). Customers only.

        Send the score as soon as it is tapped; reasons and a comment may follow by `PATCH`.
        """
        given = self.input(NewRatingSerializer)
        with self.unchanged():
            rate.rate(ticket_id, by=self.actor, at=timezone.now(), **given)
        return self._show(self.ticket(), status=201)

    @extend_schema(
        operation_id="tickets_rating_explain", request=WhySerializer, responses=RatingSerializer
    )
    def explain(self, request: Request, ticket_id: uuid.UUID) -> Response:
        """Say why the solution was rated so, once and soon after. Customers only."""
        given = self.input(WhySerializer)
        with self.unchanged():
            rating = get_object_or_404(self._ratings(self.ticket()))
            rate.explain(rating.id, at=timezone.now(), **given)
        return self._show(self.ticket())

    def _ratings(self, ticket: Ticket) -> QuerySet[Rating]:
        return Rating.objects.filter(ticket=ticket, cycle=ticket.cycle)

    def _show(self, ticket: Ticket, *, status: int = 200) -> Response:
        rating, at = self._ratings(ticket).first(), timezone.now()
        shown = {
            "score": rating.score if rating else None,
            "reasons": rating.reasons if rating else [],
            "comment": rating.comment if rating else "",
            "at": rating.at if rating else None,
            "can_be_rated": offers(ticket, by=self.actor, at=at).rate,
            "can_be_explained": bool(
                rating and self.actor.is_customer and surveys.can_explain(rating, at=at)
            ),
        }
        return Response(RatingSerializer(shown).data, status=status)
