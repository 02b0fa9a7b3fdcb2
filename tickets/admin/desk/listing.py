"""The lists of the inbox: which tickets, in which order, and how many."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from consignment.numbers import Kind, canonical
from tickets.insight.dashboards import behind
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.insight.patterns import traced
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Lane, State, Tier
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.lifecycle.traces import TraceKind
from tickets.routing import order
from tickets.routing.models import Queue

NUMBER = re.compile(r"#?\s*(?:T-?)?(\d{1,15})", re.IGNORECASE)


class Folder(models.TextChoices):
    """The views of the inbox."""

    WAITING = "waiting", _("Waiting")
    MINE = "mine", _("Mine")
    UNFINISHED = "unfinished", _("All unfinished")
    DONE = "done", _("Done")


@dataclass(frozen=True, slots=True)
class Behind:
    """Who or what stands behind the tickets: an item, consignor, courier or authenticator."""

    kind: TraceKind
    key: str
    days: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; a blank wish is none.

    ``words`` are looked for in every folder. ``measure`` asks for the tickets behind a figure of
    the dashboard in ``window``, with ``missed_only`` those that speak against it. ``behind`` asks
    for those of a pattern, filed in its last days.
    """

    folder: Folder = Folder.WAITING
    queue: Queue | None = None
    tier: Tier | None = None
    lane: Lane | None = None
    state: State | None = None
    late: bool = False
    words: str = ""
    measure: MeasureKey | None = None
    window: Window | None = None
    missed_only: bool = False
    behind: Behind | None = None

    @property
    def everywhere(self) -> bool:
        """Whether done work is looked through as well, whatever the folder."""
        return bool(self.words or self.measure or self.behind)

    @property
    def narrowed(self) -> bool:
        return self.everywhere or any((self.queue, self.tier, self.lane, self.state, self.late))


def wanted_tickets(wanted: Wanted, *, by: Actor, at: dt.datetime) -> TicketQuerySet:
    """Return what ``wanted`` asks for of all that ``by`` may know of, in its order.

    Unfinished work stands in the order of work, the rest newest first.
    """
    tickets = Ticket.objects.visible_to(by)
    if wanted.measure and wanted.window:
        tickets = behind(
            wanted.measure, tickets=tickets, window=wanted.window, missed_only=wanted.missed_only
        )
    if wanted.behind:
        since = at - dt.timedelta(days=wanted.behind.days)
        rows = traced(wanted.behind.kind, wanted.behind.key, since=since)
        tickets = tickets.filter(id__in=rows.values("ticket"))
    if wanted.words:
        tickets = found(tickets, wanted.words)
    if wanted.everywhere:
        tickets = tickets.order_by("-created_at", "-id")
    else:
        tickets = _in_folder(tickets, wanted.folder, by)
    if wanted.late:
        tickets = tickets.unfinished().due_before(at)
    exact = {
        "queue": wanted.queue,
        "tier": wanted.tier,
        "lane": wanted.lane,
        "state": wanted.state,
    }
    tickets = tickets.filter(**{column: value for column, value in exact.items() if value})
    return tickets.for_list().defer("answers")


def counts(*, by: Actor, at: dt.datetime) -> dict[str, int]:
    """Return how much is unfinished, waiting, one's own and late: one query, over no done work."""
    return (
        Ticket.objects.visible_to(by)
        .unfinished()
        .aggregate(
            unfinished=Count("id"),
            waiting=Count("id", filter=Q(state=State.NEW)),
            mine=Count("id", filter=Q(assignee_id=by.agent_id)),
            late=Count("id", filter=Q(due_at__lt=at)),
        )
    )


def found(tickets: TicketQuerySet, words: str) -> TicketQuerySet:
    """Keep the tickets that ``words`` name: by number, by something of the trade, by the
    customer's mail address, or by words of subject or name.
    """
    if match := NUMBER.fullmatch(words):
        return tickets.filter(number=int(match[1]))
    for kind in Kind:
        if number := canonical(words, kind):
            return tickets.filter(
                links__kind=kind.value, **{f"links__{kind.value}__number": number}
            )
    if "@" in words:
        return tickets.filter(
            Q(requester__email__istartswith=words) | Q(guest_email__istartswith=words)
        )
    return tickets.filter(
        Q(subject__icontains=words)
        | Q(requester__name__icontains=words)
        | Q(guest_name__icontains=words)
    )


def _in_folder(tickets: TicketQuerySet, folder: Folder, by: Actor) -> TicketQuerySet:
    match folder:
        case Folder.WAITING:
            return tickets.unassigned().order_by(*order.ORDER_BY)
        case Folder.MINE if by.agent_id is not None:
            return tickets.unfinished().held_by(by.agent_id).order_by(*order.ORDER_BY)
        case Folder.UNFINISHED:
            return tickets.unfinished().order_by(*order.ORDER_BY)
        case Folder.DONE:
            return tickets.done().order_by("-updated_at", "-id")
    return tickets.none()
