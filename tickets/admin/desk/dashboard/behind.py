"""What lies behind a figure: its rows, each with its ticket, when it counted and what it was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consignment.languages import in_language
from tickets.admin.desk.dashboard.asked import Asked
from tickets.admin.desk.dashboard.said import day, said
from tickets.insight.backlog import AGES, narrowed, of_age
from tickets.insight.containment import Outcome, TalkOutcome
from tickets.insight.dashboards import Cell, rows_behind
from tickets.insight.measures import MEASURES, Aim, Unit
from tickets.insight.models import MeasureKey
from tickets.insight.talks import visible_talks
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import State
from tickets.lifecycle.models import Ticket
from tickets.sla.models import Clock
from tickets.staff.models import Agent

NAMED = ("category", "requester", "assignee__user")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the ticket, or the talk, and what it gave to the figure."""

    reference: str
    subject: str
    url: str
    customer: str
    category: str
    agent: str
    moment: dt.datetime
    value: str
    tone: str


class Behind:
    """The rows behind a figure, narrowed by what the address asks for besides."""

    def __init__(self, key: MeasureKey, query: QueryDict, asked: Asked, *, by: Actor) -> None:
        self.measure = MEASURES[key]
        self.asked = asked
        self.by = by
        self.missed = query.get("missed") == "on"
        weekday = _number(query.get("weekday", ""), 1, 7)
        hour = _number(query.get("hour", ""), 0, 23)
        self.cell = Cell(ZoneInfo(asked.period.zone), weekday, hour)
        self.csv = (
            reverse("admin:desk_measure_csv", args=[key.value])
            + "?"
            + asked.query(
                what="tickets", missed="on" if self.missed else None, weekday=weekday, hour=hour
            )
        )

    def rows(self) -> QuerySet[Any]:
        """Return them, the latest first, with what a list shows of their tickets."""
        rows = rows_behind(
            self.measure.key,
            tickets=Ticket.objects.visible_to(self.by),
            window=self.asked.period.window,
            scope=self.asked.scope,
            missed_only=self.missed,
            cell=self.cell,
        ).order_by("-moment", "-pk")
        match self.measure.ticket:
            case "":
                talks = visible_talks(self.by).order_by().values("pk")
                rows = rows.filter(dialogue__in=talks)
                return rows.select_related("dialogue__person", "category")
            case "id":
                return rows.select_related(*NAMED)
        return rows.select_related("ticket", *(f"ticket__{name}" for name in NAMED))

    def shown(self, rows: Sequence[Any]) -> list[Line]:
        names = _agents({row.by_agent for row in rows})
        return [self._line(row, names) for row in rows]

    def _line(self, row: Any, names: dict[int, str]) -> Line:
        value, tone = self._value(row)
        if isinstance(row, TalkOutcome):
            return Line(
                reference=_("Talk"),
                subject=str(Outcome(row.outcome).label),
                url=reverse("admin:desk_talk", args=[row.dialogue_id]),
                customer=str(row.dialogue.person or ""),
                category=in_language(row.category, "name"),
                agent="",
                moment=row.finished_at,
                value=value,
                tone=tone,
            )
        ticket: Ticket = row if self.measure.ticket == "id" else row.ticket
        return Line(
            reference=ticket.reference,
            subject=ticket.subject,
            url=reverse("admin:desk_ticket", args=[ticket.id]),
            customer=ticket.customer_name,
            category=in_language(ticket.category, "name"),
            agent=names.get(row.by_agent, ""),
            moment=row.moment,
            value=value,
            tone=tone,
        )

    def _value(self, row: Any) -> tuple[str, str]:
        """Return what the row gave to the figure, in words, and its tone."""
        match self.measure.unit:
            case Unit.COUNT:
                return "", ""
            case Unit.MINUTES:
                return said(row.value / 60, Unit.MINUTES), ""
        good = bool(row.value) is not (self.measure.aim is Aim.LOW)
        if self.measure.key is MeasureKey.SATISFACTION:
            return f"{row.score} / 5", "good" if good else "bad"
        if isinstance(row, Clock):
            return (_("kept"), "good") if good else (_("late"), "bad")
        return (
            (_("yes"), "good" if good else "bad")
            if row.value
            else (
                _("no"),
                "good" if good else "bad",
            )
        )

    @property
    def words(self) -> str:
        """Tell what is listed."""
        period = self.asked.period
        said_days = (
            day(period.days[0])
            if len(period.days) == 1
            else _("%(first)s to %(last)s")
            % {"first": day(period.days[0]), "last": day(period.days[-1])}
        )
        what = _("What speaks against the figure") if self.missed else _("All that it is made of")
        words = f"{what}, {said_days}"
        if self.cell.hour is not None:
            words += f", {self.cell.hour}:00–{self.cell.hour + 1}:00"
        return words

    @property
    def definition(self) -> str:
        return str(self.measure.definition)

    @property
    def column(self) -> str:
        return str(self.measure.key.label)


class Unfinished:
    """The tickets that are not finished now, or those of one age."""

    column = ""

    def __init__(self, query: QueryDict, asked: Asked, *, by: Actor, at: dt.datetime) -> None:
        self.asked = asked
        self.by = by
        self.at = at
        ages = {key: str(words) for key, words, *_rest in AGES}
        self.age = query.get("age") if query.get("age") in ages else None
        self.which = query.get("which", "")
        self.words = ages.get(self.age or "", str(_("Of any age")))
        self.definition = _("What is neither solved, closed nor withdrawn, the oldest first.")
        self.csv = (
            reverse("admin:desk_backlog_csv")
            + "?"
            + asked.query(what="tickets", age=self.age, which=self.which or None)
        )

    def rows(self) -> QuerySet[Ticket]:
        tickets = narrowed(Ticket.objects.visible_to(self.by), self.asked.scope)
        if self.age:
            tickets = of_age(tickets, self.age, at=self.at)
        match self.which:
            case "nobody":
                tickets = tickets.filter(assignee=None)
            case "waiting":
                tickets = tickets.filter(state=State.WAITING_ON_CUSTOMER)
            case "late":
                tickets = tickets.filter(due_at__lt=self.at)
        return tickets.select_related(*NAMED).order_by("created_at", "id")

    def shown(self, rows: Sequence[Ticket]) -> list[Line]:
        return [
            Line(
                reference=ticket.reference,
                subject=ticket.subject,
                url=reverse("admin:desk_ticket", args=[ticket.id]),
                customer=ticket.customer_name,
                category=in_language(ticket.category, "name"),
                agent=str(ticket.assignee) if ticket.assignee else "",
                moment=ticket.created_at,
                value=self._age(ticket),
                tone="",
            )
            for ticket in rows
        ]

    def _age(self, ticket: Ticket) -> str:
        days = (self.at - ticket.created_at).days
        return ngettext("%(n)d day old", "%(n)d days old", days) % {"n": days}


def _agents(ids: set[Any]) -> dict[int, str]:
    return {
        agent.pk: str(agent) for agent in Agent.objects.select_related("user").filter(id__in=ids)
    }


def _number(text: str, low: int, high: int) -> int | None:
    if text.isdecimal() and len(text) <= 2 and low <= int(text) <= high:
        return int(text)
    return None
