"""The admin site: Unfold's frame, the pages of the desk in it, the login of the site before it."""

from functools import partial
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.functional import SimpleLazyObject
from unfold.sites import UnfoldAdminSite

from tickets.staff.actors import actor_of


class DeskSite(UnfoldAdminSite):
    """Named in ``config.apps.DeskAdminConfig``, so that ``admin.site`` is one of these.

    Made while ``tickets.admin`` is being imported, so that package is named by its path alone.
    """

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("desk/", include("tickets.admin.desk.urls")), *super().get_urls()]

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the list of the apps, made when it is looked at.

        Every page is handed it, and the frame shows its own menu (``tickets.admin.navigation``).
        """
        made = partial(super().get_app_list, request, app_label)
        return SimpleLazyObject(made)  # type: ignore[return-value]  # behaves as what it makes

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the login of the site: its second factor and its limits count here too."""
        return secure_admin_login(super().login)(request, extra_context)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send who works on tickets to their inbox, and editors to the articles.

        Others see what they may administer.
        """
        if actor_of(request.user).is_staff:
            return redirect("admin:desk_inbox")
        if hasattr(request.user, "agent"):
            return redirect("admin:knowledge_base_article_changelist")
        return super().index(request, extra_context)
