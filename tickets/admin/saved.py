"""Views of the inbox that are kept, to look up: they are made and changed in the inbox itself."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from consignment.admin import ReadOnly
from tickets.admin.base import DeskAdmin
from tickets.admin.who import who
from tickets.inbox.models import SavedView
from tickets.inbox.views import may_change


@admin.register(SavedView)
class SavedViewAdmin(ReadOnly, DeskAdmin):
    """Read here, with its changes; who may change it in the inbox may undo them."""

    list_display = ("__str__", "query", "owner", "sharing", "team", "deleted_at")
    list_filter = ("sharing",)
    list_select_related = ("owner__user", "team")
    search_fields = ("name", "name_zh", "query")
    fields = ("name", "name_zh", "query", "owner", "sharing", "team", "created_at", "deleted_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SavedView]:
        return SavedView.objects.visible_to(who(request)).in_order()

    def may_take_back(self, request: HttpRequest, row: Any) -> bool:
        by = who(request)
        return by.may.works and may_change(row, by)
