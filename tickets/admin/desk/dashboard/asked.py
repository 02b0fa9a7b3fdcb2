"""What an address of the dashboard asks for, read strictly: a wish that means nothing is named."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consignment.models import User
from tickets.insight.cube import Scope
from tickets.insight.windows import Period
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.routing.models import Queue
from tickets.staff.models import Agent, Team
from tickets.triage.models import Category

DAYS = (1, 7, 28, 90)
USUAL = 7
LONGEST = 366
FIRST_YEAR = 2000
ANY = [("", gettext_lazy("Any"))]


def may_see_agents(by: Actor) -> bool:
    """Tell whether ``by`` sees the figures of others by name: who supervises does. An agent sees
    their own, and as everybody else what all come to together.
    """
    return by.may.supervises


class AskedForm(forms.Form):
    """The filters, as the address holds them. Names are looked up only when one is asked for."""

    days = forms.TypedChoiceField(
        choices=[(str(days), days) for days in DAYS],
        coerce=int,
        required=False,
        label=gettext_lazy("Days"),
    )
    to = forms.DateField(required=False, label=gettext_lazy("To"))
    category = forms.SlugField(max_length=50, required=False, label=gettext_lazy("Category"))
    tier = forms.ChoiceField(
        choices=[*ANY, *Tier.choices], required=False, label=gettext_lazy("Tier")
    )
    lane = forms.ChoiceField(
        choices=[*ANY, *Lane.choices], required=False, label=gettext_lazy("Lane")
    )
    channel = forms.ChoiceField(
        choices=[*ANY, *Channel.choices], required=False, label=gettext_lazy("Channel")
    )
    language = forms.ChoiceField(
        choices=[*ANY, *User.Language.choices], required=False, label=gettext_lazy("Language")
    )
    team = forms.SlugField(max_length=50, required=False, label=gettext_lazy("Team"))
    agent = forms.IntegerField(
        min_value=1, max_value=2**31, required=False, label=gettext_lazy("Agent")
    )
    who = forms.ChoiceField(
        choices=[("mine", gettext_lazy("Mine")), ("all", gettext_lazy("Everybody's"))],
        required=False,
        label=gettext_lazy("Whose"),
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        # A word that Python keeps for itself.
        self.fields["from"] = forms.DateField(required=False, label=_("From"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown: ``wishes`` is the address of it without what meant nothing, and
    ``left_out`` says in words what that was.
    """

    scope: Scope
    period: Period
    wishes: dict[str, str]
    left_out: list[str]
    days: int | None
    mine: bool

    def query(self, **more: Any) -> str:
        """Return the query of an address that asks for the same and ``more``; None takes away."""
        wishes = {**self.wishes, **more}
        return urlencode({key: value for key, value in wishes.items() if value is not None})


def read(query: QueryDict, *, by: Actor, at: dt.datetime, zone: str) -> Asked:
    """Return what ``query`` asks for, of what ``by`` may see."""
    form = AskedForm(query)
    form.is_valid()
    clean: dict[str, Any] = {k: v for k, v in form.cleaned_data.items() if v not in ("", None)}
    left_out = [
        _("%(field)s: “%(value)s” means nothing here.")
        % {"field": form.fields[name].label, "value": query.get(name, "")[:40]}
        for name in form.errors
    ]
    queues = frozenset(Queue.objects.visible_to(by).values_list("id", flat=True))
    period = _period(clean, left_out, at=at, zone=zone)
    category = _category(clean, left_out, queues)
    agents, mine = _agents(clean, left_out, by)
    scope = Scope(
        queues=queues,
        category=category,
        agents=agents,
        **{name: clean.get(name) for name in ("tier", "lane", "channel", "language")},
    )
    wishes = {name: _written(value) for name, value in clean.items()}
    return Asked(scope, period, wishes, left_out, clean.get("days"), mine)


def _period(clean: dict[str, Any], left_out: list[str], *, at: dt.datetime, zone: str) -> Period:
    """Return the days asked for: from and to, or the last so many. Takes out what does not do."""
    today = Period.of_days(1, at=at, zone=zone).days[0]
    first, last = clean.get("from"), clean.get("to")
    if first is None and last is None:
        clean["days"] = clean.get("days", USUAL)
        return Period.of_days(clean["days"], at=at, zone=zone)
    last = last or today
    wrong = ""
    if last.year < FIRST_YEAR:
        first = last
    first = first or last - dt.timedelta(days=USUAL - 1)
    if first > last:
        wrong = _("The first day is after the last one: shown are the last 7 days.")
    elif first > today:
        wrong = _("The first day has not come yet: shown are the last 7 days.")
    elif first.year < FIRST_YEAR:
        wrong = _("There was no desk so long ago: shown are the last 7 days.")
    elif (last - first).days >= LONGEST:
        first = last - dt.timedelta(days=LONGEST - 1)
        left_out.append(_("More than a year fits into no picture: shown is the last year of it."))
    if wrong:
        left_out.append(wrong)
        del_names(clean, "from", "to")
        clean["days"] = USUAL
        return Period.of_days(USUAL, at=at, zone=zone)
    clean.pop("days", None)
    clean |= {"from": first, "to": last}
    return Period.of_dates(first, last, at=at, zone=zone)


def _category(clean: dict[str, Any], left_out: list[str], queues: frozenset[int]) -> int | None:
    """Return the id of the category asked for, if any of its tickets may be seen."""
    if "category" not in clean:
        return None
    found = (
        Category.objects.filter(key=clean["category"], queue__in=queues)
        .values_list("id", flat=True)
        .first()
    )
    if found is None:
        left_out.append(_("There is no category “%(key)s”.") % {"key": clean.pop("category")})
    return found


def _agents(
    clean: dict[str, Any], left_out: list[str], by: Actor
) -> tuple[frozenset[int] | None, bool]:
    """Return whose figures are asked for, None for everybody's, and whether they are one's own.

    An agent sees their own or everybody's together.
    """
    if not may_see_agents(by):
        if clean.get("agent", by.agent_id) != by.agent_id or "team" in clean:
            left_out.append(_("The figures of others are for supervisors."))
        del_names(clean, "agent", "team")
        clean.setdefault("who", "mine" if by.may.works else "all")
    if clean.get("who") == "mine":
        del_names(clean, "agent", "team")
        return frozenset([by.agent_id or 0]), True
    clean.pop("who", None) if may_see_agents(by) else None
    if "agent" in clean:
        if Agent.objects.filter(id=clean["agent"]).exists():
            clean.pop("team", None)
            return frozenset([clean["agent"]]), False
        left_out.append(_("There is no such agent."))
        del clean["agent"]
    if "team" in clean:
        members = Agent.objects.filter(teams__key=clean["team"]).values_list("id", flat=True)
        if found := frozenset(members):
            return found, False
        if Team.objects.filter(key=clean["team"]).exists():
            left_out.append(_("This team has no members."))
        else:
            left_out.append(_("There is no team “%(key)s”.") % {"key": clean["team"]})
        del clean["team"]
    return None, False


def del_names(clean: dict[str, Any], *names: str) -> None:
    for name in names:
        clean.pop(name, None)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
