"""What leaves the house, to read; and what was given up, to send again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, Model, OuterRef, QuerySet, UUIDField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import display

from tickets.admin.who import who
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.outbox.relay import replay

WAITING, DELIVERED, DEAD = _("waits"), _("delivered"), _("given up")


class FateFilter(admin.SimpleListFilter):
    title = _("what became of it")
    parameter_name = "fate"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", WAITING), ("delivered", DELIVERED), ("dead", DEAD)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "waiting":
                return queryset.filter(delivered_at=None, dead_at=None)
            case "delivered":
                return queryset.exclude(delivered_at=None)
            case "dead":
                return queryset.exclude(dead_at=None)
        return queryset


@admin.register(OutboxEntry)
class OutboxEntryAdmin(ModelAdmin):
    list_display = ("kind", "fate", "created_at", "available_at", "attempts", "last_error")
    list_filter = (FateFilter, "kind")
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-id",)
    actions = ("send_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxEntry]:
        """Leave out what leaves for tickets that the reader may not know of."""
        about = Cast(KeyTextTransform("ticket", "payload"), UUIDField())
        entries: QuerySet[OutboxEntry] = super().get_queryset(request)
        hidden = Ticket.objects.hidden_from(who(request)).filter(id=OuterRef("ticket_id"))
        return entries.annotate(ticket_id=about).exclude(Exists(hidden))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_replay_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("tickets.change_outboxentry")

    @display(
        description=_("what became of it"),
        label={WAITING: "info", DELIVERED: "success", DEAD: "danger"},
    )
    def fate(self, entry: OutboxEntry) -> Any:
        if entry.dead_at:
            return DEAD
        return DELIVERED if entry.delivered_at else WAITING

    @admin.action(description=_("Send again what was given up"), permissions=["replay"])
    def send_again(self, request: HttpRequest, entries: QuerySet[OutboxEntry]) -> None:
        at = timezone.now()
        revived = sum(replay(entry.pk, at=at) for entry in entries)
        self.message_user(
            request,
            ngettext("%(count)d entry leaves again.", "%(count)d entries leave again.", revived)
            % {"count": revived}
            if revived
            else _("None of these was given up."),
            messages.SUCCESS if revived else messages.WARNING,
        )
