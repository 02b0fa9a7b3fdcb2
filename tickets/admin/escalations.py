"""The ladders: who is asked next, and after how long it goes one step up."""

from django.contrib import admin

from tickets.admin.base import DeskAdmin
from tickets.routing.escalating import EscalationStep


@admin.register(EscalationStep)
class EscalationStepAdmin(DeskAdmin):
    list_display = ("category", "position", "address", "within", "calendar")
    list_display_links = ("position", "address")
    list_select_related = ("category", "skill", "team", "calendar")
    list_filter = ("whom",)
    fields = ("category", "position", "whom", "skill", "team", ("within", "calendar"))
