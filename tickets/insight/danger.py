"""Promises in danger now: those that have passed a level and run on, and what is to be done."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.sla.choices import ClockKind
from tickets.sla.models import Clock
from tickets.sla.models.clocks import ClockQuerySet
from tickets.staff.models import Presence


class Folder(models.TextChoices):
    SAVE = "save", _("Can still be kept")
    BROKEN = "broken", _("Broken")
    MINE = "mine", _("Mine")


class Step(StrEnum):
    """What is to be done next, by whoever looks."""

    GIVE = "give"
    HAND_OVER = "hand_over"
    CHASE = "chase"
    ANSWER = "answer"
    SOLVE = "solve"


@dataclass(frozen=True, slots=True)
class InDanger:
    """One promise in danger, with its ticket, and what is to be done next."""

    clock: Clock
    ticket: Ticket
    step: Step


def in_danger(by: Actor, *, folder: Folder, at: dt.datetime) -> ClockQuerySet:
    """Return the promises in danger of tickets that ``by`` may know of, the nearest first.

    Those that can still be kept come by when they fall due; broken ones by how long they are late,
    the latest first, since there most can be mended yet.
    """
    clocks = Clock.objects.in_danger().filter(ticket__in=Ticket.objects.visible_to(by))
    clocks = clocks.select_related(
        "ticket__assignee__user", "ticket__category", "ticket__requester"
    )
    match folder:
        case Folder.SAVE:
            return clocks.filter(due_at__gte=at).order_by("due_at", "id")
        case Folder.BROKEN:
            return clocks.filter(due_at__lt=at).order_by("-due_at", "-id")
        case Folder.MINE:
            return clocks.filter(ticket__assignee=by.agent_id).order_by("due_at", "id")


def next_step(clock: Clock) -> InDanger:
    """Return ``clock`` with what is to be done about it. Reads what ``in_danger`` joins."""
    return InDanger(clock, clock.ticket, _step(clock))


ANSWERS = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.PROGRESS, ClockKind.PLAN)


def _step(clock: Clock) -> Step:
    ticket = clock.ticket
    if ticket.assignee is None:
        return Step.GIVE
    if ticket.assignee.presence == Presence.AWAY:
        return Step.HAND_OVER
    if ticket.state == State.WAITING_ON_PARTNER:
        return Step.CHASE
    return Step.ANSWER if clock.kind in ANSWERS else Step.SOLVE
