"""Canned replies: shared ones for everybody, and each agent's own."""

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import ManyToManyField, Model, QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget

from tickets.admin.base import DeskAdmin
from tickets.admin.who import who
from tickets.conversation.canned import VARIABLES, CannedReply, filled

EXAMPLES = {
    "en": {
        "customer_name": "Lin Mei",
        "agent_name": "Jonas",
        "ticket_number": "T-1042",
        "category": "Not shipped yet",
        "order_number": "ORD-2042",
        "item": "Steel watch",
        "item_number": "ITM-311",
        "consignment_number": "CON-77",
        "payout_number": "PAY-505",
        "courier": "SF Express",
        "tracking_number": "SF1234567890",
        "promised_time": "14:20",
        "site_name": "Client services",
    },
    "zh-hans": {
        "customer_name": "林梅",
        "agent_name": "小周",
        "ticket_number": "T-1042",
        "category": "尚未发货",
        "order_number": "ORD-2042",
        "item": "精钢腕表",
        "item_number": "ITM-311",
        "consignment_number": "CON-77",
        "payout_number": "PAY-505",
        "courier": "顺丰速运",
        "tracking_number": "SF1234567890",
        "promised_time": "14:20",
        "site_name": "客户服务",
    },
}
"""What the preview fills in, whatever the ticket."""


class CannedReplyForm(forms.ModelForm):
    class Meta:
        model = CannedReply
        fields = ("title_en", "title_zh", "text_en", "text_zh", "categories", "owner", "active")
        widgets = {
            "text_en": UnfoldAdminTextareaWidget(attrs={"rows": 10, "data-previews": "en"}),
            "text_zh": UnfoldAdminTextareaWidget(attrs={"rows": 10, "data-previews": "zh-hans"}),
        }


@admin.register(CannedReply)
class CannedReplyAdmin(DeskAdmin):
    """Whoever leads the desk writes the shared ones; an agent's own are that agent's alone."""

    form = CannedReplyForm
    list_display = ("named", "shared", "active", "used")
    list_filter = ("active", "categories")
    search_fields = ("key", "title_en", "title_zh", "text_en", "text_zh")
    # Few of them: ticked, not searched for.
    formfield_overrides = {ManyToManyField: {"widget": UnfoldAdminCheckboxSelectMultipleWidget}}
    readonly_fields = ("blanks", "preview_en", "preview_zh", "used")
    fieldsets = (
        (None, {"fields": (("title_en", "title_zh"), "blanks", ("text_en", "text_zh"))}),
        (_("How customers read it"), {"fields": (("preview_en", "preview_zh"),)}),
        (_("Where it is offered"), {"fields": ("categories", "owner", ("active", "used"))}),
    )

    class Media:
        js = ("desk/js/canned.js",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CannedReply]:
        """Keep the shared ones and the reader's own: nobody reads those of another."""
        return CannedReply.objects.visible_to(who(request)).select_related("owner__user")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        # Whose it is, is asked only of whoever may share it.
        more = [] if self._leads(request) else ["owner"]
        return [*super().get_readonly_fields(request, obj), *more]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "owner":
            agent = who(request).agent_id
            model = db_field.remote_field.model
            kwargs["queryset"] = model.objects.select_related("user").filter(pk=agent)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._may(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        # Several at once only by who leads: the list holds what others share.
        may = self._leads(request) if obj is None else self._may(request, obj)
        return super().has_delete_permission(request, obj) and may

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.key = _free_key(obj.title_en)
            if not self._leads(request):
                obj.owner_id = who(request).agent_id
        super().save_model(request, obj, form, change)

    def _leads(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.has_perm("tickets.change_category"))

    def _may(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or self._leads(request) or obj.owner_id == who(request).agent_id

    @display(description=_("canned reply"), ordering="title_en")
    def named(self, reply: CannedReply) -> str:
        return str(reply)

    @display(description=_("shared"), boolean=True, ordering="owner")
    def shared(self, reply: CannedReply) -> bool:
        return reply.owner_id is None

    @display(description=_("What a ticket fills in"))
    def blanks(self, reply: CannedReply | None = None) -> SafeString:
        """Name every blank; the script puts the one that is pressed where the cursor stands."""
        return format_html(
            '<span data-blanks data-examples="{}">{}</span>',
            json.dumps(EXAMPLES, ensure_ascii=False),
            ", ".join(f"{{{name}}} = {words}" for name, words in VARIABLES.items()),
        )

    @display(description=_("English"))
    def preview_en(self, reply: CannedReply | None = None) -> SafeString:
        return _preview(reply.text_en if reply else "", "en")

    @display(description=_("Chinese"))
    def preview_zh(self, reply: CannedReply | None = None) -> SafeString:
        return _preview(reply.text_zh if reply else "", "zh-hans")


def _preview(text: str, language: str) -> SafeString:
    with translation.override(language):
        shown = filled(text, EXAMPLES[language])
    return format_html(
        '<div class="whitespace-pre-wrap" lang="{0}" data-preview="{0}">{1}</div>', language, shown
    )


def _free_key(title: str) -> str:
    base = slugify(title)[:40] or "reply"
    taken = set(CannedReply.objects.filter(key__startswith=base).values_list("key", flat=True))
    keys = [base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))]
    return next(key for key in keys if key not in taken)
