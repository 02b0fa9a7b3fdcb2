"""Who is here and holds how much of what, and what each line and band has of the work in hand."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import Line
from tickets.lifecycle.models import Ticket
from tickets.routing import bands, waiting
from tickets.routing.choices import Band
from tickets.routing.shares import Load, Shares
from tickets.staff.models import Agent, Presence
from tickets.staff.shifts import Shift

SHOWN = 200
"""How many agents are shown; who is here comes first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A line or band: how much of the work in hand it has, beside what is kept for it."""

    name: str | Promise
    held: int
    share: float
    kept: int | None


@dataclass(frozen=True, slots=True)
class Holding:
    """An agent with what they hold of each room, and until when they are on shift, if they are."""

    agent: Agent
    written: int
    chats_at_once: int
    calls_at_once: int
    full: bool
    on_until: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """The whole page. ``places``: those in writing of everybody who is here; ``taken`` of them."""

    holdings: list[Holding]
    presences: list[tuple[str, int]]
    places: int
    taken: int
    lines: list[Part]
    bands: list[Part]
    in_hand: int


@desk
@require_GET
def capacity_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show it to supervisors; the page fetches its part anew every few seconds."""
    if not by.may.supervises:
        raise PermissionDenied(_("Supervisors see who holds how much."))
    context = {"capacity": capacity_of(by, at=timezone.now())}
    if request.htmx:
        return render(request, "admin/desk/capacity/parts.html", {**context, "now": timezone.now()})
    return page(request, "admin/desk/capacity/page.html", context, title=_("Capacity"))


def capacity_of(by: Actor, *, at: dt.datetime) -> Capacity:
    """Return who holds what, as far as ``by`` may know of the tickets. Eight queries at most."""
    settings, shares = DeskSettings.current(), bands.shares()
    at_once = settings.at_once
    agents = _agents(by)
    on_until = dict(Shift.objects.at(at).values_list("agent", "ends_at"))
    holdings = [
        Holding(
            agent=agent,
            written=agent.held[""],
            chats_at_once=at_once[Channel.CHAT],
            calls_at_once=at_once[Channel.PHONE],
            full=agent.held[""] >= agent.capacity,
            on_until=on_until.get(agent.pk) if agent.by_shifts else None,
        )
        for agent in agents[:SHOWN]
    ]
    load = waiting.load(shares, at=at)
    here = [one for one in holdings if one.agent.presence == Presence.HERE]
    return Capacity(
        holdings=holdings,
        presences=_presences(),
        places=sum(one.agent.capacity for one in here),
        taken=sum(one.written for one in here),
        lines=_lines(load, shares),
        bands=_bands(load, shares),
        in_hand=load.in_hand,
    )


def _agents(by: Actor) -> QuerySet[Agent]:
    """Return who works here, with their load: those who are here first, then by name."""
    return (
        Agent.objects.working()
        .with_load(of=Ticket.objects.visible_to(by))
        .select_related("user")
        .by_presence()
    )


def _presences() -> list[tuple[str, int]]:
    rows = Agent.objects.working().order_by().values_list("presence").annotate(Count("id"))
    counted = dict(rows)
    return [(str(presence.label), counted.get(presence, 0)) for presence in Presence]


def _lines(load: Load, shares: Shares) -> list[Part]:
    kept = {Line.VIP: shares.vip, Line.ORDINARY: shares.ordinary}
    names = {Line.URGENT: _("Urgent"), Line.VIP: _("VIP lane"), Line.ORDINARY: _("Ordinary lane")}
    return [
        Part(
            name=names[line],
            held=load.lines.get(line, 0),
            share=_percent(load.lines.get(line, 0), load.in_hand),
            kept=kept.get(line),
        )
        for line in Line
    ]


def _bands(load: Load, shares: Shares) -> list[Part]:
    return [
        Part(
            name=band.label,
            held=load.bands.get(band, 0),
            share=_percent(load.bands.get(band, 0), load.in_hand),
            kept=shares.bands.get(band, 0),
        )
        for band in Band
    ]


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0
