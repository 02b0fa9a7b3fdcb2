"""The dashboard: each figure with target, trend and sample, one click from its tickets."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.insight.dashboards import dashboard
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket


@desk
@require_GET
def dashboard_page(request: DeskRequest, by: Actor) -> HttpResponse:
    at = timezone.now()
    board = dashboard(tickets=Ticket.objects.visible_to(by), at=at, days=7, zone="UTC")
    return page(
        request, by, "admin/desk/dashboard/page.html", {"board": board}, title=_("Dashboard")
    )
