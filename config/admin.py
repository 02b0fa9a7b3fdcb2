"""Logins and second factors of people, for administrators: to see, and to end."""

from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from consignment.models import User
from consignment.sessions import end_sessions

admin.site.unregister(UserSession)
admin.site.unregister(Authenticator)
admin.site.unregister(EmailAddress)


class SeenAndEnded(ModelAdmin):
    """Rows that are made elsewhere: here they are seen, and taken away."""

    list_per_page = 50
    list_select_related = ("user",)
    search_fields = ("user__email", "user__name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A superuser's are a superuser's to end."""
        above = obj is not None and obj.user.is_superuser and not request.user.is_superuser
        return not above and super().has_delete_permission(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)


@admin.register(UserSession)
class SessionAdmin(SeenAndEnded):
    """A login in a browser or an app. Deleting it signs that one out."""

    list_display = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    fields = ("user", "ip", "user_agent", "created_at", "last_seen_at")
    ordering = ("-last_seen_at", "-id")

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        obj.end()


@admin.register(Authenticator)
class AuthenticatorAdmin(SeenAndEnded):
    """A second factor. Taking a lost one away ends whatever it opened; a new one is asked for."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    fields = ("user", "type", "created_at", "last_used_at")
    ordering = ("-id",)

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        person: User = obj.user
        super().delete_model(request, obj)
        end_sessions([person])


@admin.register(EmailAddress)
class AddressAdmin(EmailAddressAdmin, ModelAdmin):
    """Addresses by which people log in. A new password is sent to them, so a superuser's are a
    superuser's to change: who gives an account an address may become its owner.
    """

    list_per_page = 50
    list_select_related = ("user",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[EmailAddress]:
        rows: QuerySet[EmailAddress] = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(user__is_superuser=False)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if obj.user.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        super().save_model(request, obj, form, change)
