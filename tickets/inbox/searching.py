"""Tickets by words, at the same small cost for a rare word and for a common one.

Two ways, measured at 200,000 tickets: a rare word is cheap by the index of words (a bitmap of its
few tickets, then sorted) and ruinous by walking the list; a common one is the other way round.
PostgreSQL alone would choose by a guess, so the choice is made here: what the statistics say of the
words decides, and a probe that ends by itself corrects them. Hits of rare words are counted; of
common ones nobody needs the number.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import OuterRef, Subquery

from tickets.inbox.meaning import Meaning
from tickets.inbox.models import SearchRow
from tickets.lifecycle.models import TicketQuerySet

FEW = 2_000
"""Tickets that words may be in to be looked up all at once."""
SURELY_MANY = 5 * FEW
"""Tickets that statistics must promise before they are believed without a look."""


class Asked(SearchQuery):
    """A query of finished lexemes (``asking.py``): no configuration of a server touches it."""

    template = "%(expressions)s::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")


class VectorOf(Subquery):
    """The vector of a ticket, asked for by the ticket: a list is then walked in its own order."""

    def __init__(self) -> None:
        row = SearchRow.objects.filter(ticket=OuterRef("pk"))
        super().__init__(row.values("vector"), output_field=SearchVectorField())

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        # The lookup adds lists.
        sql, params = super().as_sql(*args, **kwargs)
        return sql, list(params)


@dataclass(frozen=True, slots=True)
class Found:
    """``counted`` tells whether it is cheap to count ``tickets`` to the end of what is counted."""

    tickets: TicketQuerySet
    counted: bool = True


def search(tickets: TicketQuerySet, meaning: Meaning) -> Found:
    """Keep what ``meaning`` asks for of ``tickets``, which the door has narrowed to its reader.

    At most two short queries are asked before the list itself.
    """
    tickets = tickets.filter(*meaning.conditions)
    if not meaning.query:
        return Found(tickets)
    hits = SearchRow.objects.filter(vector=Asked(meaning.query))
    if not meaning.only_negative and _few(meaning.query):
        # A limit that nothing reaches: the hits are made once, before anything is joined to them.
        return Found(tickets.filter(id__in=hits.values("ticket_id")[: FEW + 1]))
    walked = tickets.alias(words=VectorOf()).filter(words=Asked(meaning.query))
    return Found(walked, counted=False)


def _few(query: str) -> bool:
    """Tell whether the words of ``query`` are in few tickets."""
    hits = SearchRow.objects.filter(vector=Asked(query))
    plan = json.loads(hits.explain(format="JSON"))
    if plan[0]["Plan"]["Plan Rows"] > SURELY_MANY:
        return False
    return hits.values("pk")[: FEW + 1].count() <= FEW
