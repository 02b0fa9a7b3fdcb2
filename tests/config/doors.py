"""Doors to try what stands around every view: they write a row, refuse, break, or wait."""

import time

from django.core.exceptions import ValidationError as ValueRefused
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone, translation
from rest_framework import serializers
from rest_framework.decorators import api_view, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from config.urls import handler400, handler403, handler404, handler500
from tickets.outbox.models import OutboxEntry

__all__ = ["handler400", "handler403", "handler404", "handler500"]


class Line(serializers.Serializer):
    amount = serializers.IntegerField(min_value=1)


class Form(serializers.Serializer):
    name = serializers.CharField(max_length=5)
    lines = Line(many=True, required=False)
    kind = serializers.ChoiceField(["watch", "bag"], required=False)


def write() -> OutboxEntry:
    now = timezone.now()
    return OutboxEntry.objects.create(kind="test", created_at=now, available_at=now)


@api_view(["GET", "POST"])
@permission_classes([AllowAny])
def rows(request: Request) -> Response:
    """Write a row, slowly when asked to, and then refuse, or lose it all, when asked to."""
    if request.method == "GET":
        return Response({"count": OutboxEntry.objects.count()})
    # As every action does: what it refuses, it takes back itself.
    with transaction.atomic():
        entry = write()
        time.sleep(request.data.get("seconds", 0))
        if request.data.get("refuse"):
            raise serializers.ValidationError({"name": "No."})
    if request.data.get("lose"):
        transaction.set_rollback(True)
    return Response({"id": entry.pk}, status=201, headers={"Location": f"/api/rows/{entry.pk}/"})


@api_view(["POST"])
@permission_classes([AllowAny])
def forms(request: Request) -> Response:
    form = Form(data=request.data)
    form.is_valid(raise_exception=True)
    return Response(form.validated_data)


@api_view(["GET"])
@permission_classes([AllowAny])
def refused(request: Request) -> Response:
    raise ValueRefused({"name": ValueRefused("Not this one.", code="taken")})


@api_view(["GET"])
def members(request: Request) -> Response:
    return Response({})


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("somebody@example.com")


def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection refused")


def reader(request: HttpRequest, secret: str = "") -> HttpResponse:
    return HttpResponse(f"{translation.get_language()} {timezone.get_current_timezone_name()}")


urlpatterns = [
    path("api/rows/", rows),
    path("api/forms/", forms),
    path("api/refused/", refused),
    path("api/members/", members),
    path("api/broken/", broken),
    path("api/away/", away),
    path("broken/", broken),
    path("away/", away),
    path("reader/", reader),
    path("letters/<str:secret>/", reader),
]
