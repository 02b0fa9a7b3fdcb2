"""What followed from a level that a promise passed, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tickets.lifecycle.choices import Tier
from tickets.sla.choices import Consequence, WhyLeft
from tickets.sla.followed import Act, Passed
from tickets.sla.models import Outcome


@dataclass(frozen=True, slots=True)
class Said:
    """A level that was passed, when, and a sentence for each thing that followed."""

    level: int
    reached_at: Any
    sentences: list[str]


def said(one: Passed) -> Said:
    return Said(one.level, one.reached_at, [_sentence(act) for act in one.acts])


def _sentence(act: Act) -> str:
    """Return what became of a consequence."""
    what = {"what": act.consequence.label}
    if act.outcome == Outcome.PENDING:
        return _("%(what)s: in a moment") % what
    if act.outcome == Outcome.LEFT:
        return _("%(what)s: left, %(why)s") % {**what, "why": WhyLeft(act.why).label}
    return what_followed(act.consequence, act.data, names=list(act.told), queue=act.queue)


def what_followed(
    consequence: Consequence, data: dict[str, Any], *, names: list[str], queue: str
) -> str:
    """Return what was done, for the panel beside a ticket and for its history."""
    told = ", ".join(names) or "–"
    match consequence:
        case Consequence.RAISE_TIER:
            change = {"was": Tier(data["was"]).label, "now": Tier(data["now"]).label}
            return _("Tier raised: %(was)s → %(now)s") % change
        case Consequence.MOVE:
            return _("Moved to the queue “%(queue)s”") % {"queue": queue or "–"}
        case Consequence.NOTIFY:
            return _("%(names)s was told") % {"names": told}
        case Consequence.CALL:
            return _("Supervisor called: %(names)s") % {"names": told}
