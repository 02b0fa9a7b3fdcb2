"""Who may use which route. What a ticket allows is not asked here but in the action."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from tickets.lifecycle.choices import ActorKind


class Known(BasePermission):
    """Who is logged in, or came by a guest's link where the view takes one."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return view.actor.kind is not ActorKind.ANONYMOUS


class StaffOnly(BasePermission):
    """For customers the route is not there. Stands behind ``IsAuthenticated``."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not view.actor.is_staff:
            raise Http404
        return True


class CustomersOnly(BasePermission):
    """What only the customer can say: what they want, that it is over, how it was."""

    message = _("Only the customer can do this.")

    def has_permission(self, request: Request, view: Any) -> bool:
        return not view.actor.is_staff
