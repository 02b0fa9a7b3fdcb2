"""Who was told that a promise is in danger has looked."""

import datetime as dt

from tickets.lifecycle.actors import Actor
from tickets.sla.models import Alert


def see_alert(alert_id: int, *, by: Actor, at: dt.datetime) -> Alert:
    """Note that ``by`` has seen an alert of theirs, and with it all that they were told of its
    ticket before. Looking twice changes nothing. Raises Alert.DoesNotExist.
    """
    alert = Alert.objects.select_related("ticket").get(pk=alert_id, agent=by.agent_id)
    same = Alert.objects.filter(ticket=alert.ticket_id, agent=by.agent_id, seen_at=None)
    same.update(seen_at=at)
    return alert
