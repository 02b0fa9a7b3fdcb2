"""What triage has learned: each model with its scores, which is live, and what thresholds do."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from tickets.actions.learn import make_live
from tickets.admin.base import DeskAdmin
from tickets.lifecycle.desk import DeskSettings
from tickets.triage.learned import TriageModel


@admin.register(TriageModel)
class TriageModelAdmin(DeskAdmin):
    """Read, and gone back to: a model is made by learning alone."""

    list_display = ("made_at", "is_live", "right", "tested", "examples", "lessons", "reason")
    readonly_fields = (*list_display, "urgent_curve", "sorting_curve", "shown_digest")
    fieldsets = (
        (None, {"fields": list_display}),
        (_("Urgent matters: caught against false alarms"), {"fields": ("urgent_curve",)}),
        (_("Sorting: how much, and how often right"), {"fields": ("sorting_curve",)}),
        (_("Bytes"), {"fields": ("shown_digest",)}),
    )
    ordering = ("-id",)
    actions = ("go_live",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[TriageModel]:
        return TriageModel.objects.without_bytes()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    @admin.action(description=_("Let it decide (go back to it)"), permissions=["change"])
    def go_live(self, request: HttpRequest, queryset: QuerySet[TriageModel]) -> None:
        chosen = list(queryset[:2])
        if len(chosen) != 1:
            messages.error(request, gettext("Choose one model: one decides at a time."))
            return
        make_live(chosen[0].pk)
        messages.success(request, gettext("It decides from now on, for every new message."))

    @display(description=_("live"), boolean=True)
    def is_live(self, model: Any) -> bool:
        return bool(model.live)

    @display(description=_("right"))
    def right(self, model: Any) -> str:
        return f"{100 * model.accuracy:.1f} %"

    @display(description=_("why"))
    def reason(self, model: Any) -> str:
        return gettext(model.why)

    @display(description="SHA-256")
    def shown_digest(self, model: Any) -> str:
        """Return it in groups, which a narrow page can wrap."""
        return " ".join(model.digest[at : at + 8] for at in range(0, len(model.digest), 8))

    @display(description=_("by percent"))
    def urgent_curve(self, model: Any) -> str:
        return _curve(
            model.scores.get("urgent", []),
            chosen=DeskSettings.current().urgent_from,
            first=_("of the urgent matters, caught"),
            second=_("of the alarms, really urgent"),
        )

    @display(description=_("by percent"))
    def sorting_curve(self, model: Any) -> str:
        return _curve(
            model.scores.get("sorting", []),
            chosen=DeskSettings.current().sort_from,
            first=_("of the messages, sorted by themselves"),
            second=_("of these, right"),
        )


def _curve(points: list[Any], *, chosen: int, first: Any, second: Any) -> str:
    """Return the curve as a picture and a table, the row that the setting stands for marked."""
    marked = max((p[0] for p in points if p[0] <= chosen), default=None)
    rows = [
        {
            "percent": percent,
            "one": None if one is None else round(100 * one),
            "two": None if two is None else round(100 * two),
            "marked": percent == marked,
        }
        for percent, one, two in points
    ]
    context = {
        "rows": rows,
        "first": first,
        "second": second,
        "line_one": " ".join(f"{3 * row['percent']},{200 - 2 * (row['one'] or 0)}" for row in rows),
        "line_two": " ".join(
            f"{3 * row['percent']},{200 - 2 * row['two']}" for row in rows if row["two"] is not None
        ),
        "at": None if marked is None else 3 * marked,
    }
    return render_to_string("admin/configuration/triage/curve.html", context)
