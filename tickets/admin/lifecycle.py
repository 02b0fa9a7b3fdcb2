"""The desk's own numbers: one row, to change."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tickets.admin.base import DeskAdmin
from tickets.lifecycle.desk import DeskSettings


@admin.register(DeskSettings)
class DeskSettingsAdmin(DeskAdmin):
    fieldsets = (
        (_("Work"), {"fields": (("place_by_itself", "bulk_limit"),)}),
        (
            _("Who is first"),
            {
                "fields": (
                    ("vip_reserve", "ordinary_reserve"),
                    ("share_of_frequent", "share_of_middling", "share_of_rare"),
                )
            },
        ),
        (
            _("Standing of a customer"),
            {
                "fields": (
                    ("standing_percent", "standing_times"),
                    ("standing_years", "standing_days"),
                )
            },
        ),
        (
            _("Room of an agent"),
            {
                "fields": (
                    ("chats_at_once", "calls_at_once"),
                    "absent_minutes",
                    ("shift_end_minutes", "roster_weeks"),
                )
            },
        ),
        (_("Writing"), {"fields": ("undo_seconds",)}),
        (_("Complex cases"), {"fields": (("plan_hours", "plan_extended_hours"),)}),
        (_("Evidence"), {"fields": ("evidence_hours",)}),
        (_("Vague messages"), {"fields": (("ask_back", "least_words"),)}),
        (_("Understanding"), {"fields": (("sort_from", "urgent_from"),)}),
        (
            _("The assistant"),
            {
                "fields": (
                    ("answer_from", "talk_hours"),
                    ("talk_questions", "talk_misses"),
                    ("chat_mail_minutes", "guest_talk_days"),
                )
            },
        ),
        (_("Proposed articles"), {"fields": (("proposal_days", "proposal_least"),)}),
        (_("Fewer questions"), {"fields": (("asked_days", "asked_least"),)}),
        (_("After the solution"), {"fields": (("reopen_days", "close_after_days"),)}),
        (_("Ratings"), {"fields": (("rating_days", "explain_minutes", "repeat_days"),)}),
        (_("Reviews"), {"fields": (("review_below", "review_hours", "review_again_hours"),)}),
        (_("Guests"), {"fields": (("guest_link_days", "guest_requests_per_day"),)}),
        (_("Deadlines"), {"fields": ("claim_days",)}),
        (
            _("Recurring faults"),
            {
                "fields": (
                    ("pattern_days", "pattern_spans", "pattern_least"),
                    ("pattern_item_days",),
                )
            },
        ),
        (_("Unsent requests"), {"fields": ("draft_days",)}),
        (
            _("Files"),
            {
                "fields": (
                    ("files_per_message", "megabytes_per_file"),
                    ("upload_hours", "waiting_megabytes"),
                )
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Open the one row, made with its defaults when it is not there yet."""
        return redirect("admin:tickets_desksettings_change", DeskSettings.current().pk)
