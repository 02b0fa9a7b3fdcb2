"""A ticket as one row of the inbox: read as plain values, drawn once, remembered.

Fifty rows stand on each page, and the next page or the next agent shows nearly the same ones. What
a row looks like follows from what was read of it, the minute, and how its reader sees it; so that
is the key under which it is remembered, and nothing stale can be shown.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from consignment.compiled import Compiled
from consignment.languages import in_language
from tickets.admin.desk.paging import PAGE_SIZE
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Lane, State, Tier
from tickets.lifecycle.facts import STATES, Group, Tone
from tickets.lifecycle.models import Ticket
from tickets.triage.pressing import PressingKind
from tickets.words import ICONS, due, when

MINUTE = dt.timedelta(minutes=1)
REMEMBERED = 4_096
"""Rows a process keeps drawn, of some 2 kB each."""


class Seen(NamedTuple):
    """What is read of a ticket for its row, in the order of ``FIELDS``."""

    id: uuid.UUID
    number: int
    subject: str
    state: str
    tier: str
    lane: str
    tier_why: str | None
    lane_why: str | None
    due_at: dt.datetime | None
    updated_at: dt.datetime
    customer_spoke_last: bool
    customer_name: str | None
    customer_email: str | None
    guest_name: str
    guest_email: str
    category_en: str
    category_zh: str
    agent_name: str | None
    agent_email: str | None
    deadline: str | None
    deadline_of: str | None
    deadline_at: dt.datetime | None
    deadline_is_day: bool | None

    @property
    def reference(self) -> str:
        return f"T-{self.number}"


FIELDS = (
    *("id", "number", "subject", "state", "tier", "lane"),
    *(KT("reasons__tier"), KT("reasons__lane")),
    *("due_at", "updated_at", "customer_spoke_last"),
    *("requester__name", "requester__email", "guest_name", "guest_email"),
    *("category__name_en", "category__name_zh"),
    *("assignee__user__name", "assignee__user__email"),
    *("pressing__kind", "pressing__number", "pressing__due_at", "pressing__is_day"),
)


@dataclass(frozen=True, slots=True)
class Looks:
    """How a list shows its rows: ``works`` to pick them, ``waiting_only`` without state and agent,
    which all have in common; in which language and time zone.
    """

    works: bool
    waiting_only: bool
    language: str
    zone: str


def looks(*, works: bool, waiting_only: bool) -> Looks:
    """Return how the reader of this moment sees rows."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return Looks(works, waiting_only, language, timezone.get_current_timezone_name())


def seen(ids: Sequence[uuid.UUID], *, by: Actor) -> list[Seen]:
    """Return the tickets ``ids``, a page of them at most, in that order. One query.

    Which ones stand on a page is asked for first, of few tables: joined to all that a row shows,
    PostgreSQL takes ten times as long to plan it, and reads for each one that is sorted away.
    """
    if not ids:
        return []
    filled = [*ids, *[ids[-1]] * (PAGE_SIZE - len(ids))]
    found = {row[0]: Seen._make(row) for row in _seen(by.sight).rows(*filled)}
    return [found[one] for one in ids if one in found]


@lru_cache(maxsize=64)
def _seen(sight: Actor) -> Compiled[tuple[Any, ...]]:
    def shown(*ids: uuid.UUID) -> "QuerySet[Ticket, tuple[Any, ...]]":
        return Ticket.objects.visible_to(sight).filter(id__in=ids).values_list(*FIELDS)

    return Compiled(shown, *[uuid.UUID] * PAGE_SIZE)


def drawn(row: Seen, *, looks: Looks, at: dt.datetime) -> SafeString:
    """Return ``row`` as it stands in the table ``at``: its times right to the minute."""
    near = row.due_at is not None and abs(row.due_at - at) < 2 * MINUTE
    # What falls due about now is told to the second, by the page itself from then on.
    return _drawn(row, looks, at if near else at.replace(second=0, microsecond=0))


@lru_cache(maxsize=REMEMBERED)
def _drawn(row: Seen, looks: Looks, at: dt.datetime) -> SafeString:
    group = STATES[State(row.state)].group
    agent = row.agent_name or row.agent_email or ""
    context = {
        "row": row,
        "looks": looks,
        "url": reverse("admin:desk_ticket", args=[row.id]),
        "unanswered": row.customer_spoke_last and group is not Group.DONE,
        "customer": row.customer_name or row.customer_email or row.guest_name or row.guest_email,
        "email": row.customer_email or row.guest_email,
        "category": in_language(row, "category"),
        "changed": when(row.updated_at, now=at),
        "state": Mark(str(State(row.state).label), STATES[State(row.state)].tone),
        "tier": Mark(
            str(Tier(row.tier).label), *TIERS.get(Tier(row.tier), PLAIN), why=row.tier_why or ""
        ),
        "lane": Mark(
            str(Lane(row.lane).label), *LANES.get(Lane(row.lane), PLAIN), why=row.lane_why or ""
        ),
        "due": _due(row, at),
        "agent": agent,
        "deadline": _deadline(row, at),
    }
    return mark_safe(get_template("admin/desk/inbox/row.html").render(context))  # noqa: S308


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone; ``symbol`` says the same to who sees no colours."""

    words: str
    tone: str = ""
    symbol: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class DueMark:
    """When the next promise falls due. ``at`` is empty while nothing runs."""

    words: str
    tone: str = ""
    symbol: str = ""
    at: str = ""
    clock: str = ""


TIERS = {Tier.URGENT: ("urgent", "priority_high"), Tier.HIGH: ("attention", "keyboard_arrow_up")}
LANES = {Lane.VIP: ("vip", "diamond")}
PLAIN = ("", "")


def deadline_of(ticket: Ticket, *, at: dt.datetime) -> Mark | None:
    """Return the deadline of the trade that presses, if any; the caller has joined ``pressing``."""
    near = getattr(ticket, "pressing", None)
    if near is None or near.due_at < at or ticket.facts.group is Group.DONE:
        return None
    return _pressing(near.kind, near.number, near.due_at, is_day=near.is_day, at=at)


def _deadline(row: Seen, at: dt.datetime) -> Mark | None:
    done = STATES[State(row.state)].group is Group.DONE
    if row.deadline is None or row.deadline_at is None or row.deadline_at < at or done:
        return None
    number, is_day = row.deadline_of or "", bool(row.deadline_is_day)
    return _pressing(row.deadline, number, row.deadline_at, is_day=is_day, at=at)


def _pressing(
    kind: str, number: str, due_at: dt.datetime, *, is_day: bool, at: dt.datetime
) -> Mark:
    # Translators: a Django date format; write the order and the signs of your language.
    day = date_format(localtime(due_at), _("j M"))
    moment = day if is_day else when(due_at, now=at)
    words = _("%(deadline)s: %(when)s") % {
        "deadline": PressingKind(kind).label,
        "when": moment,
    }
    return Mark(words, Tone.ATTENTION, "event_busy", number)


def _due(row: Seen, at: dt.datetime) -> DueMark:
    facts = STATES[State(row.state)]
    if row.due_at is not None:
        shown = due(row.due_at, now=at)
        return DueMark(
            shown.words, shown.tone, ICONS[shown.tone], shown.at.isoformat(), shown.clock
        )
    if facts.group is Group.DONE:
        return DueMark("–")
    if facts.pauses_clocks:
        return DueMark(_("Stands still"), symbol="pause")
    return DueMark(_("Nothing promised"))
