"""When customers of a language are called back."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from tickets.admin.base import DeskAdmin
from tickets.routing.callbacks.models import CallbackPlan, known_country


class CountryCode(forms.CharField):
    """An ISO code, typed in any case."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).upper()


class CallbackPlanForm(forms.ModelForm):
    countries = SimpleArrayField(
        CountryCode(max_length=2, validators=[known_country]),
        label=CallbackPlan._meta.get_field("countries").verbose_name,
        help_text=CallbackPlan._meta.get_field("countries").help_text,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )

    class Meta:
        model = CallbackPlan
        # Which are shown, the page says.
        fields = "__all__"  # noqa: DJ007


@admin.register(CallbackPlan)
class CallbackPlanAdmin(DeskAdmin):
    form = CallbackPlanForm
    list_display = ("language", "calendar", "slot", "places", "attempts", "active")
    list_select_related = ("calendar",)
    fieldsets = (
        (None, {"fields": (("language", "active"), "calendar")}),
        (
            _("Slots"),
            {"fields": (("slot_minutes", "places"), ("notice_minutes", "days_ahead"))},
        ),
        (_("Attempts"), {"fields": (("attempts", "again_minutes"),)}),
        (_("Offer"), {"fields": (("offer_above_minutes", "countries"),)}),
    )

    @display(description=_("minutes of a slot"), ordering="slot_minutes")
    def slot(self, plan: CallbackPlan) -> int:
        return plan.slot_minutes
