"""First words of tickets and of talks that ask for what the product could let people do."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Left

from knowledge_base.articles.choices import Language
from knowledge_base.assistant import alike, intents
from knowledge_base.assistant.doable import READ, doable
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.feedback.recording import without_traces
from knowledge_base.language.segmenting import has_han
from tickets.conversation.models import Author, Message
from tickets.conversation.talks import Handover
from tickets.insight.talks import talks_open_to_all
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

ROUTINE = (Tier.MEDIUM, Tier.LOW)
FIRST_TURNS = 3
"""Of a talk so many texts are its first question: many begin with "hello"."""
DANGER = 0.3
"""From this share on a text is like what people write whose account is in danger."""
AT_ONCE = 500


@dataclass(slots=True)
class Asked:
    """One text: how often it was asked in the days that count, how often in as many before."""

    text: str
    language: str
    times: int = 0
    before: int = 0
    as_tickets: int = 0
    """Of ``times``, those that came as tickets."""
    per_day: Counter[dt.date] = field(default_factory=Counter)
    """In UTC; of all of both spans."""
    categories: Counter[int] = field(default_factory=Counter)
    """Those that it came in; with 0, those that it touched besides."""
    waits: list[dt.timedelta] = field(default_factory=list)
    """Until a person answered, of the tickets among ``times``."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """``asked``: most often first. ``closed``: texts that were said in restricted matters alone;
    they may have been counted before those were restricted.
    """

    asked: list[Asked]
    closed: frozenset[str]


class _Said(NamedTuple):
    text: str
    language: str
    at: dt.datetime
    categories: list[int]
    """The one that it came in first, then those that it touched besides."""
    is_ticket: bool
    waited: dt.timedelta | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Categories:
    numbers: dict[str, int]
    closed: frozenset[str]
    urgent: frozenset[str]

    def named(self, keys: Iterable[str]) -> list[int]:
        return [self.numbers[key] for key in keys if key in self.numbers]

    @classmethod
    def now(cls) -> "_Categories":
        rows = list(Category.objects.select_related("queue").order_by())
        return cls(
            {one.key: one.pk for one in rows},
            frozenset(one.key for one in rows if one.queue.restricted_to_id is not None),
            frozenset(one.key for one in rows if one.tier not in ROUTINE),
        )


def first_day(*, at: dt.datetime, days: int) -> dt.date:
    """Return the first day (UTC) of both spans that end with the day of ``at``."""
    return at.astimezone(dt.UTC).date() - dt.timedelta(days=2 * days - 1)


def gather(*, at: dt.datetime, days: int) -> Gathered:
    """Return what was asked in the ``days`` until ``at``, and in as many before.

    Routine matters alone. Nothing is counted that touches a restricted queue or category, or sounds
    like an account in danger, whoever reads it: of tickets by where they are, what triage made of
    them and the talk or ticket they come from. The same words of two people are one text. A talk
    that became a ticket is that ticket. Nothing leads to a person: the part of the text that asks,
    without what something is to be changed to, without mail addresses and numbers
    (``feedback.recording.without_traces``). Days are of UTC.
    """
    lately = at.astimezone(dt.UTC).date() - dt.timedelta(days=days)
    since = dt.datetime.combine(first_day(at=at, days=days), dt.time(), dt.UTC)
    found: dict[str, Asked] = {}
    closed: set[str] = set()
    categories = _Categories.now()
    for said in (*_tickets(since, at, categories), *_talks(since, at, categories)):
        wish = doable(said.text)
        if wish is None:
            continue
        text = without_traces(wish)
        if not said.is_open or _sounds_like_danger(said.text):
            closed.add(text)
            continue
        asked = found.setdefault(text, Asked(text, said.language))
        day = said.at.astimezone(dt.UTC).date()
        asked.per_day[day] += 1
        for place, category in enumerate(said.categories):
            asked.categories[category] += place == 0
        if day <= lately:
            asked.before += 1
            continue
        asked.times += 1
        asked.as_tickets += said.is_ticket
        if said.waited is not None:
            asked.waits.append(said.waited)
    ranked = sorted(found.values(), key=lambda one: (-one.times, -one.before, one.text))
    return Gathered(ranked, frozenset(closed.difference(found)))


def _tickets(since: dt.datetime, at: dt.datetime, categories: _Categories) -> Iterator[_Said]:
    first = Message.objects.filter(
        ticket=OuterRef("pk"), author_kind=Author.CUSTOMER, automatic=False
    ).in_order()
    talk_closed = Handover.objects.filter(ticket=OuterRef("pk")).exclude(
        dialogue__in=talks_open_to_all()
    )
    restricted = (
        Q(queue__restricted_to__isnull=False)
        | Q(category__queue__restricted_to__isnull=False)
        | Q(follows__queue__restricted_to__isnull=False)
        | Q(split_from__queue__restricted_to__isnull=False)
        | Q(merged_into__queue__restricted_to__isnull=False)
        | Exists(talk_closed)
    )
    rows = (
        Ticket.objects.filter(created_at__gte=since, created_at__lte=at)
        .filter(Q(tier__in=ROUTINE, category__tier__in=ROUTINE) | restricted)
        .order_by()
        .annotate(
            said=Subquery(first.values(said=Left("body", READ))[:1]),
            in_open=Case(When(restricted, then=False), default=True),
        )
        .exclude(said=None)
        .values_list(
            *("said", "subject", "created_at", "first_replied_at", "language"),
            *("category", "understood", "in_open"),
        )
    )
    for said, subject, filed, replied, language, category, understood, in_open in rows.iterator(
        chunk_size=AT_ONCE
    ):
        yield _Said(
            f"{said}\n{subject}",
            _language(said, language),
            filed,
            [category, *categories.named([_key(understood)])],
            is_ticket=True,
            waited=replied - filed if replied else None,
            is_open=in_open and _key(understood) not in categories.closed,
        )


def _key(understood: Any) -> str:
    """Return the category that triage read off the message."""
    return str(understood.get("category") or "") if isinstance(understood, dict) else ""


def _talks(since: dt.datetime, at: dt.datetime, categories: _Categories) -> Iterator[_Said]:
    filed = Handover.objects.filed().filter(dialogue=OuterRef("pk"))
    dialogues = (
        Dialogue.objects.get_queryset()
        .filter(~Exists(filed), last_at__gte=since)
        .exclude(matters__overlap=sorted(categories.urgent - categories.closed))
    )
    open_to_all = Exists(talks_open_to_all().filter(pk=OuterRef("dialogue")))
    rows = (
        Turn.objects.filter(dialogue__in=dialogues, number__lte=FIRST_TURNS)
        .filter(at__gte=since, at__lte=at)
        .order_by("dialogue", "number")
        .annotate(said=Left("text", READ), in_open=open_to_all)
        .values_list("dialogue", "said", "at", "dialogue__language", "dialogue__matters", "in_open")
    )
    for _talk, turns in groupby(rows.iterator(chunk_size=AT_ONCE), key=lambda row: row[0]):
        texts, moments, languages, matters, in_open = zip(*(row[1:] for row in turns), strict=True)
        whole = "\n".join(texts)
        yield _Said(
            whole,
            _language(whole, languages[0]),
            moments[0],
            categories.named(matters[0]),
            is_ticket=False,
            waited=None,
            is_open=in_open[0],
        )


def _language(text: str, otherwise: str) -> str:
    return Language.CHINESE.value if has_han(text) else str(otherwise)


def _sounds_like_danger(text: str) -> bool:
    """Tell whether an account may be in danger, by words or by what it is like."""
    said = intents.understand(text)
    if said.wish == intents.Wish.SECURITY:
        return True
    near = alike.nearest(said.bare)
    return near is not None and near.share_of({intents.Wish.SECURITY}) >= DANGER
