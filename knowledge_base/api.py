"""Articles for apps: list, read, search, vote. ``urlpatterns`` goes under ``/api/v1/articles/``."""

from typing import Any, cast

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.pagination import CursorPagination
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consignment.languages import supported
from knowledge_base.articles.choices import Audience, Language
from knowledge_base.articles.models import ArticleText, ArticleTextQuerySet
from knowledge_base.articles.neighbours import FormerSlug
from knowledge_base.articles.relating import related_to
from knowledge_base.asking import ask
from knowledge_base.feedback import recording
from knowledge_base.feedback.models import Vote, Why
from knowledge_base.search.near import Near, near
from knowledge_base.search.questions import MAX_CHARACTERS

MAX_HITS = 20
RELATED = 4


class ReaderSerializer(serializers.Serializer):
    """What every reading call takes."""

    language = serializers.ChoiceField(
        Language.choices,
        required=False,
        help_text="The language to read in; without it, that of the account or the app.",
    )


class ListSerializer(ReaderSerializer):
    section = serializers.SlugField(required=False, help_text="Only the articles of this section.")


class SearchSerializer(ReaderSerializer):
    q = serializers.CharField(
        max_length=MAX_CHARACTERS, help_text="Words or a whole question, in either language."
    )
    limit = serializers.IntegerField(min_value=1, max_value=MAX_HITS, default=10)


class SectionSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    title = serializers.CharField()


class ArticleSerializer(serializers.Serializer):
    """An article in a list, in the language it is read in."""

    slug = serializers.SlugField(source="article.slug")
    section = SectionSerializer(source="article.section")
    audience = serializers.ChoiceField(Audience.choices, source="article.audience")
    language = serializers.ChoiceField(Language.choices)
    is_fallback = serializers.BooleanField(
        help_text="True when the article does not exist in the language asked for."
    )
    title = serializers.CharField()
    summary = serializers.CharField()
    updated_at = serializers.DateTimeField(help_text="When its words changed last.")


class SectionInListSerializer(SectionSerializer):
    """A section with something to read in it."""

    number_of_articles = serializers.IntegerField(
        source="in_section", help_text="Those that the reader may read."
    )


class SectionsSerializer(serializers.Serializer):
    results = SectionInListSerializer(many=True)


class RelatedSerializer(serializers.Serializer):
    """An article that belongs to another, in the language it is read in."""

    slug = serializers.SlugField(source="article.slug")
    title = serializers.CharField()
    summary = serializers.CharField()
    language = serializers.ChoiceField(Language.choices)
    is_fallback = serializers.BooleanField()


class ArticleDetailSerializer(ArticleSerializer):
    languages = serializers.ListField(
        child=serializers.ChoiceField(Language.choices),
        help_text="The languages in which the article really exists.",
    )
    html = serializers.CharField(help_text="Sanitised; headings have ids.")
    markdown = serializers.CharField(source="body")
    related = serializers.SerializerMethodField(help_text="What to read next, best first.")

    @extend_schema_field(RelatedSerializer(many=True))
    def get_related(self, text: ArticleText) -> Any:
        return RelatedSerializer(self.context["related"], many=True).data


class HitSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    title = serializers.CharField()
    snippet = serializers.CharField(help_text="HTML with nothing but <mark>.")
    score = serializers.FloatField(help_text="0 to 1; comparable within one search.")
    language = serializers.ChoiceField(Language.choices)
    is_fallback = serializers.BooleanField()


class NearSerializer(serializers.Serializer):
    """What comes near where nothing answers."""

    words = serializers.CharField(
        allow_blank=True, help_text="What may have been meant, to be searched for; or empty."
    )
    results = HitSerializer(many=True, source="hits")


class HitsSerializer(serializers.Serializer):
    results = HitSerializer(many=True)
    near = NearSerializer(
        help_text="Something only where `results` is empty: offer it, and the way to a person."
    )


class VoteSerializer(serializers.Serializer):
    helped = serializers.BooleanField()
    why = serializers.ChoiceField(
        Why.choices,
        required=False,
        default="",
        allow_blank=True,
        help_text="Why it did not help; counts only then.",
    )
    reason = serializers.CharField(
        max_length=Vote._meta.get_field("reason").max_length,
        required=False,
        default="",
        allow_blank=True,
    )


def _parameters(request: Request, serializer: type[ReaderSerializer]) -> dict[str, Any]:
    """Return what the address asks for, its language filled in. Raises ValidationError."""
    given = serializer(data=request.query_params)
    given.is_valid(raise_exception=True)
    return {"language": supported(get_language()), **given.validated_data}


