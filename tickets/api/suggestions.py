"""What can be told while a customer writes: the category, an answer, the time promised."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consignment.languages import supported
from knowledge_base.articles.choices import Language
from tickets.actions.advise import Advice, advise
from tickets.api.filing import AnswersField
from tickets.api.inputs import CategoryField, SideField
from tickets.api.things import ThingsField
from tickets.conversation.writing import MAX_LENGTH
from tickets.lifecycle.choices import Channel
from tickets.limits import SuggestionThrottle
from tickets.triage.suggesting import Suggestion


class WrittenSerializer(serializers.Serializer[Any]):
    """What stands in the form so far; everything may still be missing."""

    text = serializers.CharField(
        max_length=MAX_LENGTH, required=False, default="", allow_blank=True, trim_whitespace=False
    )
    category = CategoryField(
        required=False, help_text="The key of the category, once it is chosen."
    )
    answers = AnswersField(required=False)
    things = ThingsField(
        must_exist=False,
        default=list,
        help_text="Numbers of the orders, items, consignments and payouts that were chosen.",
    )
    party = SideField(required=False)


class SuggestionSerializer(serializers.Serializer[Suggestion]):
    key = serializers.CharField(source="category.key")
    name = serializers.CharField(source="category.name")
    score = serializers.FloatField(help_text="Comparable within one answer; more is better.")
    why = serializers.CharField(help_text="The words and things that led to it.")


class FoundSerializer(serializers.Serializer[Any]):
    """An article that may answer what is being written."""

    slug = serializers.SlugField()
    title = serializers.CharField()
    snippet = serializers.CharField(help_text="HTML with nothing but <mark>.")
    language = serializers.ChoiceField(Language.choices)
    is_fallback = serializers.BooleanField()


class AskedChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    words = serializers.CharField()


class AskedSerializer(serializers.Serializer[Any]):
    """The one question that would make what is written precise."""

    key = serializers.CharField()
    words = serializers.CharField()
    about = serializers.CharField(
        help_text="Where the answer goes: `body`, the key of a question, or `thing`."
    )
    choices = AskedChoiceSerializer(many=True)


class AdviceSerializer(serializers.Serializer[Advice]):
    categories = SuggestionSerializer(many=True, help_text="The best first.")
    articles = FoundSerializer(many=True, help_text="The best first.")
    question = AskedSerializer(allow_null=True, help_text="Ask it before sending; or leave it.")
    promised_at = serializers.DateTimeField(
        allow_null=True, help_text="When a person would answer, were it sent now."
    )


class SuggestionsView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [SuggestionThrottle]

    @extend_schema(
        operation_id="suggestions", request=WrittenSerializer, responses=AdviceSerializer
    )
    def post(self, request: Request) -> Response:
        """Ask what can be told about a request that is being written.

        The category it seems to be of and why, articles that may answer it, the one question that
        would make it precise, and when a person would answer. A read that comes by POST, so that
        what somebody writes stands in no address: nothing is kept, no `Idempotency-Key` is needed.
        Ask half a second after the last key, and drop the answers that come too late. Counted by
        the limit `suggestions`, apart from other calls.
        """
        given = WrittenSerializer(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        said = given.validated_data
        advice = advise(
            text=said["text"],
            person=request.user,
            language=supported(get_language()),
            category=said.get("category"),
            answers=said.get("answers"),
            things=said["things"],
            party=said.get("party"),
            channel=Channel.APP,
            at=timezone.now(),
        )
        return Response(AdviceSerializer(advice).data)
