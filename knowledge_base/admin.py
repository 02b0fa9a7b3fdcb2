"""Editors write here; every save goes through ``articles/publishing.py``."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.dataclasses import UnfoldAction
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminTextareaWidget

from consignment.languages import supported
from consignment.models import User
from knowledge_base.articles import publishing
from knowledge_base.articles.choices import STATES, State
from knowledge_base.articles.history import ArticleEvent, ArticleRevision
from knowledge_base.articles.models import Article, ArticleText, Section
from knowledge_base.articles.publishing import Words
from knowledge_base.feedback.models import SearchMiss, Vote

# Unfold's colours for the tones of the design.
LABELS = {"neutral": "default", "info": "info", "good": "success", "attention": "warning"}
STATE_LABELS = {state.value: LABELS[facts.tone] for state, facts in STATES.items()}


class ReadOnly:
    """Whoever may see these rows may only see them."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def _editor(request: HttpRequest) -> User:
    return cast(User, request.user)


class ReviewDue(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("due", _("Due"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.due_for_review(timezone.localdate()) if self.value() else queryset


class TextForm(forms.ModelForm):
    class Meta:
        model = ArticleText
        fields = ("language", "title", "summary", "keywords", "body", "is_published")
        widgets = {"body": UnfoldAdminTextareaWidget(attrs={"rows": 24})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A text keeps its language: another language is another text.
        self.fields["language"].disabled = self.instance.pk is not None

    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data["title"], data["summary"], data["body"], data["keywords"])


class TextInline(StackedInline):
    model = ArticleText
    form = TextForm
    fields = (
        *("language", "title", "summary", "keywords", "body"),
        *("is_published", "preview", "updated_at", "revisions"),
    )
    readonly_fields = ("preview", "updated_at", "revisions")
    extra = 0
    max_num = 2
    can_delete = False
    tab = True

    @admin.display(description=_("as shown"))
    def preview(self, text: ArticleText) -> SafeString:
        # Sanitised when it was written.
        return format_html('<div class="prose">{}</div>', mark_safe(text.html))  # noqa: S308

    @admin.display(description=_("revisions"))
    def revisions(self, text: ArticleText) -> SafeString | str:
        if text.pk is None:
            return "-"
        url = reverse("admin:knowledge_base_articlerevision_changelist")
        return format_html('<a href="{}?text__id__exact={}">{}</a>', url, text.pk, _("Show"))


class EventInline(ReadOnly, TabularInline):
    model = ArticleEvent
    fields = ("at", "kind", "by", "note")
    extra = 0
    tab = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[ArticleEvent]:
        return super().get_queryset(request).select_related("by")


@admin.register(Article)
class ArticleAdmin(ModelAdmin):
    list_display = ("name", "section", "audience", "shown_state", "yes", "no", "review_on")
    list_filter = ("state", "audience", "section", ReviewDue)
    search_fields = ("slug", "texts__title")
    list_select_related = ("section",)
    ordering = ("section__position", "position", "slug")
    fields = (
        *("section", "slug", "audience", "position", "review_on"),
        *("state", "published_at", "retired_at"),
    )
    inlines = (TextInline, EventInline)
    actions_submit_line = ("publish", "retire")

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
                yes=Count("votes", filter=Q(votes__helped=True)),
                no=Count("votes", filter=Q(votes__helped=False)),
            )
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        state = ("state", "published_at", "retired_at")
        # Its address stays: readers and mails link to it.
        return state if obj is None else ("slug", *state)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description=_("article"))
    def name(self, article: Any) -> str:
        return article.title_here or article.title_elsewhere or article.slug

    @display(description=_("state"), ordering="state", label=STATE_LABELS)
    def shown_state(self, article: Article) -> tuple[str, str]:
        return article.state, str(State(article.state).label)

    @admin.display(description=_("helped"), ordering="yes")
    def yes(self, article: Any) -> int:
        return article.yes

    @admin.display(description=_("did not help"), ordering="no")
    def no(self, article: Any) -> int:
        return article.no

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        at = timezone.now()
        if not change:
            publishing.create(obj, by=_editor(request), at=at)
            return
        publishing.file(
            obj,
            section=obj.section,
            audience=obj.audience,
            position=obj.position,
            review_on=obj.review_on,
            by=_editor(request),
            at=at,
        )

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        changed = [text_form for text_form in formset.forms if text_form.has_changed()]
        written = [
            publishing.write(
                form.instance,
                text_form.cleaned_data["language"],
                text_form.words(),
                is_published=text_form.cleaned_data["is_published"],
                by=_editor(request),
                at=timezone.now(),
            )
            for text_form in changed
        ]
        # What the admin's log of changes reads.
        formset.new_objects, formset.deleted_objects = [], []
        formset.changed_objects = [
            (text, text_form.changed_data) for text, text_form in zip(written, changed, strict=True)
        ]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Here and not in save_model, where Unfold would run it: the words are saved only now.
        for button in self.get_actions_submit_line(request, form.instance.pk):
            if button.action_name in request.POST:
                button.method(request, form.instance)

    def get_actions_submit_line(self, request: HttpRequest, object_id: Any) -> list[UnfoldAction]:
        """Return the button for what can be done in the article's state."""
        article = self.get_object(request, unquote(str(object_id)))
        if article is None:
            return []
        verb = STATES[State(article.state)].verb
        buttons = super().get_actions_submit_line(request, object_id)
        return [button for button in buttons if button.path == verb]

    @action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, obj: Article) -> None:
        try:
            publishing.publish(obj, by=_editor(request), at=timezone.now())
        except publishing.NothingToPublishError:
            messages.error(request, _("There is no published text yet: write one first."))

    @action(description=_("Take off the site"), permissions=["change"])
    def retire(self, request: HttpRequest, obj: Article) -> None:
        publishing.retire(obj, by=_editor(request), at=timezone.now())


@admin.register(Section)
class SectionAdmin(ModelAdmin):
    list_display = ("title", "position", "slug", "articles")
    ordering = ("position",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).annotate(number_of_articles=Count("articles"))

    @admin.display(description=_("section"))
    def title(self, section: Section) -> str:
        return section.title

    @admin.display(description=_("articles"))
    def articles(self, section: Any) -> int:
        return section.number_of_articles


@admin.register(ArticleRevision)
class RevisionAdmin(ReadOnly, ModelAdmin):
    list_display = ("at", "title", "language", "by")
    list_filter = ("text__language",)
    list_select_related = ("text", "by")
    search_fields = ("title", "text__article__slug")
    fields = ("at", "by", "title", "summary", "keywords", "body")

    @admin.display(description=_("language"))
    def language(self, revision: ArticleRevision) -> str:
        return revision.text.get_language_display()


@admin.register(Vote)
class VoteAdmin(ReadOnly, ModelAdmin):
    list_display = ("article", "helped", "reason", "language", "at")
    list_filter = ("helped", "language")
    list_select_related = ("article",)
    fields = list_display


@admin.register(SearchMiss)
class SearchMissAdmin(ReadOnly, ModelAdmin):
    list_display = ("text", "language", "day", "count")
    list_filter = ("language", "day")
    search_fields = ("text",)
    ordering = ("-day", "-count")
