"""The page of an article, with both languages side by side, and the list of articles."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline
from unfold.decorators import display

from consignment.languages import supported
from consignment.models import User
from knowledge_base.addresses import Address
from knowledge_base.admin import preview, revisions
from knowledge_base.admin.filters import ByStanding, ReviewDue, TranslationOlder
from knowledge_base.admin.forms import PUBLISH, RELATED, RETIRE, ArticleForm, TextForm
from knowledge_base.admin.writing import sides_of
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import LANGUAGES, STANDINGS, Language, Standing
from knowledge_base.articles.models import Article, ArticleText

# Unfold's colours for the tones of the design.
LABELS = {"neutral": "default", "info": "info", "good": "success", "attention": "warning"}
STANDING_LABELS = {standing.value: LABELS[facts.tone] for standing, facts in STANDINGS.items()}
EVENTS_SHOWN = 12


class TextInline(StackedInline):
    """The words: one form for each language of the product, there or not yet."""

    model = ArticleText
    form = TextForm
    fields = ("language", "title", "summary", "keywords", "body", "is_published")
    max_num = len(Language)
    can_delete = False

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        return len(_missing_languages(obj))


@admin.register(Article)
class ArticleAdmin(ModelAdmin):
    form = ArticleForm
    change_form_template = "knowledge_base/admin/article.html"
    warn_unsaved_form = True
    list_display = (
        *("name", "section", "audience", "shown_standing", "translation"),
        *("yes", "no", "review_on"),
    )
    list_filter = (ByStanding, TranslationOlder, ReviewDue, "audience", "section")
    search_fields = ("slug", "texts__title")
    list_select_related = ("section",)
    list_per_page = 50
    ordering = ("section__position", "position", "slug")
    fields = ("section", "slug", "audience", "position", "review_on", "appears", "goes", *RELATED)
    inlines = (TextInline,)

    # --- The list ---------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Return articles with a title in the reader's language, and their votes; one query."""
        texts = ArticleText.objects.filter(article=OuterRef("pk"))
        here = texts.filter(language=supported(get_language()))
        return (
            super()
            .get_queryset(request)
            .annotate(
                title_here=Subquery(here.values("title")[:1]),
                title_elsewhere=Subquery(texts.values("title")[:1]),
                is_older=Exists(texts.outdated()),
                yes=Count("votes", filter=Q(votes__helped=True)),
                no=Count("votes", filter=Q(votes__helped=False)),
            )
        )

    @admin.display(description=_("article"))
    def name(self, article: Any) -> str:
        return article.title_here or article.title_elsewhere or article.slug

    @display(description=_("state"), ordering="published_at", label=STANDING_LABELS)
    def shown_standing(self, article: Article) -> tuple[str, str]:
        standing = article.standing(timezone.now())
        if standing in {Standing.SCHEDULED, Standing.LEAVING}:
            return standing.value, standing_words(article, standing)
        return standing.value, str(standing.label)

    @display(description=_("translation"), label={"older": "warning"})
    def translation(self, article: Any) -> tuple[str, str] | str:
        return ("older", str(_("Older"))) if article.is_older else ""

    @admin.display(description=_("helped"), ordering="yes")
    def yes(self, article: Any) -> int:
        return article.yes

    @admin.display(description=_("did not help"), ordering="no")
    def no(self, article: Any) -> int:
        return article.no

    # --- The page of an article -------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        def wrapped(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        name = "knowledge_base_article_{}".format
        return [
            path("preview/", wrapped(preview.of(self)), name=name("preview")),
            path(
                "<path:object_id>/revisions/",
                wrapped(revisions.page_of(self)),
                name=name("revisions"),
            ),
            path(
                "<path:object_id>/restore/",
                wrapped(revisions.restoring_of(self)),
                name=name("restore"),
            ),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """Let one editor save at a time: what the forms compare with cannot change under them."""
        article = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and article is not None:
            publishing.lock(article)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        saved = None if obj is None or obj._state.adding else obj
        return kwargs | {
            "initial": [{"language": one} for one in _missing_languages(saved)],
            "form_kwargs": {"original": saved.original_language if saved else Language.ENGLISH},
        }

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        at = timezone.now()
        formsets = context["inline_admin_formsets"]
        context |= {
            "sides": sides_of(formsets[0].formset, article) if formsets else [],
            "texts": formsets[0].formset if formsets else None,
            "related_fields": [
                context["adminform"].form[name]
                for name in RELATED
                if name in context["adminform"].form.fields
            ],
            "all_articles": self.get_queryset(request).order_by("slug"),
            "zone": timezone.get_current_timezone_name(),
            "standing": None,
        }
        if article is not None:
            standing = article.standing(at)
            context |= {
                "title": _name_of(article),
                "standing": standing,
                "standing_tone": STANDINGS[standing].tone,
                "standing_words": standing_words(article, standing),
                "original_tag": LANGUAGES[Language(article.original_language)].html_tag,
                "verb": STANDINGS[standing].verb,
                "site_paths": [
                    (language.label, f"{Address('article', article.slug).path(language)}?preview")
                    for language in Language
                ],
                "events": article.events.select_related("by")[:EVENTS_SHOWN],
            }
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Saving -----------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        by, at = _editor(request), timezone.now()
        if not change:
            publishing.create(obj, by=by, at=at)
            return
        data = form.cleaned_data
        publishing.rename(obj, data["slug"], by=by, at=at)
        publishing.file(
            obj,
            section=data["section"],
            audience=data["audience"],
            position=data["position"],
            review_on=data["review_on"],
            by=by,
            at=at,
        )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        changed = [one for one in formset.forms if one.is_to_be_saved]
        # The original first: a translation saved with it covers its new words.
        changed.sort(key=lambda one: not one.is_original)
        at = timezone.now()
        written = [
            publishing.write(
                form.instance,
                one.cleaned_data["language"],
                one.words(),
                is_published=one.cleaned_data["is_published"],
                covers_original=one.covers_now,
                by=_editor(request),
                at=at,
            )
            for one in changed
        ]
        # What the admin's log of changes reads.
        formset.new_objects, formset.deleted_objects = [], []
        formset.changed_objects = [
            (text, one.changed_data) for text, one in zip(written, changed, strict=True)
        ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the words, then what stands on them: related articles, the plan, the button."""
        super().save_related(request, form, formsets, change)
        article, by, at = form.instance, _editor(request), timezone.now()
        data = form.cleaned_data
        publishing.choose_related(article, data["related"], by=by, at=at)
        try:
            if PUBLISH in request.POST:
                publishing.publish(article, by=by, at=at)
            elif RETIRE in request.POST:
                publishing.retire(article, by=by, at=at)
            else:
                publishing.plan(article, appears=data["appears"], goes=data["goes"], by=by, at=at)
        except publishing.NothingToPublishError:
            messages.error(request, _("There is no published text yet: write one first."))
        except publishing.NotPublishedError:
            messages.error(request, _("The article does not stand on the site."))


def standing_words(article: Article, standing: Standing) -> str:
    """Return the standing in words, with the moment that matters in the editor's time zone."""
    facts = STANDINGS[standing]
    ends = standing in {Standing.LEAVING, Standing.GONE}
    moment = article.retired_at if ends else article.published_at
    when = date_format(timezone.localtime(moment), gettext("j M Y, H:i")) if moment else ""
    return str(facts.words).format(when=when)


def _name_of(article: Any) -> str:
    return article.title_here or article.title_elsewhere or article.slug


def _missing_languages(article: Article | None) -> list[str]:
    there = set(article.texts.values_list("language", flat=True)) if article else set()
    return [language for language in Language.values if language not in there]


def _editor(request: HttpRequest) -> User:
    return cast(User, request.user)
