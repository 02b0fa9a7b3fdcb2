"""Somebody of the staff comes, goes, or asks to be left alone with what they hold."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.actions.assign import NotAnAgent
from tickets.lifecycle.actors import Actor, refuse_readers
from tickets.staff.models import Agent, Presence


@transaction.atomic
def change_presence(*, by: Actor, presence: Presence, at: dt.datetime) -> Agent:
    """Set whether ``by`` is given new tickets; a second time changes nothing.

    Raises NotAnAgent, OnlyReads.
    """
    refuse_readers(by)
    if by.agent_id is None:
        raise NotAnAgent(_("Only agents are here, busy or away."))
    agent = Agent.objects.locked(by.agent_id)
    if agent.presence != presence:
        agent.set_presence(presence, at=at)
    return agent
