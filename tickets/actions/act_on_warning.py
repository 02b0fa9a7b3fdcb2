"""What follows when a promise passes a level: carried out once, whoever comes by and how often."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, transaction

from tickets.actions.locking import lock
from tickets.actions.promising import announce
from tickets.actions.requeue import release_misfit, requeue_locked
from tickets.lifecycle import history
from tickets.lifecycle.actors import ENTITLED, SYSTEM
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.lifecycle.models import Ticket
from tickets.outbox import recording
from tickets.satisfaction.models import Review, ReviewState
from tickets.sla import policies
from tickets.sla.choices import ClockKind, Consequence, WhyLeft
from tickets.sla.models import Alert, Clock, ClockWarning, Outcome, WarningAct
from tickets.staff.models import KIND_OF_ROLE, Agent, AgentQuerySet, Presence, Role
from tickets.triage import classifying

log = structlog.get_logger(__name__)

MAIL = "alert.mail"
LIVE = "alert"
IN_ORDER = {consequence: place for place, consequence in enumerate(Consequence)}


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a consequence: why it was left, or what is to be remembered of it."""

    why: WhyLeft | None = None
    data: dict[str, Any] = field(default_factory=dict)
    told: tuple[Agent, ...] = ()


@transaction.atomic
def act_on_warning(clock_id: int, *, level: int, at: dt.datetime) -> list[WarningAct]:
    """Carry out what follows from ``level`` of a clock and was not carried out yet; return it.

    Each is one row (``WarningAct``), which is written with what it did and says what became of it:
    a worker that dies leaves all of it undone, and the next one does it. What makes no sense any
    more, since the promise was kept meanwhile, is left, and says why.

    Raises Clock.DoesNotExist.
    """
    ticket_id: uuid.UUID = Clock.objects.values_list("ticket_id", flat=True).get(pk=clock_id)
    ticket, at = lock(ticket_id, by=SYSTEM, at=at)
    pending = WarningAct.objects.pending().filter(clock=clock_id, level=level)
    acts = sorted(pending.select_for_update(), key=lambda act: IN_ORDER[_of(act)])
    if not acts:
        return []
    clock = Clock.objects.get(pk=clock_id)
    for act in acts:
        became = _why_not(clock, act) or CARRY_OUT[_of(act)](ticket, act, at)
        act.outcome = Outcome.LEFT if became.why else Outcome.DONE
        act.why, act.data, act.at = became.why or "", became.data, at
        act.save(update_fields=["outcome", "why", "data", "at"])
        if act.outcome == Outcome.DONE:
            told = {"promise": clock.kind, "level": level, **became.data}
            history.warned(ticket, consequence=act.consequence, by=SYSTEM, at=at, data=told)
            _tell(act, became.told, ticket, at=at)
    ticket.save()
    announce(ticket)
    return acts


def act_on_pending(*, at: dt.datetime, limit: int = 500) -> int:
    """Carry out what no bell announced, oldest first; return how many warnings that were.

    One poisonous ticket stops nothing: its rows stay to be done, and the log says why.
    """
    rows = WarningAct.objects.pending().order_by("id").values_list("clock_id", "level")[:limit]
    done = 0
    for clock_id, level in dict.fromkeys(rows):
        try:
            done += bool(act_on_warning(clock_id, level=level, at=at))
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:
            log.error("warning.fault", clock=clock_id, level=level, error=type(error).__name__)
    return done


def _of(act: WarningAct) -> Consequence:
    return Consequence(act.consequence)


def _why_not(clock: Clock, act: WarningAct) -> Became | None:
    """Return why ``act`` is out of date, if it is."""
    if not clock.is_open:
        return Became(WhyLeft.OVER)
    if not clock.is_running:
        return Became(WhyLeft.PAUSED)
    later = ClockWarning.objects.filter(clock=clock, level__gt=act.level)
    # Who was away from the desk for an hour hears once how it stands, not how it came.
    if _of(act) in {Consequence.NOTIFY, Consequence.CALL} and later.exists():
        return Became(WhyLeft.OVERTAKEN)
    return None


