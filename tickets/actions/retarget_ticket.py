"""What decides the promises of a ticket changed behind its back: its promises follow."""

import datetime as dt
import uuid

from django.db import transaction

from consignment import dossier
from tickets.actions.locking import lock
from tickets.actions.promising import announce, choose_policy, refresh_due
from tickets.lifecycle import configuration, history, linked
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Lane, Tier
from tickets.lifecycle.facts import Group
from tickets.sla import clocks
from tickets.triage import classifying, lanes


@transaction.atomic
@configuration.held()
def retarget_ticket(ticket_id: uuid.UUID, *, at: dt.datetime) -> bool:
    """Weigh again what is at stake, and put the open promises under what applies now; tell whether
    anything changed.

    For a price, a total or a payout that the trade reports anew. A lane that a person set stays. A
    time that the customer was told is kept where the new one would be later: nobody asked them.
    What is promised from now on follows the new lane. Nothing happens to a ticket that is done.

    Raises Ticket.DoesNotExist, NoPolicy.
    """
    ticket, at = lock(ticket_id, by=SYSTEM, at=at)
    if ticket.facts.group is Group.DONE or "lane_by" in ticket.reasons:
        return False
    stakes = dossier.stakes_of(linked.own_things(ticket))
    choice = lanes.choose(stakes, limits=lanes.limits())
    if choice.lane == ticket.lane:
        return False
    changes = {"lane": [ticket.lane, choice.lane.value]}
    ticket.lane = choice.lane
    ticket.priority = classifying.priority(Tier(ticket.tier), Lane(ticket.lane))
    ticket.reasons = {**ticket.reasons, "lane": choice.reason}
    ticket.updated_at = at
    policy = choose_policy(ticket).policy
    clocks.retarget(ticket, policy=policy, at=at, reason=choice.reason[:300], keep_earlier=True)
    history.reclassified(ticket, changes=changes, by=SYSTEM, at=at, reason=choice.reason)
    refresh_due(ticket)
    ticket.save()
    announce(ticket)
    return True
