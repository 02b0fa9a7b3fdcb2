"""Which open tickets a change of policies or of a calendar concerns."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple

from django.db.models import Count, Q

from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.sla.coverage import Case, winner
from tickets.sla.models import Policy

COLUMNS = ("category_id", "tier", "urgency", "channel", "lane")


def open_kinds() -> dict[Case, int]:
    """Return how many unfinished tickets there are of each kind. One query."""
    rows = Ticket.objects.unfinished().order_by().values_list(*COLUMNS).annotate(n=Count("id"))
    return {Case(*columns): n for *columns, n in rows}


def touched(
    kinds: Mapping[Case, int],
    *,
    before: Sequence[Policy],
    after: Sequence[Policy],
    concerns: Callable[[Policy], bool],
) -> dict[Case, int]:
    """Keep the kinds of tickets that fall, or fell, under a policy that the change ``concerns``.

    ``before`` and ``after`` are the active policies. Pure.
    """
    return {
        case: count
        for case, count in kinds.items()
        if any(
            one is not None and concerns(one) for one in (winner(before, case), winner(after, case))
        )
    }


def as_rows(kinds: Iterable[Case]) -> list[list[object]]:
    """Return ``kinds`` as a run keeps them."""
    return [list(astuple(case)) for case in kinds]


def tickets_of(rows: Iterable[Sequence[object]]) -> TicketQuerySet:
    """Return the unfinished tickets of the kinds that a run keeps as ``rows``."""
    categories: dict[tuple[object, ...], list[object]] = defaultdict(list)
    for category_id, *matchers in rows:
        categories[tuple(matchers)].append(category_id)
    wanted = Q(pk__in=[])
    for rest, category_ids in categories.items():
        matched = dict(zip(COLUMNS[1:], rest, strict=True))
        wanted |= Q(category_id__in=category_ids, **matched)
    return Ticket.objects.unfinished().filter(wanted)
