"""From what on another level is proposed."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from tickets.admin.base import DeskAdmin
from tickets.insight.levels.models import WITH_SHARE, LevelRule


@admin.register(LevelRule)
class LevelRuleAdmin(DeskAdmin):
    list_display = ("ground", "fewest", "certainty", "days", "share", "active")
    fixed = ("ground",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        """Leave the share out where the ground goes by a target."""
        names = ["ground", "active", "days", "fewest", "certainty"]
        has_share = not isinstance(obj, LevelRule) or obj.ground in WITH_SHARE
        return [*names, "share"] if has_share else names
