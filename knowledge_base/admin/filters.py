"""What the list of articles can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge_base.articles.choices import Standing


class ByStanding(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Standing.choices)

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        asked = self.value()
        if asked is None or asked not in Standing.values:
            return queryset
        return queryset.standing(Standing(asked), timezone.now())


class TranslationOlder(admin.SimpleListFilter):
    title = _("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("older", _("Older than the original"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.with_older_translation() if self.value() else queryset


class ReviewDue(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("due", _("Due"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.due_for_review(timezone.localdate()) if self.value() else queryset
