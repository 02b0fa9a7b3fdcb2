"""What the stock pages have in common."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.widgets import UnfoldAdminTextInputWidget

from tickets.admin.configuration.meeting import SEEN, met
from tickets.admin.configuration.staffing import Said
from tickets.admin.fields import SpanField
from tickets.changes.reading import version_of
from tickets.changes.tracking import TRACKED, recorded
from tickets.sla.models import Calendar


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


class TheirCalendars:
    """Offers the calendars that staff keep."""

    def formfield_for_foreignkey(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.related_model is Calendar and "queryset" not in kwargs:
            # The wall is no calendar of theirs: nobody chooses it, and its being made is no news.
            kwargs["queryset"] = Calendar.objects.exclude(key=Calendar.ON_THE_WALL)
        return super().formfield_for_foreignkey(  # type: ignore[misc]
            db_field, request, **kwargs
        )


class KeepsChanges(ModelAdmin):
    """Who saves is kept with what is saved; two who save at once meet; the past can be undone."""

    warn_unsaved_form = True
    # What a page was loaded with comes back with it, so that nobody overwrites what they never saw.
    change_form_before_template = "admin/configuration/seen.html"

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Keep who saves with what is saved, and give the page the version that it shows."""
        label = self.model._meta.label
        shown: dict[str, Any] = {"seen": ""}
        if object_id and label in TRACKED and object_id.isdecimal():
            # Asked when the page is made: after a refusal it shows what is there now.
            shown["seen"] = lambda: version_of(label, object_id)
        with recorded(user=request.user):
            return super().changeform_view(
                request, object_id, form_url, {**shown, **(extra_context or {})}
            )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        with recorded(user=request.user):
            return super().changelist_view(request, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        with recorded(user=request.user):
            return super().delete_view(request, object_id, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the changes of this row, which can be undone there."""
        label = self.model._meta.label
        if label not in TRACKED:
            return super().history_view(request, object_id, extra_context)
        asked = urlencode({"of": f"{label}:{object_id}"})
        return redirect(f"{reverse('admin:desk_changes')}?{asked}")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return a form that notices when somebody else saved the same meanwhile."""
        form = super().get_form(request, obj, change, **kwargs)
        if request.method != "POST" or obj is None or SEEN not in request.POST:
            return form

        class Meeting(form):  # type: ignore[misc, valid-type]
            def clean(self) -> Any:
                clean = super().clean()
                if words := met(request, obj):
                    self.add_error(None, ValidationError(words, code="met"))
                return clean

        return Meeting


class DeskAdmin(TheirCalendars, Spans, KeepsChanges):
    """A page of configuration: who may do what on it, ``staff/roles.py`` says."""

    list_per_page = 50
    # What the row means for who works here, above its form.
    change_form_outer_before_template = "admin/configuration/says.html"
    # The key is what programs and presets know a row by.
    fixed = ("key",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        names = {field.name for field in self.model._meta.fields}
        kept = [name for name in self.fixed if obj is not None and name in names]
        return [*super().get_readonly_fields(request, obj), *kept]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        says = {"says": lambda: self.says_of(object_id)}
        return super().changeform_view(
            request, object_id, form_url, {**says, **(extra_context or {})}
        )

    def says_of(self, object_id: str | None) -> list[Said]:
        """Return sentences about the row as it stands; none for one that is not there yet."""
        if not object_id or not object_id.isdecimal():
            return []
        row = self.model._default_manager.filter(pk=object_id).first()
        return self.says(row) if row else []

    def says(self, row: Any) -> list[Said]:
        return []


class DeskStackedInline(TheirCalendars, Spans, StackedInline):
    extra = 0


class DeskTabularInline(TheirCalendars, Spans, TabularInline):
    extra = 0
