"""Queues, and to whom they are restricted."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from tickets.admin.base import DeskAdmin
from tickets.admin.configuration import staffing
from tickets.routing.models import Queue


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
