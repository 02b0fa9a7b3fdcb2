"""A supervisor coaches an agent."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.satisfaction import coaching as coachings
from tickets.satisfaction.coaching import Coaching, CoachingRefused
from tickets.staff.actors import actor_of
from tickets.staff.models import Agent
from tickets.triage.models import Category

MOST_TICKETS = 50


@transaction.atomic
def coach(
    agent: Agent,
    *,
    by: Actor,
    what: str,
    numbers: Collection[int] = (),
    category: Category | None = None,
    follow_up_on: dt.date | None = None,
    at: dt.datetime,
) -> Coaching:
    """Record coaching about the tickets with ``numbers``. Raises CoachingRefused, OnlyReads.

    ``by`` and ``agent`` both must know of the tickets and of the category's queue. A ticket is
    only named, and not changed, so none is locked.
    """
    if len(set(numbers)) > MOST_TICKETS:
        raise CoachingRefused(_("Name %(count)d tickets at most.") % {"count": MOST_TICKETS})
    tickets = list(Ticket.objects.visible_to(by).filter(number__in=numbers))
    missing = sorted(set(numbers) - {ticket.number for ticket in tickets})
    if missing:
        raise CoachingRefused(_("There is no ticket %(numbers)s.") % {"numbers": _named(missing)})
    coached = actor_of(agent.user)
    hidden = Ticket.objects.hidden_from(coached).filter(id__in=[t.id for t in tickets])
    if unknown := sorted(hidden.values_list("number", flat=True)):
        raise CoachingRefused(
            _("%(agent)s may not see %(numbers)s. Leave out what they cannot read.")
            % {"agent": agent, "numbers": _named(unknown)}
        )
    team = category.queue.restricted_to_id if category else None
    if team is not None and not {team} <= by.team_ids & coached.team_ids:
        raise CoachingRefused(_("Choose a category whose tickets both of you may see."))
    return coachings.record(
        agent,
        by=by,
        what=what,
        category_id=category.pk if category else None,
        tickets=tickets,
        follow_up_on=follow_up_on,
        at=at,
    )


@transaction.atomic
def correct_coaching(
    coaching_id: int, *, by: Actor, what: str, follow_up_on: dt.date | None, at: dt.datetime
) -> Coaching:
    """Correct one's own words. Raises Coaching.DoesNotExist, CoachingRefused, OnlyReads."""
    visible = Coaching.objects.visible_to(by)
    found = Coaching.objects.select_for_update(of=("self",)).get(
        id__in=visible.filter(id=coaching_id).values("id")
    )
    coachings.correct(found, by=by, what=what, follow_up_on=follow_up_on, at=at)
    return found


def _named(numbers: Collection[int]) -> str:
    return ", ".join(f"T-{number}" for number in numbers)
