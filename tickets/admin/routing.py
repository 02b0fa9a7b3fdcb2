"""Queues, and to whom they are restricted; how frequent which problem is."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Model, QuerySet, Subquery, Sum, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import action, display

from tickets.actions.count_bands import confirm_bands
from tickets.admin.base import DeskAdmin
from tickets.admin.configuration import staffing
from tickets.routing.models import CategoryBand, Queue


@admin.register(Queue)
class QueueAdmin(DeskAdmin):
    list_display = ("name", "key", "restricted_to", "category_count")
    list_select_related = ("restricted_to",)
    prepopulated_fields = {"key": ("name",)}
    fields = ("name", "key", "restricted_to")

    def says(self, row: Queue) -> list[staffing.Said]:
        return staffing.of_queue(row, staffing.staff())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Queue]:
        return super().get_queryset(request).annotate(categories_in_all=Count("categories"))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    @display(description=_("categories"), ordering="categories_in_all")
    def category_count(self, queue: Any) -> int:
        return int(queue.categories_in_all)


@admin.register(CategoryBand)
class CategoryBandAdmin(DeskAdmin):
    """What was counted is proposed; what holds, staff confirm or choose."""

    list_display = ("category", "contacts", "share", "counted_as", "holds", "counted_at")
    list_select_related = ("category",)
    list_filter = ("band", "proposed")
    ordering = ("-contacts", "category")
    fields = ("problem", "band", ("proposed", "contacts"), "counted_at")
    readonly_fields = ("problem", "proposed", "contacts", "counted_at")
    actions = ("let_hold",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[CategoryBand]:
        whole = CategoryBand.objects.order_by().values(n=Value(1)).annotate(all=Sum("contacts"))
        return super().get_queryset(request).annotate(in_all=Subquery(whole.values("all")))

    @action(description=_("Let what was counted hold"), permissions=("change",))
    def let_hold(self, request: HttpRequest, rows: QuerySet[CategoryBand]) -> None:
        changed = confirm_bands(rows.values_list("category", flat=True))
        said = ngettext("%(count)d band changed.", "%(count)d bands changed.", changed)
        messages.success(request, said % {"count": changed})

    @display(description=_("category"))
    def problem(self, row: CategoryBand) -> str:
        return str(row.category)

    @display(description=_("of all contacts"), ordering="contacts")
    def share(self, row: Any) -> str:
        return f"{100 * row.contacts / row.in_all:.1f} %" if row.in_all else "–"

    @display(
        description=_("as counted"),
        ordering="proposed",
        label={"≠": "warning", "=": "default"},
    )
    def counted_as(self, row: CategoryBand) -> tuple[str, str]:
        return "=" if row.proposed == row.band else "≠", row.get_proposed_display()

    @display(description=_("holds"), ordering="band")
    def holds(self, row: CategoryBand) -> str:
        return row.get_band_display()
