"""Tickets by words, at the same small cost for a rare word and for a common one.

Two ways, measured at 200,000 tickets: a rare word is cheap by the index of words (a bitmap of its
few tickets, then sorted) and ruinous by walking the list; a common one is the other way round.
PostgreSQL alone would choose by a guess, so the choice is made here: what the statistics say of the
words decides, and of those that they call rare a probe that ends by itself makes sure. Hits of rare
words are counted; of common ones nobody needs the number.
"""

import json
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery

from tickets.inbox.meaning import Meaning
from tickets.inbox.models import SearchRow
from tickets.lifecycle.models import TicketQuerySet

FEW = 2_000
"""Tickets that words may be in to be looked up all at once."""


class Asked(SearchQuery):
    """A query of finished lexemes (``asking.py``): no configuration of a server touches it."""

    template = "%(expressions)s::tsquery"

    def __init__(self, query: str) -> None:
        super().__init__(query, search_type="raw")


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
    # Joined, so that the statistics of the words tell PostgreSQL how far it will have to walk.
    return Found(tickets.filter(search_row__vector=Asked(meaning.query)), counted=False)


def _few(query: str) -> bool:
    """Tell whether the words of ``query`` are in few tickets."""
    hits = SearchRow.objects.filter(vector=Asked(query))
    plan = json.loads(hits.explain(format="JSON"))
    if plan[0]["Plan"]["Plan Rows"] > FEW:
        return False
    return hits.values("pk")[: FEW + 1].count() <= FEW
