"""Two desks to look at pages on: one with a believable week, and one on its first morning."""

from dataclasses import replace
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tests.factories.desk import AgentFactory, make_desk
from tests.factories.trade import (
    ConsignmentFactory,
    ItemFactory,
    OrderFactory,
    PayoutFactory,
)
from tests.insight.test_patterns import about, order_by
from tests.matrix.table import Caller
from tests.matrix.world import World, logged_in, make_world
from tickets.conversation.canned import CannedReply
from tickets.insight import facts
from tickets.insight.levels.models import LevelRule
from tickets.insight.models import MeasureTarget
from tickets.lifecycle.desk import DeskSettings
from tickets.management import week
from tickets.routing.callbacks.models import CallbackPlan
from tickets.routing.escalating import EscalationStep
from tickets.routing.models import CategoryBand, Queue
from tickets.sla.models import Calendar, Policy, WarningLevel
from tickets.staff.models import Agent, Skill, Team
from tickets.triage.models import Category, LaneLimit
from tickets.triage.pressing import DeadlineRule

SCALE = 0.2
"""Of the demo's week: enough for a figure in each chart."""

FREE_NUMBERS = 5_000
"""From here on the week numbers nothing."""

CONFIGURED: dict[str, type[Model]] = {
    "agent": Agent,
    "a-calendar": Calendar,
    "a-category": Category,
    "canned": CannedReply,
    "band": CategoryBand,
    "call-plan": CallbackPlan,
    "deadline": DeadlineRule,
    "lane-limit": LaneLimit,
    "level-rule": LevelRule,
    "policy": Policy,
    "queue": Queue,
    "settings": DeskSettings,
    "skill": Skill,
    "step": EscalationStep,
    "target": MeasureTarget,
    "team": Team,
    "warning": WarningLevel,
}


def make_busy_world() -> World:
    """Return the world of the matrix after a week of the demo; all of it is committed."""
    week.load(now=timezone.now(), scale=SCALE)
    for factory in (ConsignmentFactory, ItemFactory, OrderFactory, PayoutFactory):
        factory.reset_sequence(FREE_NUMBERS)
    world = make_world()
    for _ in range(4):
        about(order_by("Swift Heron"), at=timezone.now())
    facts.refresh(at=timezone.now())
    things = {name: _first(model) for name, model in CONFIGURED.items()}
    return replace(world, things={**world.things, **things})


def make_empty_world() -> World:
    """Return a desk that nobody has written to yet; all of it is committed."""
    desk = make_desk()
    people = {
        Caller.AGENT: desk.agent.user,
        Caller.SUPERVISOR: desk.supervisor.user,
        Caller.ADMINISTRATOR: AgentFactory.create(administrator=True, skilled=True).user,
    }
    cookies = {caller: logged_in(user) for caller, user in people.items()}
    return World(things={"-": {}, "measure": {"key": "satisfaction"}}, cookies=cookies, headers={})


def _first(model: type[Model]) -> dict[str, Any]:
    return {"object_id": model._default_manager.order_by("pk").values_list("pk", flat=True)[0]}
