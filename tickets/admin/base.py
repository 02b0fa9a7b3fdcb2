"""What the stock pages have in common."""

from typing import Any

from django import forms
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.widgets import UnfoldAdminTextInputWidget

from tickets.admin.fields import SpanField


class Spans:
    """Lengths of time are typed in words: 15 min, 2 h, 1 d."""

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.get_internal_type() == "DurationField":
            kwargs |= {
                "form_class": SpanField,
                "widget": UnfoldAdminTextInputWidget,
                "help_text": _("Like 15 min, 2 h or 1 d. Empty: not promised."),
            }
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        return field


class DeskAdmin(Spans, ModelAdmin):
    """A page of configuration: who may do what on it, ``staff/roles.py`` says."""

    list_per_page = 50
    warn_unsaved_form = True
    # The key is what programs and presets know a row by.
    fixed = ("key",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        names = {field.name for field in self.model._meta.fields}
        kept = [name for name in self.fixed if obj is not None and name in names]
        return [*super().get_readonly_fields(request, obj), *kept]


class DeskStackedInline(Spans, StackedInline):
    extra = 0


class DeskTabularInline(Spans, TabularInline):
    extra = 0
