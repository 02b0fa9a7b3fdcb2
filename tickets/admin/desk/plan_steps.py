"""The steps of a plan for a complex case: promised, moved once, given; each with its question."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tickets.actions.extend_plan import extend_plan
from tickets.actions.give_plan import give_plan
from tickets.actions.promise_plan import promise_plan
from tickets.admin.desk.promises import Shown, Standing
from tickets.lifecycle.actors import Actor
from tickets.sla.choices import ClockKind


@dataclass(frozen=True, slots=True)
class Step:
    """One button and the question behind it. ``long``: what is asked for is the plan itself."""

    key: str
    label: str | Promise
    asks: str | Promise
    act: Callable[[uuid.UUID, Actor, dt.datetime, str], object]
    long: bool = False


PROMISE, EXTEND, GIVE = "promise", "extend", "give"
STEPS = {
    step.key: step
    for step in (
        Step(
            PROMISE,
            _("Complex case"),
            _("Why is it complex? The history keeps it; the customer reads when a plan comes."),
            lambda ticket, by, at, text: promise_plan(ticket, by=by, at=at, reason=text),
        ),
        Step(
            GIVE,
            _("Give the plan"),
            _("The plan, as the customer reads it: what we do, and by when."),
            lambda ticket, by, at, text: give_plan(ticket, by=by, at=at, body=text),
            long=True,
        ),
        Step(
            EXTEND,
            _("Plan needs longer"),
            _("Why does it take longer? The customer reads it, with the new time. Once only."),
            lambda ticket, by, at, text: extend_plan(ticket, by=by, at=at, reason=text),
        ),
    )
}


def offered(promises: Sequence[Shown], *, can_work: bool) -> list[Step]:
    """Return the steps that are open now, by the plan among ``promises``, if there is one."""
    if not can_work:
        return []
    plan = next((p for p in promises if p.kind is ClockKind.PLAN and p.open), None)
    if plan is None:
        return [STEPS[PROMISE]]
    may_move = plan.standing is Standing.RUNNING and not plan.moved
    return [STEPS[GIVE], *([STEPS[EXTEND]] if may_move else [])]