def _texts(request: Request, language: str) -> ArticleTextQuerySet:
    return ArticleText.objects.for_reader(request.user, language=language, at=timezone.now())


class ArticleListView(generics.ListAPIView):
    permission_classes = [AllowAny]
    serializer_class = ArticleSerializer

    @extend_schema(operation_id="articles_list", parameters=[ListSerializer], tags=["articles"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List the articles that the reader may read, oldest first."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> ArticleTextQuerySet:
        asked = _parameters(self.request, ListSerializer)
        texts = _texts(self.request, asked["language"]).light()
        if "section" in asked:
            texts = texts.filter(article__section__slug=asked["section"])
        return texts

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        # Ids are UUIDv7: the order of creation, and a key without a second one.
        cast(CursorPagination, self.paginator).ordering = ("article_id",)
        return super().paginate_queryset(queryset)


class ArticleDetailView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="articles_retrieve",
        parameters=[ReaderSerializer],
        responses={
            200: ArticleDetailSerializer,
            301: OpenApiResponse(description="The article has another address now: `Location`."),
        },
        tags=["articles"],
    )
    def get(self, request: Request, slug: str) -> HttpResponse:
        """Read one article. By an address that it had before, you are sent on to the one it has."""
        language, at = _parameters(request, ReaderSerializer)["language"], timezone.now()
        texts = ArticleText.objects.for_reader(request.user, language=language, at=at)
        text = texts.with_languages().defer("plain", "search").filter(article__slug=slug).first()
        if text is None:
            return _sent_on(request, slug, texts)
        related = related_to(
            text.article, person=request.user, language=language, at=at, limit=RELATED
        )
        return Response(ArticleDetailSerializer(text, context={"related": related}).data)


def _sent_on(request: Request, slug: str, texts: ArticleTextQuerySet) -> HttpResponse:
    """Lead to the article that had ``slug`` before, if it is one of ``texts``. Raises Http404."""
    moved = FormerSlug.objects.filter(slug=slug, article__in=texts.values("article"))
    now = moved.values_list("article__slug", flat=True).first()
    if now is None:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"../{now}/{query and '?'}{query}")


class SectionListView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="articles_sections",
        parameters=[ReaderSerializer],
        responses=SectionsSerializer,
        tags=["articles"],
    )
    def get(self, request: Request) -> Response:
        """List the sections in which the reader may read something, in the order of the site."""
        language = _parameters(request, ReaderSerializer)["language"]
        with translation.override(language):
            firsts = _texts(request, language).light().first_of_each_section(1)
            results = [
                {
                    "slug": text.article.section.slug,
                    "title": text.article.section.title,
                    "in_section": text.in_section,
                }
                for text in firsts.in_reading_order()
            ]
            return Response(SectionsSerializer({"results": results}).data)


class ArticleSearchView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="articles_search",
        parameters=[SearchSerializer],
        responses=HitsSerializer,
        tags=["articles"],
    )
    def get(self, request: Request) -> Response:
        """Find the articles that answer a question, best first."""
        asked, at = _parameters(request, SearchSerializer), timezone.now()
        text, person, language = asked["q"], request.user, asked["language"]
        hits = ask(text, person=person, language=language, at=at, limit=asked["limit"])
        offered = Near() if hits else near(text, person=person, language=language, at=at)
        return Response(HitsSerializer({"results": hits, "near": offered}).data)


class ArticleVoteView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        operation_id="articles_vote",
        request=VoteSerializer,
        responses=VoteSerializer,
        tags=["articles"],
    )
    def post(self, request: Request, slug: str) -> Response:
        """Say whether an article helped; a second vote replaces the first."""
        texts = _texts(request, supported(get_language())).light()
        text = get_object_or_404(texts, article__slug=slug)
        given = VoteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        vote = recording.vote(
            text.article,
            voter=recording.voter(person=request.user, session_key=None),
            language=text.language,
            at=timezone.now(),
            **given.validated_data,
        )
        return Response(VoteSerializer(vote).data)


# These words stand before <slug>; no article may have them as its own (a database constraint).
urlpatterns = [
    path("", ArticleListView.as_view(), name="articles"),
    path("sections/", SectionListView.as_view(), name="article_sections"),
    path("search/", ArticleSearchView.as_view(), name="article_search"),
    path("<slug:slug>/", ArticleDetailView.as_view(), name="article"),
    path("<slug:slug>/vote/", ArticleVoteView.as_view(), name="article_vote"),
]
