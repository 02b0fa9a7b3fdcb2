"""The targets of the dashboard."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from tickets.admin.base import DeskAdmin
from tickets.insight.measures import MEASURES
from tickets.insight.models import MeasureKey, MeasureTarget


@admin.register(MeasureTarget)
class MeasureTargetAdmin(DeskAdmin):
    list_display = ("measure", "value", "definition")
    fields = ("measure", "definition", "value")
    readonly_fields = ("definition",)
    fixed = ("measure",)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @display(description=_("what is measured"))
    def definition(self, target: Any) -> str:
        known = target.measure in MeasureKey.values
        return str(MEASURES[MeasureKey(target.measure)].definition) if known else "–"
