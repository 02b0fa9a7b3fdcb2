"""A ticket as one row of the inbox, its words ready: fifty of them are drawn on each page."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tickets.lifecycle.choices import Lane, State, Tier
from tickets.lifecycle.facts import Group
from tickets.lifecycle.models import Ticket
from tickets.words import ICONS, due, when


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


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    url: str
    reference: str
    subject: str
    unanswered: bool
    customer: str
    email: str
    category: str
    changed: str
    state: Mark
    tier: Mark
    lane: Mark
    due: DueMark
    agent: str


TIERS = {Tier.URGENT: ("urgent", "priority_high"), Tier.HIGH: ("attention", "keyboard_arrow_up")}
LANES = {Lane.VIP: ("vip", "diamond")}
PLAIN = ("", "")


def row_of(ticket: Ticket, *, at: dt.datetime) -> Row:
    """Return ``ticket`` as a row, seen ``at``. Reads what ``for_list()`` joins."""
    facts = ticket.facts
    return Row(
        id=str(ticket.id),
        url=reverse("admin:desk_ticket", args=[ticket.id]),
        reference=ticket.reference,
        subject=ticket.subject,
        unanswered=ticket.customer_spoke_last and facts.group is not Group.DONE,
        customer=ticket.customer_name,
        email=ticket.customer_email,
        category=str(ticket.category),
        changed=when(ticket.updated_at, now=at),
        state=Mark(str(State(ticket.state).label), facts.tone),
        tier=Mark(
            str(Tier(ticket.tier).label),
            *TIERS.get(Tier(ticket.tier), PLAIN),
            why=ticket.reasons.get("tier", ""),
        ),
        lane=Mark(
            str(Lane(ticket.lane).label),
            *LANES.get(Lane(ticket.lane), PLAIN),
            why=ticket.reasons.get("lane", ""),
        ),
        due=_due(ticket, at),
        agent=str(ticket.assignee) if ticket.assignee else "",
    )


def _due(ticket: Ticket, at: dt.datetime) -> DueMark:
    if ticket.due_at is not None:
        shown = due(ticket.due_at, now=at)
        symbol, instant = ICONS[shown.tone], shown.at.isoformat()
        return DueMark(shown.words, shown.tone, symbol, instant, shown.clock)
    if ticket.facts.group is Group.DONE:
        return DueMark("–")
    if ticket.facts.pauses_clocks:
        return DueMark(_("Stands still"), symbol="pause")
    return DueMark(_("Nothing promised"))
