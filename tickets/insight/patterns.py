"""Faults that recur: items, consignors, couriers and authenticators behind more tickets than usual.

**Usual** is what was in spans of the same length before: the tickets of up to
``DeskSettings.pattern_spans`` of them, divided by their number. Where the desk is younger than one
span, it is the mean of the others of the same kind in the same days (``Basis``).

**How unusual** a number is, is the lower end of the information component, by which medicines that
hurt are found in reports: log2((n + ½) / (e + ½)) − 3.3 (n + ½)^−½ − 2 (n + ½)^−1½ for n tickets
where e are usual. (Norén, Hopstadius, Bate, "Shrinkage observed-to-expected ratios for robust and
transparent large-scale pattern discovery", Statistical Methods in Medical Research 22, 2013.) The
halves pull few tickets towards nothing unusual; above 0, less than one in forty would come by
chance. At 0 or below a pattern "may be chance", and says so.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from math import log2
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from consignment.models import Consignor, Item
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.traces import TicketTrace, TraceKind
from tickets.routing.models import Queue
from tickets.triage.models import Category

MOST = 200
"""Of each kind so many are looked at, those with the most tickets first."""
SHOWN = 50
EXAMPLES = 3

Key = tuple[str, str]


class Basis(StrEnum):
    """What a number is compared with."""

    HISTORY = "history"
    PEERS = "peers"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One item, consignor, courier or authenticator, and its ``tickets`` in the last ``days``.

    ``things``: how many different items, or for a courier orders, those tickets are about.
    ``usual``: how many tickets were to be expected. ``others``: without the ticket at hand.
    """

    kind: TraceKind
    key: str
    name: str
    days: int
    tickets: int
    things: int
    usual: float
    basis: Basis
    others: int = 0
    categories: tuple[tuple[str, int], ...] = ()
    examples: tuple[Ticket, ...] = ()

    @property
    def lift(self) -> float:
        return unusual(self.tickets, self.usual)

    @property
    def recurs(self) -> bool:
        """Whether it is about more than one thing: ten tickets on one order are the order's."""
        return self.kind is TraceKind.ITEM or self.things > 1

    @property
    def may_be_chance(self) -> bool:
        return self.lift <= 0


def unusual(seen: int, usual: float) -> float:
    """Return the lower end of the information component of ``seen`` where ``usual`` come. Pure."""
    n = seen + 0.5
    return log2(n / (usual + 0.5)) - 3.3 * n**-0.5 - 2 * n**-1.5


def beside(ticket: Ticket, *, by: Actor, at: dt.datetime) -> list[Pattern]:
    """Return what is worth telling beside ``ticket``: its items with other tickets, and who else
    stands behind it with more tickets than usual and than would come by chance.

    At most ten queries, each by the keys of this ticket, whatever the desk has filed.
    """
    settings = DeskSettings.current()
    keys: dict[TraceKind, set[str]] = {}
    for kind, key in TicketTrace.objects.filter(ticket=ticket).values_list("kind", "key"):
        keys.setdefault(TraceKind(kind), set()).add(key)
    days = {kind: _days(kind, settings) for kind in keys}
    found = _counted(keys, of=_traces(by), at=at, days=days, spans=settings.pattern_spans)
    told = [
        replace(pattern, others=pattern.tickets - 1)
        for pattern in found
        if (
            pattern.tickets > 1
            if pattern.kind is TraceKind.ITEM
            else pattern.tickets >= settings.pattern_least
            and pattern.recurs
            and not pattern.may_be_chance
        )
    ]
    return _named(sorted(told, key=lambda pattern: (-pattern.lift, pattern.key)))


