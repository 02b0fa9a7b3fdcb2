"""The lists of the inbox: which tickets, in which order, and how many."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.db.models.expressions import OrderBy

from consignment.compiled import Compiled
from tickets.inbox import counting
from tickets.inbox.counting import Bounded, Count
from tickets.inbox.meaning import Meaning, Problem, understand
from tickets.inbox.models import Sharing
from tickets.inbox.searching import Found, search
from tickets.inbox.views import BUILT_IN, View
from tickets.inbox.vocabulary import Is, Key, Sort, Vocabulary
from tickets.insight.dashboards import behind
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.insight.patterns import traced
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.traces import TraceKind
from tickets.routing import order

DONE = "done"
"""The key of the view that is not counted: it has nearly every ticket there ever was."""

SORTS: dict[Sort, tuple[OrderBy | str, ...]] = {
    Sort.WORK: order.ORDER_BY,
    Sort.NEWEST: ("-created_at", "-id"),
    Sort.OLDEST: ("created_at", "id"),
    Sort.CHANGED: ("-updated_at", "-id"),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """Who or what stands behind the tickets: an item, consignor, courier or authenticator."""

    kind: TraceKind
    key: str
    days: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for: words, and the view that they began as.

    ``measure`` asks for the tickets behind a figure of the dashboard in ``window``, with
    ``missed_only`` those that speak against it; ``behind`` for those of a pattern, filed in its
    last days. ``problems`` names what means nothing and is left out.
    """

    view: View
    text: str
    meaning: Meaning
    problems: tuple[Problem, ...] = ()
    measure: MeasureKey | None = None
    window: Window | None = None
    days: int = 7
    missed_only: bool = False
    behind: Behind | None = None
    page: int = 1

    @property
    def changed(self) -> bool:
        """Whether something else is asked for than the view has."""
        return bool(self.measure or self.behind) or self.text != self.view.query

    @property
    def waiting_only(self) -> bool:
        """Whether nobody holds anything of the list, and all of it is new."""
        return self.meaning.values.get(Key.IS) == (Is.UNASSIGNED.value,)

    @property
    def address(self) -> str:
        """The parameters of the first page of the same list."""
        asked = {"view": self.view.key, "q": self.text}
        if self.measure:
            asked |= {"measure": self.measure, "days": str(self.days)}
            asked |= {"missed": "on"} if self.missed_only else {}
        if self.behind:
            asked |= {"behind": self.behind.kind, "key": self.behind.key}
            asked |= {"days": str(self.behind.days)}
        return urlencode(asked)


def wanted_tickets(wanted: Wanted, *, by: Actor, at: dt.datetime) -> Found:
    """Return what ``wanted`` asks for of all that ``by`` may know of, in its order."""
    tickets = Ticket.objects.visible_to(by)
    if wanted.measure and wanted.window:
        tickets = behind(
            wanted.measure, tickets=tickets, window=wanted.window, missed_only=wanted.missed_only
        )
    if wanted.behind:
        since = at - dt.timedelta(days=wanted.behind.days)
        traces = traced(wanted.behind.kind, wanted.behind.key, since=since)
        tickets = tickets.filter(id__in=traces.values("ticket"))
    found = search(tickets, wanted.meaning)
    sort = Sort.NEWEST if wanted.measure or wanted.behind else wanted.meaning.sort
    rows = found.tickets.order_by(*SORTS[sort])
    return Found(rows, counted=found.counted)


@dataclass(frozen=True, slots=True)
class Tab:
    """A view as it stands above the list; without ``count`` it is counted a moment later."""

    view: View
    count: Count | None = None
    broken: bool = False

    @property
    def shared(self) -> bool:
        return self.view.saved is not None and self.view.saved.sharing != Sharing.NOBODY


def tabs_of(views: Sequence[View], *, by: Actor, at: dt.datetime, all_counted: bool) -> list[Tab]:
    """Return ``views`` with how many tickets each has: one query, bounded, over no done work.

    Those that are kept are counted with ``all_counted`` only: what they ask for may cost more.
    """
    if not all_counted:
        lists = {
            key: Bounded(made.sql(at)) for key, made in _built_in(replace(by, name="")).items()
        }
        counts = counting.counts_of(lists, again=True)
        return [Tab(view, counts.get(view.key)) for view in views]
    vocabulary, tickets = Vocabulary(by), Ticket.objects.visible_to(by)
    meant = {
        view.key: understand(view.query, vocabulary=vocabulary, at=at)
        for view in views
        if view.key != DONE
    }
    counts = counting.counts({key: search(tickets, meaning) for key, meaning in meant.items()})
    return [
        Tab(view, counts.get(view.key), broken=view.key in meant and bool(meant[view.key].problems))
        for view in views
    ]


@lru_cache(maxsize=128)
def _built_in(by: Actor) -> dict[str, Compiled[Any]]:
    """Return what is counted of each view of the house, for a moment; their words never change."""

    def counted(view: View) -> Compiled[Any]:
        def rows(at: dt.datetime) -> "QuerySet[Ticket, Any]":
            meaning = understand(view.query, vocabulary=Vocabulary(by), at=at)
            return counting.up_to(search(Ticket.objects.visible_to(by), meaning).tickets)

        return Compiled(rows, dt.datetime)

    return {view.key: counted(view) for view in BUILT_IN if view.key != DONE}
