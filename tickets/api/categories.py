"""The categories that can be filed under, with the questions of each. Public."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from consignment.languages import supported
from consignment.models import User
from tickets.api.inputs import SIDES
from tickets.api.schemas import answers_schema
from tickets.lifecycle.choices import Party
from tickets.triage.models import Category, CategoryQuerySet, TemplateField
from tickets.triage.templates import choices_of

SCHEMA_TYPE = "application/schema+json"


class ChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # no attribute in the end


class QuestionSerializer(serializers.ModelSerializer[TemplateField]):
    """A question of a template. Kinds of the trade are answered with a number of the customer's."""

    label = serializers.CharField()  # type: ignore[assignment]  # no attribute in the end
    help = serializers.CharField()
    choices = serializers.SerializerMethodField()

    class Meta:
        model = TemplateField
        fields = ["key", "kind", "label", "help", "required", "choices"]
        read_only_fields = fields

    @extend_schema_field(ChoiceSerializer(many=True))
    def get_choices(self, question: TemplateField) -> list[dict[str, str]]:
        words = choices_of(question, get_language())
        return [{"value": value, "label": label} for value, label in words.items()]


class CategorySerializer(serializers.ModelSerializer[Category]):
    name = serializers.CharField()
    hint = serializers.CharField()
    questions = QuestionSerializer(many=True, source="fields")

    class Meta:
        model = Category
        fields = ["key", "name", "hint", "audience", "questions"]
        read_only_fields = fields


class ForPartySerializer(serializers.Serializer[Any]):
    party = serializers.ChoiceField(
        SIDES, required=False, help_text="Only what this side can file."
    )


class SchemaRenderer(JSONRenderer):
    """Lets a call with ``Accept: application/schema+json`` in."""

    media_type = SCHEMA_TYPE
    format = "schema"


class CategoryViewSet(viewsets.GenericViewSet[Category]):
    permission_classes = [AllowAny]
    pagination_class = None

    def get_renderers(self) -> list[BaseRenderer]:
        return [JSONRenderer(), *([SchemaRenderer()] if self.action == "form" else [])]

    def get_queryset(self) -> CategoryQuerySet:
        return Category.objects.offered().with_template()

    @extend_schema(
        operation_id="categories_list",
        parameters=[ForPartySerializer],
        responses=CategorySerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """List what can be filed, with the questions that each category asks."""
        asked = ForPartySerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        categories = self.get_queryset()
        if party := asked.validated_data.get("party"):
            categories = categories.for_party(Party(party))
        return Response(CategorySerializer(categories, many=True).data)

    @extend_schema(operation_id="categories_retrieve", responses=CategorySerializer)
    def retrieve(self, request: Request, key: str) -> Response:
        """Read one category by its key."""
        category = get_object_or_404(self.get_queryset(), key=key)
        return Response(CategorySerializer(category).data)

    @extend_schema(
        operation_id="categories_schema",
        responses={(200, SCHEMA_TYPE): OpenApiResponse(OpenApiTypes.OBJECT, "A JSON Schema.")},
    )
    def form(self, request: Request, key: str) -> Response:
        """Read what `answers` of a new ticket of this category may be, as JSON Schema (2020-12).

        Titles, hints and choices (`oneOf` with `const` and `title`) are in the reader's language;
        `x-order` is the order of the form, `x-kind` the kind of each question. For whoever is
        logged in, `x-own` lists their orders, items, consignments or payouts with title and state.
        What the schema takes, filing takes; a refused answer is named by its pointer,
        `#/answers/<key>`.
        """
        category = get_object_or_404(self.get_queryset(), key=key)
        described = answers_schema(
            category,
            user=request.user if isinstance(request.user, User) else None,
            language=supported(get_language()),
            at=timezone.now(),
            address=request.build_absolute_uri(),
        )
        return Response(described, content_type=SCHEMA_TYPE)