def ranked(
    kind: TraceKind, *, by: Actor, at: dt.datetime, days: int | None = None
) -> list[Pattern]:
    """Return what recurs of ``kind`` more often than usual, the most unusual first, at most SHOWN.

    With the split by category and the newest tickets of each. At most ten queries.
    """
    settings = DeskSettings.current()
    days = days or _days(kind, settings)
    visible = _traces(by)
    traces = visible.filter(kind=kind, at__gt=at - dt.timedelta(days=days), at__lte=at)
    most = traces.values("key").annotate(n=Count("ticket", distinct=True))
    keys = [
        row["key"]
        for row in most.filter(n__gte=settings.pattern_least).order_by("-n", "key")[:MOST]
    ]
    if not keys:
        return []
    spans = settings.pattern_spans
    found = _counted({kind: keys}, of=visible, at=at, days={kind: days}, spans=spans)
    patterns = [pattern for pattern in found if pattern.recurs and pattern.tickets > pattern.usual]
    patterns.sort(key=lambda pattern: (-pattern.lift, -pattern.tickets, pattern.key))
    shown = _told(traces, patterns[:SHOWN])
    return _named(shown) if kind in {TraceKind.ITEM, TraceKind.CONSIGNOR} else shown


def traced(kind: TraceKind, key: str, *, since: dt.datetime) -> QuerySet[TicketTrace]:
    """Return the traces of one, for the tickets behind a pattern."""
    return TicketTrace.objects.filter(kind=kind, key=key, at__gt=since)


def name_of(kind: TraceKind, key: str) -> str:
    """Return how people call what is known by ``key``; the key itself where nothing is."""
    return _names([(kind, key)]).get((kind, key), key)


def _days(kind: TraceKind, settings: DeskSettings) -> int:
    return settings.pattern_item_days if kind is TraceKind.ITEM else settings.pattern_days


