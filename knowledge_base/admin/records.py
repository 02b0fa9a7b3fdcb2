"""Sections, and what is only read: revisions, votes, searches in vain."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from knowledge_base.admin.forms import SLUG_TAKEN
from knowledge_base.admin.teaching import address_to_answer
from knowledge_base.articles import publishing
from knowledge_base.articles.history import ArticleRevision
from knowledge_base.articles.models import Section
from knowledge_base.feedback.models import SearchMiss, Vote


class ReadOnly:
    """Whoever may see these rows may only see them."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Section)
class SectionAdmin(ModelAdmin):
    list_display = ("title", "position", "slug", "articles")
    ordering = ("position",)
    fields = ("title_en", "title_zh", "slug", "position", "matter")

    def get_form(
        self, request: HttpRequest, obj: Section | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return super().get_form(request, obj, change, error_messages=SLUG_TAKEN, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        return super().get_queryset(request).annotate(number_of_articles=Count("articles"))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.display(description=_("section"))
    def title(self, section: Section) -> str:
        return section.title

    @admin.display(description=_("articles"))
    def articles(self, section: Any) -> int:
        return section.number_of_articles

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:
        """Save ``obj``; who comes by its old address is sent on."""
        if change and "slug" in form.changed_data:
            publishing.rename_section(obj, obj.slug, at=timezone.now())
        super().save_model(request, obj, form, change)


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
    list_display = ("article", "helped", "why", "reason", "language", "at")
    list_filter = ("helped", "why", "language")
    list_select_related = ("article",)
    fields = list_display


@admin.register(SearchMiss)
class SearchMissAdmin(ReadOnly, ModelAdmin):
    list_display = ("text", "language", "day", "count", "answer")
    list_filter = ("language", "day")
    search_fields = ("text",)
    ordering = ("-day", "-count")

    @admin.display(description=_("answer"))
    def answer(self, miss: SearchMiss) -> SafeString:
        """Lead to the form that gives these words to an article."""
        address = reverse("admin:knowledge_base_examplequestion_add")
        query = address_to_answer(miss.text, miss.language)
        return format_html('<a href="{}{}">{}</a>', address, query, _("Name its article"))
