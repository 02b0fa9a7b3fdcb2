"""Categories with their questions and policies, and the limits of the VIP lane."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget

from tickets.admin.base import DeskAdmin, DeskStackedInline
from tickets.admin.configuration import staffing
from tickets.admin.configuration.covering import ask_whether_all_are_promised
from tickets.admin.fields import ChoicesField
from tickets.admin.who import who
from tickets.routing.models import Queue
from tickets.sla.models import Policy
from tickets.triage.models import Category, FieldKind, LaneLimit, TemplateField
from tickets.triage.situations import Situation


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Answers of tickets and apps know the question by it.
            self.fields["key"].disabled = True

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
    template = "admin/configuration/categories/questions.html"
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


class CategoryForm(forms.ModelForm):
    """Situations are ticked; words are written one a line, those that stand there twice once."""

    situations = forms.MultipleChoiceField(
        label=capfirst(Category._meta.get_field("situations").verbose_name),
        help_text=Category._meta.get_field("situations").help_text,
        choices=Situation.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = Category
        # Which are shown, the page says.
        fields = "__all__"  # noqa: DJ007
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "words_en": UnfoldAdminTextareaWidget(attrs={"rows": 14}),
            "words_zh": UnfoldAdminTextareaWidget(attrs={"rows": 14}),
        }

    def _post_clean(self) -> None:
        """Refuse a tier or urgency for which nothing would be promised."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors or not {"tier", "urgency"} & set(self.changed_data):
            return
        policies = list(Policy.objects.active())
        try:
            ask_whether_all_are_promised(policies, categories=[self.instance])
        except ValidationError as refusal:
            self.add_error("tier", refusal)

    def clean_words_en(self) -> str:
        return _lines(self.cleaned_data["words_en"])

    def clean_words_zh(self) -> str:
        return _lines(self.cleaned_data["words_zh"])


def _lines(text: str) -> str:
    """Return ``text`` without blank lines, margins and lines that stand there already."""
    return "\n".join(dict.fromkeys(filter(None, map(str.strip, text.splitlines()))))


@admin.register(Category)
class CategoryAdmin(DeskAdmin):
    form = CategoryForm
    change_form_template = "admin/configuration/categories/change_form.html"
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
            {"fields": (("tier", "urgency"), ("queue", "skill"), "assistant_answers")},
        ),
        (_("On the form"), {"fields": (("audience", "position"), "active")}),
        (
            _("How it is recognised"),
            {
                "fields": (("words_en", "words_zh"), "situations"),
                "classes": ("tab",),
            },
        ),
    )

    def says(self, row: Category) -> list[staffing.Said]:
        return staffing.of_category(row, staffing.staff())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        return super().get_queryset(request).annotate(question_count=Count("fields"))

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        """Leave out of a restricted queue, and take into one, administrators only: it says who may
        see what is filed.
        """
        names = super().get_readonly_fields(request, obj)
        restricted = isinstance(obj, Category) and obj.queue.restricted_to_id is not None
        return [*names, "queue"] if restricted and not self._administers(request) else names

    def formfield_for_foreignkey(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "queue" and not self._administers(request):
            kwargs["queryset"] = Queue.objects.filter(restricted_to=None)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _administers(self, request: HttpRequest) -> bool:
        return who(request).may.administers or bool(request.user.is_superuser)

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
