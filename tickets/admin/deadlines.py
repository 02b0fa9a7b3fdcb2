"""How near a deadline of the trade makes a ticket more urgent."""

from django.contrib import admin

from tickets.admin.base import DeskAdmin
from tickets.triage.pressing import DeadlineRule


@admin.register(DeadlineRule)
class DeadlineRuleAdmin(DeskAdmin):
    list_display = ("kind", "hours", "ahead_hours", "active")
    fields = ("kind", "active", ("hours", "ahead_hours"))