def _raise_tier(ticket: Ticket, act: WarningAct, at: dt.datetime) -> Became:
    """Work on it as early as if it had been of the next tier from the start: its turn comes sooner
    by what that tier promises less. Its promises stay: one that is nearly broken must not be broken
    by being made shorter.
    """
    tiers = list(Tier)
    was = Tier(ticket.tier)
    if was is tiers[0]:
        return Became(WhyLeft.HIGHEST)
    now = tiers[tiers.index(was) - 1]
    ticket.tier = now
    ticket.priority = classifying.priority(now, Lane(ticket.lane))
    ticket.head_start += _gained(ticket, act.clock)
    why = f"raised from {was.value} when {act.level} % of a promise were used up"
    ticket.reasons = {**ticket.reasons, "tier": why}
    ticket.updated_at = at
    return Became(data={"was": was.value, "now": now.value})


def _gained(ticket: Ticket, clock: Clock) -> int:
    """Return how many seconds less the tier of ``ticket`` promises than ``clock`` was given."""
    policy = policies.choose(
        category_id=ticket.category_id,
        tier=Tier(ticket.tier),
        channel=Channel(ticket.channel),
        lane=Lane(ticket.lane),
        urgency=Urgency(ticket.urgency),
    ).policy
    column = clock.facts.promised_by
    target = getattr(policy, column) if column else None
    return max(int((clock.target - target).total_seconds()), 0) if target else 0


def _move(ticket: Ticket, act: WarningAct, at: dt.datetime) -> Became:
    was, queue = ticket.queue, act.move_to
    if queue is None or queue == was:
        return Became(WhyLeft.THERE)
    requeue_locked(ticket, queue, at=at)
    release_misfit(ticket, by=SYSTEM, at=at, reason="moved to a queue of another team")
    return Became(data={"was": was.pk, "now": queue.pk})


def _notify(ticket: Ticket, act: WarningAct, at: dt.datetime) -> Became:
    if act.clock.kind == ClockKind.REVIEW:
        due = Review.objects.filter(
            rating__ticket=ticket, rating__cycle=act.clock.cycle, state=ReviewState.DUE
        )
        review = due.exclude(reviewer=None).select_related("reviewer__user").first()
        return _told((review.reviewer,) if review and review.reviewer else ())
    agent = ticket.assignee
    return _told((agent,) if agent else ())


def _call(ticket: Ticket, act: WarningAct, at: dt.datetime) -> Became:
    return _told(tuple(supervisors_for(ticket)))


def _told(agents: tuple[Agent, ...]) -> Became:
    if not agents:
        return Became(WhyLeft.NOBODY)
    return Became(data={"agents": [agent.pk for agent in agents]}, told=agents)


def supervisors_for(ticket: Ticket) -> list[Agent]:
    """Return whom to call for ``ticket``: supervisors who may see it and are at the desk, else all
    of them; administrators where there is no supervisor.
    """
    found: AgentQuerySet = Agent.objects.working().filter(role__in=LEADING)
    team = ticket.queue.restricted_to_id
    if team is not None:
        found = found.filter(teams=team)
    agents = list(found.order_by("id"))
    supervisors = [agent for agent in agents if agent.role == Role.SUPERVISOR]
    here = [agent for agent in supervisors if agent.presence != Presence.AWAY]
    return here or supervisors or agents


LEADING = [role for role, kind in KIND_OF_ROLE.items() if ENTITLED[kind].supervises]

CARRY_OUT: dict[Consequence, Callable[[Ticket, WarningAct, dt.datetime], Became]] = {
    Consequence.RAISE_TIER: _raise_tier,
    Consequence.MOVE: _move,
    Consequence.NOTIFY: _notify,
    Consequence.CALL: _call,
}


def _tell(act: WarningAct, agents: tuple[Agent, ...], ticket: Ticket, *, at: dt.datetime) -> None:
    """Tell ``agents`` on the pages they have open, and by mail if they do not look in time."""
    for agent in agents:
        alert, new = Alert.objects.get_or_create(
            act=act, agent=agent, defaults={"ticket": ticket, "at": at}
        )
        if new:
            later = at + act.mail_after
            recording.record(MAIL, {"alert": alert.pk}, at=at, available_at=later)
            recording.announce(LIVE, people=[str(agent.user_id)])
