"""Mails to the staff about promises in danger, to who has not looked at the desk in time."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tickets.actions.act_on_warning import MAIL
from tickets.channels.email.composing import compose_for_staff
from tickets.channels.email.delivery import post
from tickets.lifecycle.models import Ticket
from tickets.outbox.models import OutboxEntry
from tickets.sla.models import Alert
from tickets.staff.actors import actor_of


def send_alert(entry: OutboxEntry) -> None:
    """Tell by mail what was told at the desk, unless it was seen there or is over.

    The ticket is looked up with the rights of who is told, as they are now.
    """
    rows = Alert.objects.unseen().select_related("agent__user", "act__clock", "ticket__category")
    alert = rows.filter(pk=entry.payload["alert"]).first()
    if alert is None:
        return
    user = alert.agent.user
    visible = Ticket.objects.visible_to(actor_of(user)).filter(pk=alert.ticket_id)
    if not (user.is_active and visible.exists()):
        return
    context = {
        "ticket": alert.ticket,
        "promise": alert.act.clock.facts.staff_words,
        "clock": alert.act.clock,
        "level": alert.act.level,
        "called": alert.act.consequence == "call",
        "now": timezone.now(),
        "url": settings.SITE_URL + reverse("admin:desk_ticket", args=[alert.ticket_id]),
    }
    post(compose_for_staff("alert", user, entry_id=entry.pk, context=context))


HANDLERS: dict[str, Callable[[OutboxEntry], None]] = {MAIL: send_alert}
