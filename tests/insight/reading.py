"""How tests read figures: facts brought up to date, then summed as for a page."""

import datetime as dt

from tickets.insight import dashboards, facts
from tickets.insight.cube import Scope
from tickets.insight.dashboards import Board
from tickets.insight.figures import Figure
from tickets.insight.models import MeasureKey
from tickets.insight.windows import Period
from tickets.lifecycle.actors import SYSTEM, Actor
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Queue


def everything() -> Scope:
    return Scope(queues=frozenset(Queue.objects.values_list("id", flat=True)))


def scope_of(by: Actor) -> Scope:
    return Scope(queues=frozenset(Queue.objects.visible_to(by).values_list("id", flat=True)))


def board(
    *,
    at: dt.datetime,
    days: int = 7,
    zone: str = "UTC",
    by: Actor = SYSTEM,
    scope: Scope | None = None,
) -> Board:
    facts.refresh(at=at)
    return dashboards.board(
        Ticket.objects.visible_to(by),
        scope or everything(),
        Period.of_days(days, at=at, zone=zone),
        at=at,
    )


def figure_of(
    key: MeasureKey,
    *,
    at: dt.datetime,
    days: int = 7,
    zone: str = "UTC",
    scope: Scope | None = None,
) -> Figure:
    return board(at=at, days=days, zone=zone, scope=scope).figures[key]
