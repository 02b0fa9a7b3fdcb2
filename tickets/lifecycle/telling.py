"""Telling open pages of tickets, for who holds nothing but their ids."""

import uuid
from collections.abc import Iterable

from tickets.lifecycle.models import Ticket
from tickets.outbox import recording


def tell_of(ticket_ids: Iterable[uuid.UUID | str]) -> None:
    """Tell open pages, after the commit, that these tickets changed: one query.

    Of a restricted queue its team alone hears, as of what actions announce.
    """
    teams = Ticket.objects.filter(id__in=set(ticket_ids)).values_list(
        "id", "queue__restricted_to_id"
    )
    for ticket_id, team_id in teams:
        restricted = {} if team_id is None else {"team": team_id}
        recording.announce("ticket", ticket=str(ticket_id), **restricted)