def _traces(by: Actor) -> QuerySet[TicketTrace]:
    """Return the traces of what ``by`` may know of: all but those of the queues that are not there
    for them.

    The same as ``ticket__in=Ticket.objects.visible_to(by)``, the other way round: what is hidden is
    little, and all that is visible need not be read to count some of it.
    """
    if not by.is_staff:
        return TicketTrace.objects.none()
    visible = Queue.objects.visible_to(by).values("pk")
    hidden = list(Queue.objects.exclude(pk__in=visible).values_list("pk", flat=True))
    if not hidden:
        return TicketTrace.objects.all()
    tickets = Ticket.objects.filter(queue__in=hidden, pk=OuterRef("ticket"))
    return TicketTrace.objects.exclude(Exists(tickets))


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that are counted of a kind, and how many spans of that length lie before them."""

    began: dt.datetime
    looked_from: dt.datetime
    before: int


def _counted(
    keys: Mapping[TraceKind, Collection[str]],
    *,
    of: QuerySet[TicketTrace],
    at: dt.datetime,
    days: Mapping[TraceKind, int],
    spans: int,
) -> list[Pattern]:
    """Return a pattern for each of ``keys``, without its name; ``spans`` are looked back at most.

    Two queries, and one more for each kind of which the desk is too young to look back.
    """
    if not keys:
        return []
    firsts = _firsts(keys)
    back: dict[TraceKind, _Span] = {}
    lately, wanted = Q(pk__in=[]), Q(pk__in=[])
    for kind, some in keys.items():
        span = dt.timedelta(days=days[kind])
        began = at - span
        before = min(spans, max(0, (began - firsts[kind]) // span)) if kind in firsts else 0
        back[kind] = _Span(began, began - before * span, before)
        lately |= Q(kind=kind, at__gt=began)
        wanted |= Q(kind=kind, key__in=some, at__gt=back[kind].looked_from, at__lte=at)
    rows = (
        of.filter(wanted)
        .values("kind", "key")
        .annotate(
            tickets=Count("ticket", distinct=True, filter=lately),
            things=Count("through", distinct=True, filter=lately),
            earlier=Count("ticket", distinct=True, filter=~lately),
        )
        .filter(tickets__gt=0)
    )
    counted = list(rows)
    young = {TraceKind(row["kind"]) for row in counted if not back[TraceKind(row["kind"])].before}
    peers = {kind: _peers(kind, of=of, began=back[kind].began, at=at) for kind in young}
    patterns = []
    for row in counted:
        kind, tickets = TraceKind(row["kind"]), row["tickets"]
        if kind in peers:
            usual, basis = peers[kind].without(tickets), Basis.PEERS
        else:
            usual, basis = row["earlier"] / back[kind].before, Basis.HISTORY
        facts = (days[kind], tickets, row["things"], usual, basis)
        patterns.append(Pattern(kind, row["key"], "", *facts))
    return patterns


@dataclass(frozen=True, slots=True)
class _Peers:
    """All of a kind in the same days: how many there are, and their tickets."""

    count: int
    tickets: int

    def without(self, tickets: int) -> float:
        """Return the mean of the others."""
        return (self.tickets - tickets) / (self.count - 1) if self.count > 1 else 0.0


def _peers(
    kind: TraceKind, *, of: QuerySet[TicketTrace], began: dt.datetime, at: dt.datetime
) -> _Peers:
    rows = of.filter(kind=kind, at__gt=began, at__lte=at).values("key")
    of_each = rows.annotate(n=Count("ticket", distinct=True))
    totals = of_each.aggregate(count=Count("key"), tickets=Sum("n"))
    return _Peers(totals["count"], totals["tickets"] or 0)


def _firsts(kinds: Iterable[TraceKind]) -> dict[TraceKind, dt.datetime]:
    """Return when the desk first knew anything of each kind: how far back it can compare."""
    first, *others = (
        TicketTrace.objects.filter(kind=kind).order_by("at").values_list("kind", "at")[:1]
        for kind in kinds
    )
    return {TraceKind(kind): at for kind, at in first.union(*others, all=True)}


def _named(patterns: Sequence[Pattern]) -> list[Pattern]:
    names = _names([(pattern.kind, pattern.key) for pattern in patterns])
    return [
        replace(pattern, name=names.get((pattern.kind, pattern.key), pattern.key))
        for pattern in patterns
    ]


def _names(keys: Iterable[Key]) -> dict[Key, str]:
    """Return how people call them: three queries at most."""
    of: dict[str, list[str]] = {}
    for kind, key in keys:
        of.setdefault(kind, []).append(key)
    names: dict[Key, str] = {}
    if items := of.pop(TraceKind.ITEM, None):
        names |= {(TraceKind.ITEM, str(item.pk)): str(item) for item in _of_ids(Item, items)}
    if consignors := of.pop(TraceKind.CONSIGNOR, None):
        rows = _of_ids(Consignor, consignors).select_related("user")
        names |= {(TraceKind.CONSIGNOR, str(row.pk)): str(row) for row in rows}
    if by_name := [Q(kind=kind, key__in=some) for kind, some in of.items()]:
        written = TicketTrace.objects.filter(reduce(or_, by_name)).order_by("kind", "key", "-at")
        newest = written.distinct("kind", "key").values_list("kind", "key", "name")
        names |= {(TraceKind(kind), key): name for kind, key, name in newest}
    return names


def _of_ids(model: type[Item] | type[Consignor], keys: list[str]) -> QuerySet[Any]:
    """Return the rows of ``keys``; one that is no id at all names nothing."""
    field = model._meta.pk
    ids = []
    for key in keys:
        with suppress(ValidationError):
            ids.append(field.to_python(key))
    return model._default_manager.filter(pk__in=ids)


def _told(traces: QuerySet[TicketTrace], patterns: list[Pattern]) -> list[Pattern]:
    """Return ``patterns`` with split by category, newest tickets, and the name last written."""
    keys = [pattern.key for pattern in patterns]
    mine = traces.filter(key__in=keys)
    categories = Category.objects.in_bulk()
    split: dict[str, list[tuple[str, int]]] = {key: [] for key in keys}
    of_each: Any = mine.values("key", "ticket__category").annotate(n=Count("ticket", distinct=True))
    for row in of_each.order_by("-n", "ticket__category"):
        split[row["key"]].append((str(categories[row["ticket__category"]]), row["n"]))
    newest = mine.annotate(
        nth=Window(RowNumber(), partition_by="key", order_by=[F("at").desc(), F("id").desc()])
    ).filter(nth__lte=EXAMPLES)
    examples: dict[str, dict[Any, Ticket]] = {key: {} for key in keys}
    names: dict[str, str] = {}
    for trace in newest.select_related("ticket").order_by("key", "nth"):
        examples[trace.key][trace.ticket_id] = trace.ticket
        names.setdefault(trace.key, trace.name)
    return [
        replace(
            pattern,
            name=names.get(pattern.key, ""),
            categories=tuple(split[pattern.key]),
            examples=tuple(examples[pattern.key].values()),
        )
        for pattern in patterns
    ]
