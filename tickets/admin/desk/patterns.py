"""Patterns: what recurs across cases, beside a ticket and as a page of its own."""

import datetime as dt
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from tickets.admin.desk.doors import DeskRequest, desk, page, visible_ticket
from tickets.admin.desk.sheet import sheet
from tickets.insight.patterns import Basis, Pattern, beside, ranked
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.lifecycle.traces import TraceKind

SPANS = (7, 28, 90, 365)
HEADING = (
    *("kind", "key", "name", "days", "tickets", "about", "usual", "compared_with"),
    *("unusual", "may_be_chance", "categories", "newest"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A pattern in words, with the address of its tickets in the inbox."""

    pattern: Pattern
    name: str
    words: str
    usual: str
    url: str
    thing_url: str


class PatternForm(forms.Form):
    """Of what, and in how many days; what means nothing is left out."""

    kind = forms.ChoiceField(choices=TraceKind.choices, required=False, label=gettext_lazy("Kind"))
    days = forms.TypedChoiceField(
        choices=[(days, days) for days in SPANS],
        coerce=int,
        empty_value=None,
        required=False,
        label=gettext_lazy("Days"),
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.is_valid()

    @property
    def wanted(self) -> tuple[TraceKind, int | None]:
        return (
            TraceKind(self.cleaned_data.get("kind") or TraceKind.ITEM),
            self.cleaned_data.get("days"),
        )


@desk
@require_GET
def pattern_page(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show what recurs of one kind, the most unusual first."""
    kind, days = PatternForm(request.GET).wanted
    context = {
        "kind": kind,
        "kinds": TraceKind,
        "days": days,
        "spans": SPANS,
        "patterns": [told(p) for p in ranked(kind, by=by, at=timezone.now(), days=days)],
    }
    return page(request, "admin/desk/patterns/page.html", context, title=_("Patterns"))


@desk
@require_GET
def pattern_sheet(request: DeskRequest, by: Actor) -> HttpResponse:
    """Give what the page shows as CSV."""
    kind, days = PatternForm(request.GET).wanted
    rows = (
        (
            str(pattern.kind),
            pattern.key,
            pattern.name,
            pattern.days,
            pattern.tickets,
            pattern.things,
            round(pattern.usual, 2),
            str(pattern.basis),
            round(pattern.lift, 2),
            "yes" if pattern.may_be_chance else "no",
            "; ".join(f"{name}: {count}" for name, count in pattern.categories),
            " ".join(ticket.reference for ticket in pattern.examples),
        )
        for pattern in ranked(kind, by=by, at=timezone.now(), days=days)
    )
    return sheet(f"patterns-{kind.value}.csv", HEADING, rows)


@desk
@require_GET
def ticket_patterns(request: DeskRequest, by: Actor, ticket_id: uuid.UUID) -> HttpResponse:
    """Show, beside a ticket, what of it recurs."""
    ticket = visible_ticket(by, ticket_id)
    return render(
        request,
        "admin/desk/ticket/patterns.html",
        {"recurring": told_of(ticket, by, timezone.now())},
    )


def told_of(ticket: Ticket, by: Actor, at: dt.datetime) -> list[Told]:
    """Return what recurs of ``ticket``, in words."""
    return [told(pattern) for pattern in beside(ticket, by=by, at=at)]


def told(pattern: Pattern) -> Told:
    """Return ``pattern`` in words."""
    query = {"behind": pattern.kind.value, "key": pattern.key, "days": pattern.days}
    return Told(
        pattern=pattern,
        name=pattern.name,
        words=_of_item(pattern) if pattern.kind is TraceKind.ITEM else _of_others(pattern),
        usual=_usual(pattern),
        url=f"{reverse('admin:desk_inbox')}?{urlencode(query)}",
        thing_url=_thing_url(pattern),
    )


def _of_item(pattern: Pattern) -> str:
    if pattern.others:
        return ngettext(
            "%(n)d other ticket in %(days)d days",
            "%(n)d other tickets in %(days)d days",
            pattern.others,
        ) % {"n": pattern.others, "days": pattern.days}
    return _tickets(pattern) % {"n": pattern.tickets, "days": pattern.days}


def _tickets(pattern: Pattern) -> str:
    return ngettext(
        "%(n)d ticket in %(days)d days", "%(n)d tickets in %(days)d days", pattern.tickets
    )


def _of_others(pattern: Pattern) -> str:
    about = (
        ngettext("on %(n)d order", "on %(n)d orders", pattern.things)
        if pattern.kind is TraceKind.COURIER
        else ngettext("on %(n)d item", "on %(n)d items", pattern.things)
    ) % {"n": pattern.things}
    return _("%(tickets)s %(about)s in %(days)s") % {
        "tickets": ngettext("%(n)d ticket", "%(n)d tickets", pattern.tickets)
        % {"n": pattern.tickets},
        "about": about,
        "days": ngettext("%(n)d day", "%(n)d days", pattern.days) % {"n": pattern.days},
    }


def _usual(pattern: Pattern) -> str:
    """Return what is usual: whole numbers from ten on, a decimal below, where it says more."""
    usual = number_format(pattern.usual, 0 if pattern.usual >= 10 else 1)
    usual = usual.removesuffix(".0").removesuffix(",0")
    if pattern.basis is Basis.HISTORY:
        return _("usually %(n)s") % {"n": usual}
    return _("others: %(n)s on average") % {"n": usual}


def _thing_url(pattern: Pattern) -> str:
    """Return the page of an item in the admin; the others have none that agents may see."""
    if pattern.kind is TraceKind.ITEM:
        return reverse("admin:consignment_item_change", args=[pattern.key])
    return ""
