"""The trade in the admin: to read. The marketplace owns these rows, and ``ingest`` brings them.

Two things are done here: administrators edit people, and staff acknowledge alarms.
"""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as BaseGroupAdmin
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin, TabularInline
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from consignment.holds import acknowledge
from consignment.identity import forget_other_addresses
from consignment.models import (
    Consignment,
    Item,
    ItemEvent,
    Order,
    OrderLine,
    Payout,
    PayoutEvent,
    ReturnRequest,
    Shipment,
    User,
)
from consignment.sessions import end_sessions

REPORTED = ("external_id", "source_updated_at")

admin.site.unregister(Group)


def open_alarms(_request: HttpRequest) -> int | str:
    """Return how many alarms wait, for a badge in the menu; an empty text for none."""
    return PayoutEvent.objects.alarms().count() or ""


class ReadOnly:
    """Whoever may see these rows may only see them."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, ModelAdmin):
    list_per_page = 50
    show_full_result_count = False


class ReadOnlyInline(ReadOnly, TabularInline):
    extra = 0
    hide_title = True


# --- People ---------------------------------------------------------------------------------------


class PersonChangeForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


class PersonCreationForm(UserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")
        field_classes: dict[str, Any] = {}


@admin.register(User)
class PersonAdmin(BaseUserAdmin, ModelAdmin):
    """People are edited by administrators only: who may edit a login may become its owner.

    So a superuser, for whom no rule of a role counts, is made and edited by superusers alone.
    """

    form = PersonChangeForm
    add_form = PersonCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("email", "name", "roles", "language", "account", "date_joined")
    list_filter = ("is_staff", "is_active", "language")
    list_per_page = 50
    list_select_related = ("buyer", "consignor")
    show_full_result_count = False
    search_fields = ("email", "name", "phone", "external_id")
    ordering = ("-date_joined", "-id")
    filter_horizontal = ()
    actions = ("end_sessions",)
    autocomplete_fields = ("groups",)
    readonly_fields = ("last_login", "date_joined", *REPORTED)
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Person"), {"fields": ("name", "phone", "language", "time_zone")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("date_joined", "last_login", *REPORTED)}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    @admin.action(description=_("End their sessions"), permissions=["end"])
    def end_sessions(self, request: HttpRequest, people: QuerySet[User]) -> None:
        """Sign people out wherever they are signed in."""
        mine = people if request.user.is_superuser else people.filter(is_superuser=False)
        ended = end_sessions(mine)
        words = ngettext("%(count)d session ended.", "%(count)d sessions ended.", ended)
        self.message_user(request, words % {"count": ended}, messages.SUCCESS)

    def has_end_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("usersessions.delete_usersession")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        above = isinstance(obj, User) and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        fixed = super().get_readonly_fields(request, obj)
        return fixed if request.user.is_superuser else (*fixed, "is_superuser")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: trade, tickets and history hang on a person. Make them inactive instead."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            forget_other_addresses(obj)

    @display(description=_("roles"))
    def roles(self, person: User) -> str | None:
        roles = {
            _("staff"): person.is_staff,
            _("buyer"): hasattr(person, "buyer"),
            _("consignor"): hasattr(person, "consignor"),
        }
        return ", ".join(str(name) for name, held in roles.items() if held) or None

    @display(description=_("account"), label={"closed": "danger"}, ordering="is_active")
    def account(self, person: User) -> tuple[str, Any] | None:
        return None if person.is_active else ("closed", _("Not active"))


@admin.register(Group)
class GroupAdmin(BaseGroupAdmin, ModelAdmin):
    """Rights are given by group, never one by one."""

    search_fields = ("name",)


# --- Goods ----------------------------------------------------------------------------------------


class ItemInline(ReadOnlyInline):
    model = Item
    fields = ("number", "title", "brand", "price", "state")


class ItemEventInline(ReadOnlyInline):
    model = ItemEvent
    fields = ("at", "transition", "source", "target", "note")


@admin.register(Consignment)
class ConsignmentAdmin(ReadOnlyAdmin):
    list_display = ("number", "consignor", "received_at", "commission_percent", "pieces")
    list_select_related = ("consignor__user",)
    search_fields = ("number", "consignor__user__email", "consignor__user__name")
    date_hierarchy = "received_at"
    ordering = ("-received_at", "-id")
    fields = ("number", "consignor", "received_at", "commission_percent", *REPORTED)
    inlines = (ItemInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consignment]:
        return super().get_queryset(request).annotate(item_count=Count("items"))

    @display(description=_("items"), ordering="item_count")
    def pieces(self, consignment: Any) -> int:
        return int(consignment.item_count)


@admin.register(Item)
class ItemAdmin(ReadOnlyAdmin):
    list_display = ("number", "title", "brand", "kind", "price", "state", "consignment")
    list_filter = ("state", "kind")
    list_select_related = ("consignment",)
    search_fields = ("number", "title", "brand", "consignment__number", "authenticator")
    ordering = ("-id",)
    fields = (
        *("number", "title", "brand", "kind", "price", "state", "consignment", "picture_url"),
        "authenticator",
        *REPORTED,
    )
    inlines = (ItemEventInline,)


# --- Orders ---------------------------------------------------------------------------------------


class OrderLineInline(ReadOnlyInline):
    model = OrderLine
    fields = ("item", "price")

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrderLine]:
        return super().get_queryset(request).select_related("item")


class ShipmentInline(ReadOnlyInline):
    model = Shipment
    fields = ("state", "courier", "tracking_number", "promised_at", "shipped_at", "delivered_at")


class ReturnInline(ReadOnlyInline):
    model = ReturnRequest
    fields = ("state", "reason", "asked_at")


@admin.register(Order)
class OrderAdmin(ReadOnlyAdmin):
    list_display = ("number", "buyer", "state", "total", "placed_at", "ship_by", "promise")
    list_filter = ("state",)
    list_select_related = ("buyer__user",)
    search_fields = ("number", "buyer__user__email", "buyer__user__name", "lines__item__number")
    date_hierarchy = "placed_at"
    ordering = ("-placed_at", "-id")
    fields = (
        ("number", "state"),
        ("buyer", "total"),
        ("placed_at", "paid_at"),
        ("ship_by", "return_until"),
        REPORTED,
    )
    inlines = (OrderLineInline, ShipmentInline, ReturnInline)

    @display(description=_("promise"), label={"late": "danger"})
    def promise(self, order: Order) -> tuple[str, Any] | None:
        return ("late", _("Not shipped in time")) if order.ships_late(at=timezone.now()) else None


# --- Payouts --------------------------------------------------------------------------------------


class HeldFilter(admin.SimpleListFilter):
    title = _("hold")
    parameter_name = "held"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Held"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Payout]:
        held: QuerySet[Payout] = queryset.held() if self.value() == "yes" else queryset
        return held


class PayoutEventInline(ReadOnlyInline):
    model = PayoutEvent
    fields = ("at", "kind", "note", "acknowledged_at", "acknowledged_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PayoutEvent]:
        return super().get_queryset(request).select_related("acknowledged_by")


@admin.register(Payout)
class PayoutAdmin(ReadOnlyAdmin):
    list_display = ("number", "consignor", "item", "amount", "state", "due_on", "hold")
    list_filter = (HeldFilter, "state")
    list_select_related = ("consignor__user", "item")
    search_fields = ("number", "item__number", "consignor__user__email", "consignor__user__name")
    ordering = ("-due_on", "-id")
    fields = (
        ("number", "state"),
        ("consignor", "amount"),
        "item",
        ("due_on", "paid_at"),
        ("held_at", "hold_reason"),
        REPORTED,
    )
    inlines = (PayoutEventInline,)

    @display(description=_("hold"), label={"held": "warning"}, ordering="held_at")
    def hold(self, payout: Payout) -> tuple[str, Any] | None:
        return ("held", _("Held")) if payout.is_held else None


class AlarmFilter(admin.SimpleListFilter):
    title = _("alarms")
    parameter_name = "alarms"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        waiting = PayoutEvent.objects.alarms().count()
        return [("open", _("Not acknowledged (%(count)d)") % {"count": waiting})]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[PayoutEvent]:
        events: QuerySet[PayoutEvent] = queryset.alarms() if self.value() == "open" else queryset
        return events


@admin.register(PayoutEvent)
class PayoutEventAdmin(ReadOnlyAdmin):
    """What happened to payouts, and the alarms among it: paid although it was held."""

    list_display = ("at", "payout", "kind", "note", "alarm", "acknowledged_at", "acknowledged_by")
    list_filter = (AlarmFilter, "kind")
    list_select_related = ("payout", "acknowledged_by")
    search_fields = ("payout__number", "note")
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    actions = ("acknowledge_alarms",)

    def has_acknowledge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("consignment.change_payoutevent")

    @display(description=_("alarm"), label={"open": "danger"})
    def alarm(self, event: PayoutEvent) -> tuple[str, Any] | None:
        return ("open", _("Not acknowledged")) if event.is_alarm else None

    @admin.action(description=_("Acknowledge these alarms"), permissions=["acknowledge"])
    def acknowledge_alarms(self, request: HttpRequest, events: QuerySet[PayoutEvent]) -> None:
        at = timezone.now()
        by = cast(User, request.user)
        done = sum(acknowledge(event, by=by, at=at) for event in events)
        self.message_user(
            request,
            ngettext("%(count)d alarm acknowledged.", "%(count)d alarms acknowledged.", done)
            % {"count": done},
            messages.SUCCESS if done else messages.WARNING,
        )
