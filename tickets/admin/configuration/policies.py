"""Policies as a matrix, and beside it which would apply to a ticket, why, and until when."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tickets.admin.configuration import cells
from tickets.admin.configuration.covering import kinds_of, unreached
from tickets.admin.configuration.doors import configuring, frame
from tickets.admin.fields import in_words
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.reasons import in_words as in_words_of
from tickets.sla import calendars
from tickets.sla.coverage import Case, gaps, winner
from tickets.sla.hours import CalendarError
from tickets.sla.models import Calendar, Policy, RetargetRun
from tickets.sla.policies import Choice, NoPolicy, choose, fits_in_words
from tickets.sla.timetables import hours_of
from tickets.triage.models import Category

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a ticket in one place of the matrix is promised, and by which policy."""

    policy: Policy | None
    own: bool
    first: str
    resolution: str
    letter: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    note: str
    cells: list[Cell]

    @property
    def chosen(self) -> Cell | None:
        return next((cell for cell in self.cells if cell.chosen), None)


class WhichForm(forms.Form):
    """A ticket that might be filed. Tier and urgency are the category's unless chosen."""

    category = forms.ModelChoiceField(
        Category.objects.order_by("position", "key"),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("Any without a policy of its own"),
    )
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), choices=Channel.choices)
    lane = forms.ChoiceField(label=gettext_lazy("Lane"), choices=Lane.choices)
    tier = forms.ChoiceField(
        label=gettext_lazy("Tier"),
        required=False,
        choices=[("", gettext_lazy("As the category says")), *Tier.choices],
    )
    urgency = forms.ChoiceField(
        label=gettext_lazy("Urgency"),
        required=False,
        choices=[("", gettext_lazy("As the category says")), *Urgency.choices],
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Filed"),
        required=False,
        help_text=gettext_lazy("On your clock. Empty: now."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        category = clean.get("category")
        for name, usual in (("tier", Tier.MEDIUM), ("urgency", Urgency.GENERAL)):
            clean[name] = clean.get(name) or (getattr(category, name) if category else usual)
        at = clean.get("at")
        if at and not 2000 <= at.year <= 2200:
            self.add_error("at", _("Choose a moment between the years 2000 and 2200."))
        return clean


@configuring
@require_http_methods(["GET", "POST"])
def matrix(request: HttpRequest, known: set[str]) -> HttpResponse:
    """Show what every kind of ticket is promised; with ``edit``, change a cell where it stands."""
    if Policy._meta.label not in known:
        raise PermissionDenied
    editing = "edit" in request.GET
    if request.method == "POST" and not editing:
        raise PermissionDenied
    policies = list(Policy.objects.active().select_related("calendar", "category"))
    categories = list(Category.objects.order_by("position", "key"))
    kinds = kinds_of(policies, categories)
    asked = "channel" in request.GET
    form = WhichForm(request.GET) if asked else WhichForm(initial={"channel": Channel.CHAT})
    now = timezone.now()
    letters = _letters(policies)
    case = _case(form.cleaned_data) if asked and form.is_valid() else None
    lanes: list[dict[str, Any]] = [
        {"label": lane.label, "lines": _lines(policies, categories, lane, letters, case)}
        for lane in Lane
    ]
    lines = [line for one in lanes for line in one["lines"]]
    editor = _editor(request, case, lines) if case and editing else None
    if request.method == "POST" and editor and cells.save(request, editor.form):
        asked_again = request.GET.copy()
        del asked_again["edit"]
        return redirect(f"{request.path}?{asked_again.urlencode()}#chosen")
    context = {
        "channels": Channel.choices,
        "lanes": lanes,
        "editor": editor,
        "may_edit": any(
            request.user.has_perm(f"tickets.{verb}_policy") for verb in ("change", "add")
        ),
        "letters": [(letter, name) for name, letter in letters.items()],
        "form": form,
        "answer": _answer(form.cleaned_data, now=now) if case else None,
        "unreached": unreached(policies, kinds),
        "gaps": _in_words(gaps(policies, kinds), categories),
        "inactive": Policy.objects.filter(active=False).count(),
        "running": RetargetRun.objects.unfinished().order_by("asked_at"),
        "now": now,
        "may_add": request.user.has_perm("tickets.add_policy"),
    }
    template = "admin/configuration/policies/matrix.html"
    return frame(request, template, context, title=_("Policies"))


def _editor(request: HttpRequest, case: Case, lines: Sequence[Line]) -> cells.Editor | None:
    """Return what the chosen cell is changed by; None where no cell shows such tickets."""
    shown = [cell for line in lines for cell in line.cells]
    cell = next((one for one in shown if one.chosen), None)
    if cell is None or not Calendar.objects.exclude(key=Calendar.ON_THE_WALL).exists():
        return None
    return cells.Editor(
        form=cells.form_of(request, cell.policy, case, own=cell.own),
        policy=cell.policy,
        seen=cells.seen_of(cell.policy),
        elsewhere=sum(one.policy == cell.policy for one in shown) - 1,
    )


def _case(given: dict[str, Any]) -> Case:
    category = given["category"]
    return Case(
        category.pk if category else None,
        given["tier"],
        given["urgency"],
        given["channel"],
        given["lane"],
    )


def _letters(policies: Iterable[Policy]) -> dict[str, str]:
    names = sorted({str(policy.calendar) for policy in policies})
    return {name: LETTERS[i] if i < len(LETTERS) else str(i) for i, name in enumerate(names)}


def _lines(
    policies: Sequence[Policy],
    categories: Sequence[Category],
    lane: Lane,
    letters: dict[str, str],
    chosen: Case | None,
) -> list[Line]:
    """Return the tiers, those that block a transaction where that differs, and the categories that
    have a policy of their own.
    """
    lines: list[Line] = []

    def line(label: str, note: str, category: Category | None, tier: str, urgency: str) -> Line:
        cases = [
            Case(category.pk if category else None, tier, urgency, channel, lane)
            for channel in Channel.values
        ]
        row = [_cell(winner(policies, one), one, letters, chosen) for one in cases]
        return Line(label, note, row)

    for tier in Tier:
        general = line(str(tier.label), "", None, tier, Urgency.GENERAL)
        blocking = line(str(tier.label), str(Urgency.BLOCKING.label), None, tier, Urgency.BLOCKING)
        lines.append(general)
        if [c.policy for c in blocking.cells] != [c.policy for c in general.cells]:
            lines.append(blocking)
    own = {policy.category_id for policy in policies}
    lines += [
        line(str(one), str(one.get_tier_display()), one, one.tier, one.urgency)
        for one in categories
        if one.pk in own
    ]
    return lines


def _cell(policy: Policy | None, case: Case, letters: dict[str, str], chosen: Case | None) -> Cell:
    query = {
        "category": case.category_id or "",
        "channel": case.channel,
        "lane": case.lane,
        "tier": case.tier,
        "urgency": case.urgency,
    }
    first = policy.first_response_within if policy else None
    resolution = policy.resolution_within if policy else None
    return Cell(
        policy=policy,
        own=policy is not None
        and (policy.category_id, policy.channel) == (case.category_id, case.channel)
        and policy.lane in (case.lane, ""),
        first=in_words(first) if first else "–",
        resolution=in_words(resolution) if resolution else "–",
        letter=letters.get(str(policy.calendar), "") if policy else "",
        query=urlencode(query),
        chosen=case == chosen,
    )


def _answer(given: dict[str, Any], *, now: dt.datetime) -> dict[str, Any]:
    """Return which policy would apply, why, what was passed over, and when it would fall due."""
    case, at = _case(given), given["at"] or now
    match = {
        "tier": case.tier,
        "channel": case.channel,
        "lane": case.lane,
        "urgency": case.urgency,
    }
    own = urlencode({**match, "category": case.category_id or ""})
    answer: dict[str, Any] = {"at": at, "make": f"{reverse('admin:tickets_policy_add')}?{own}"}
    try:
        choice: Choice = choose(category_id=case.category_id, **match)
    except NoPolicy as none:
        return {**answer, "none": str(none)}
    policy = choice.policy
    return {
        **answer,
        "policy": policy,
        "fits": fits_in_words(policy),
        "why": in_words_of(choice.why),
        "passed_over": [(one, fits_in_words(one)) for one in choice.passed_over],
        **_due(policy, at),
    }


def _due(policy: Policy, at: dt.datetime) -> dict[str, Any]:
    try:
        hours = hours_of(policy.calendar)
        first, resolution = (
            {"within": in_words(within), "at": calendars.add(hours, at, within)} if within else None
            for within in (policy.first_response_within, policy.resolution_within)
        )
        opens = None if calendars.is_open(hours, at) else calendars.next_opening(hours, at)
    except CalendarError as why:
        return {"unusable": str(why)}
    return {"first": first, "resolution": resolution, "opens": opens}


def _in_words(cases: Iterable[Case], categories: Iterable[Category]) -> list[str]:
    names = {one.pk: str(one) for one in categories}
    said = [
        " · ".join(
            [
                names.get(one.category_id or 0, str(_("Every category"))),
                str(Tier(one.tier).label),
                str(Urgency(one.urgency).label),
                str(Lane(one.lane).label),
                str(Channel(one.channel).label),
            ]
        )
        for one in cases
    ]
    return said[:12]
