"""Proposed levels in words: what is to change, and the figures that speak for it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tickets.admin.fields import in_words
from tickets.insight.levels.effects import Effect
from tickets.insight.levels.judging import Share
from tickets.insight.levels.models import LevelProposal, What
from tickets.insight.measures import MEASURES, Aim
from tickets.insight.models import MeasureKey
from tickets.insight.uncertainty import Z_95

BEHIND = {
    "enough": MeasureKey.FIRST_RESPONSE,
    "nearly_all": MeasureKey.FIRST_RESPONSE,
    "slow": MeasureKey.SATISFACTION,
    "sounds_urgent": MeasureKey.FILED,
}
"""Behind which measure stand the tickets of a figure that is none itself."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share drawn from 0 to 100, with its interval, and what it is held against."""

    percent: float
    low: float
    high: float
    bound: float | None

    @property
    def width(self) -> float:
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Figure:
    words: str
    url: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class Told:
    """``does``: what accepting makes of it, on the button; empty where no level mends it."""

    proposal: LevelProposal
    of: str
    change: str
    does: str
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of one figure; ``better`` is None while nothing can be said."""

    label: str
    before: str
    since: str
    better: bool | None
    url: str


def told(proposal: LevelProposal) -> Told:
    """Return ``proposal`` in the words of the reader."""
    words = [str(proposal.category)]
    if proposal.channel:
        words += [str(proposal.get_channel_display()), str(proposal.get_lane_display())]
    return Told(
        proposal,
        of=" · ".join(words),
        change=_change(proposal),
        does=_does(proposal),
        figures=[_figure(proposal, one) for one in proposal.evidence],
    )


def since_then(proposal: LevelProposal, found: Sequence[Effect]) -> list[Since]:
    """Return in words what its figures came to after it was accepted."""
    return [
        Since(
            label=str(one.key.label),
            before=_percent_of(one.before),
            since=_percent_of(one.since) if one.since.count else "",
            better=_better(one),
            url=_url(proposal, one.key, since=localdate(proposal.decided_at)),
        )
        for one in found
    ]


def _better(one: Effect) -> bool | None:
    if one.change is None or not one.change.clear:
        return None
    return (one.change.by > 0) is (MEASURES[one.key].aim is not Aim.LOW)


def _change(proposal: LevelProposal) -> str:
    match What(proposal.what):
        case What.TIER:
            return _("Tier: %(new)s instead of %(old)s") % {
                "new": proposal.new_tier.label,
                "old": proposal.old_tier.label,
            }
        case What.HEADS:
            return _("No level mends it: it takes more heads, or others, when it comes")
    new = in_words(proposal.new_time)
    name = {
        What.FIRST_RESPONSE: _("A first answer within %(new)s"),
        What.RESOLUTION: _("A solution within %(new)s"),
        What.PROGRESS: _("Word of progress every %(new)s"),
    }[What(proposal.what)] % {"new": new}
    if not proposal.old:
        return _("%(promise)s; until now it is not promised") % {"promise": name}
    return _("%(promise)s instead of %(old)s") % {
        "promise": name,
        "old": in_words(proposal.old_time),
    }


def _does(proposal: LevelProposal) -> str:
    match What(proposal.what):
        case What.HEADS:
            return ""
        case What.TIER:
            return _("Make it %(tier)s") % {"tier": proposal.new_tier.label}
    return _("Promise %(time)s") % {"time": in_words(proposal.new_time)}


def _figure(proposal: LevelProposal, one: dict[str, Any]) -> Figure:
    what, share = one["what"], Share(one["good"], one["count"])
    key = MeasureKey(what) if what in MeasureKey.values else BEHIND[what]
    bar = None
    if one["seconds"] is None:
        low, high = share.sure(Z_95)
        bar = Bar(share.percent, low, high, one["bound"])
    url = _url(proposal, key, since=localdate(proposal.since))
    return Figure(_figure_words(proposal, one, share), url, bar)


def _figure_words(proposal: LevelProposal, one: dict[str, Any], share: Share) -> str:
    what, seconds = one["what"], one["seconds"]
    given = {
        "percent": _number(share.percent),
        "n": share.count,
        "good": share.good,
        "bound": _number(one["bound"] or 0),
        "time": in_words(dt.timedelta(seconds=seconds)) if seconds else "",
    }
    match what:
        case "enough":
            given["bound"] = _number(proposal.evidence[0]["bound"])
            return _("%(bound)s %% came within %(time)s of working time.") % given
        case "nearly_all":
            return _("95 %% came within %(time)s of working time.") % given
        case "slow":
            said = ngettext(
                "%(good)d of %(n)d low rating with a reason says that it took too long.",
                "%(good)d of %(n)d low ratings with a reason say that it took too long.",
                share.count,
            )
            return said % given
        case "sounds_urgent":
            said = ngettext(
                "%(percent)s %% of %(n)d first message sounds urgent; proposed from %(bound)s %%.",
                "%(percent)s %% of %(n)d first messages sound urgent; proposed from %(bound)s %%.",
                share.count,
            )
            return " ".join(filter(None, [said % given, _because(one.get("words", ()))]))
    low = MEASURES[MeasureKey(what)].aim is Aim.LOW
    target = _("at most %(bound)s %%") if low else _("at least %(bound)s %%")
    given |= {"label": MeasureKey(what).label, "target": target % given}
    return _("%(label)s: %(percent)s %% of %(n)d; the target is %(target)s.") % given


def _because(words: Sequence[str]) -> str:
    if not words:
        return ""
    return _("Because of: %(words)s.") % {"words": ", ".join(f"“{word}”" for word in words)}


def _percent_of(share: Share) -> str:
    return _("%(percent)s %% of %(n)d") % {"percent": _number(share.percent), "n": share.count}


def _number(percent: float) -> str:
    return number_format(round(percent), 0)


def _url(proposal: LevelProposal, key: MeasureKey, *, since: Any) -> str:
    """Return the address of the tickets behind a figure."""
    query = {
        "category": proposal.category.key,
        "lane": proposal.lane,
        "channel": proposal.channel,
        "from": since.isoformat(),
        "who": "all",
    }
    given = urlencode({name: value for name, value in query.items() if value})
    return f"{reverse('admin:desk_measure_tickets', args=[key.value])}?{given}"
