"""Categories with their questions and policies, and the limits of the VIP lane."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from tickets.admin.base import DeskAdmin, DeskStackedInline
from tickets.admin.fields import ChoicesField
from tickets.sla.models import Policy
from tickets.triage.models import Category, FieldKind, LaneLimit, TemplateField


class TemplateFieldForm(forms.ModelForm):
    choices = ChoicesField(
        label=_("Choices"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
        help_text=_("For “one of several”, one a line: value | English | Chinese"),
    )

    class Meta:
        model = TemplateField
        fields = (
            "key",
            "kind",
            "required",
            "position",
            "label_en",
            "label_zh",
            "help_en",
            "help_zh",
            "choices",
        )

    def clean(self) -> dict[str, Any] | None:
        clean = super().clean() or {}
        asked = clean.get("kind") == FieldKind.CHOICE
        if asked and "choices" in clean and not clean["choices"]:
            self.add_error(
                "choices",
                ValidationError(
                    _("Write the answers to choose from, one a line."), code="required"
                ),
            )
        if not asked and "choices" in clean:
            clean["choices"] = []
        return clean


class TemplateFieldInline(DeskStackedInline):
    """Old tickets keep the answers and the words they were asked with, whatever changes here."""

    model = TemplateField
    form = TemplateFieldForm
    tab = True
    fields = (
        ("key", "kind"),
        ("required", "position"),
        ("label_en", "label_zh"),
        ("help_en", "help_zh"),
        "choices",
    )


class PolicyInline(DeskStackedInline):
    model = Policy
    tab = True
    verbose_name_plural = _("policies of this category alone")
    fields = (
        ("key", "name"),
        ("tier", "urgency"),
        ("lane", "channel"),
        ("first_response_within", "resolution_within"),
        ("calendar", "active"),
    )


@admin.register(Category)
class CategoryAdmin(DeskAdmin):
    list_display = (
        "named",
        "audience",
        "tier",
        "urgency",
        "queue",
        "skill",
        "questions",
        "active",
    )
    list_filter = ("audience", "tier", "queue", "active")
    list_select_related = ("queue", "skill")
    search_fields = ("key", "name_en", "name_zh")
    prepopulated_fields = {"key": ("name_en",)}
    inlines = (TemplateFieldInline, PolicyInline)
    fieldsets = (
        (None, {"fields": (("name_en", "name_zh"), ("hint_en", "hint_zh"), "key")}),
        (
            _("How it is worked on"),
            {"fields": (("tier", "urgency"), ("queue", "skill"))},
        ),
        (_("On the form"), {"fields": (("audience", "position"), "active")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        return super().get_queryset(request).annotate(question_count=Count("fields"))

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    @display(description=_("category"), ordering="name_en")
    def named(self, category: Category) -> str:
        return str(category)

    @display(description=_("questions"), ordering="question_count")
    def questions(self, category: Any) -> int:
        return int(category.question_count)


@admin.register(LaneLimit)
class LaneLimitAdmin(DeskAdmin):
    list_display = ("amount",)
    ordering = ("id",)
