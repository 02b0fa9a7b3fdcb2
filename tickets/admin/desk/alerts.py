"""What one was told of promises in danger: on whichever page of the desk one is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from tickets.actions.see_alert import see_alert
from tickets.admin.desk.doors import DeskRequest, desk
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.sla.models import Alert

MOST = 1
"""How many lie over the page; where there are more, it is said."""


@desk
@require_GET
def alerts(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show what was told to whoever looks and is not seen yet, of promises that are still to be
    kept: the newest of each ticket.
    """
    return _strip(request, by)


@desk
@require_POST
def alert_seen(request: DeskRequest, by: Actor, alert_id: int) -> HttpResponse:
    """Put an alert away, or open its ticket (``open``), which puts it away too."""
    alert = see_alert(alert_id, by=by, at=timezone.now())
    if "open" in request.POST or not request.htmx:
        return redirect("admin:desk_ticket", ticket_id=alert.ticket_id)
    return _strip(request, by)


def _strip(request: DeskRequest, by: Actor) -> HttpResponse:
    unseen = Alert.objects.unseen().filter(
        agent=by.agent_id, ticket__in=Ticket.objects.visible_to(by)
    )
    newest = unseen.order_by("ticket", "-at", "-id").distinct("ticket")
    shown = Alert.objects.filter(pk__in=newest.values("pk")).order_by("-at", "-id")
    found = list(shown.select_related("ticket", "act__clock")[: MOST + 1])
    context = {
        "alerts": found[:MOST],
        "more": len(found) > MOST,
        "now": timezone.now(),
    }
    return render(request, "admin/desk/alerts.html", context)
