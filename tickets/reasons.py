"""Why the desk decided as it did, in the reader's language.

Decisions are kept in one language, in sentences of known shapes: the record says the same whoever
reads it, and programs can compare it. What has no shape here, people wrote: it stays as it is.
"""

import datetime as dt
import re
from collections.abc import Callable

from django.conf import settings
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consignment.languages import in_readers_words
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.policies import MATCHERS

FIELDS: dict[str, type[TextChoices]] = {
    "lane": Lane,
    "tier": Tier,
    "urgency": Urgency,
    "channel": Channel,
}
ITS_CATEGORY = _("its category")
MONEY_OF: dict[str, str | Promise] = {
    "item value": _("item value"),
    "order total": _("order total"),
    "pending payout": _("pending payout"),
}


def _fields(matched: str) -> str:
    """Return what a policy is made for: ``its category, lane vip, tier high``."""
    said = []
    for one in matched.split(", "):
        matcher, _sep, value = one.partition(" ")
        choices = FIELDS.get(matcher)
        said.append(f"{MATCHERS[matcher]} {choices(value).label}" if choices else str(ITS_CATEGORY))
    return ", ".join(said)


def _on_the_readers_clock(moment: str) -> str:
    """Return ``moment`` (``2026-03-02 02:00``, UTC) as the reader's clock shows it."""
    try:
        at = dt.datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=dt.UTC)
    except ValueError:  # somebody wrote it by hand
        return f"{moment} UTC"
    return str(date_format(timezone.localtime(at), "DATETIME_FORMAT"))


PARTS: dict[str, Callable[[str], object]] = {
    "tier": lambda key: Tier(key).label,
    "channel": lambda key: Channel(key).label,
    "language": lambda key: dict(settings.LANGUAGES).get(key, key),
    "what": lambda key: MONEY_OF.get(key, key),
    "policy": in_readers_words,
    "deadline": gettext,
    "moment": _on_the_readers_clock,
    "fields": _fields,
}
"""How a part of a sentence is said; others are numbers and names, the same for everybody."""

TIERS, CHANNELS = "|".join(Tier.values), "|".join(Channel.values)
DEADLINES = "Return window|Claim window|Payout day"
"""The kinds of ``tickets.triage.pressing``, as a ticket keeps them."""
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d"
_MATCHED = "|".join(f"{name} (?:{'|'.join(choices.values)})" for name, choices in FIELDS.items())
MADE_FOR = rf"(?:its category|{_MATCHED})(?:, (?:{_MATCHED}))*"
STAKE = r"(?P<what>[a-z ]+) of (?P<number>\S+): (?P<money>.+)"

SHAPES: tuple[tuple[str, Promise], ...] = (
    (r"set for category [-\w]+", _("as set for the category")),
    (
        rf"raised from (?P<tier>{TIERS}) when (?P<level>\d+) % of a promise were used up",
        _("raised from %(tier)s when %(level)s %% of a promise were used up"),
    ),
    (r"no money at stake that is known", _("no money at stake that is known")),
    (
        rf"{STAKE}, VIP from (?P<limit>.+)",
        _("%(what)s of %(number)s: %(money)s, VIP from %(limit)s"),
    ),
    (
        rf"{STAKE}, below the VIP limit of (?P<limit>.+)",
        _("%(what)s of %(number)s: %(money)s, below the VIP limit of %(limit)s"),
    ),
    (
        rf"(?P<deadline>{DEADLINES}) of (?P<number>\S+): (?P<moment>{MOMENT}) UTC",
        _("%(deadline)s of %(number)s: %(moment)s"),
    ),
    (
        rf"“(?P<policy>.+)” is the closest fit: it is made for (?P<fields>{MADE_FOR})",
        _("“%(policy)s” is the closest fit: it is made for %(fields)s."),
    ),
    (
        r"“(?P<policy>.+)” fits every ticket, and nothing closer does",
        _("“%(policy)s” fits every ticket, and nothing closer does."),
    ),
    (
        r"more general and passed over: (?P<count>\d+)",
        _("More general and passed over: %(count)s."),
    ),
    (r"urgent comes first", _("urgent comes first")),
    (
        r"VIP reserve of (?P<share>\d+) %: (?P<held>\d+) of (?P<all>\d+) under work",
        _("VIP reserve of %(share)s %%: %(held)s of %(all)s under work"),
    ),
    (
        r"ordinary reserve of (?P<share>\d+) %: (?P<held>\d+) of (?P<all>\d+) under work",
        _("ordinary reserve of %(share)s %%: %(held)s of %(all)s under work"),
    ),
    (
        r"late, and the ordinary lane waits for more than its part",
        _("late, and the ordinary lane waits for more than its part"),
    ),
    (
        r"frequent problems: (?P<share>\d+) % of what is beyond the reserves",
        _("frequent problems: %(share)s %% of what is beyond the reserves"),
    ),
    (
        r"middling problems: (?P<share>\d+) % of what is beyond the reserves",
        _("middling problems: %(share)s %% of what is beyond the reserves"),
    ),
    (
        r"rare problems: (?P<share>\d+) % of what is beyond the reserves",
        _("rare problems: %(share)s %% of what is beyond the reserves"),
    ),
    (r"nearest promise first", _("nearest promise first")),
    (r"taken by hand", _("taken by hand")),
    (r"taken as the next", _("taken as the next")),
    (r"holds (?P<held>\d+) of (?P<room>\d+)", _("holds %(held)s of %(room)s")),
    (
        rf"has (?P<held>\d+) of (?P<room>\d+) (?P<channel>{CHANNELS})",
        _("has %(held)s of %(room)s: %(channel)s"),
    ),
    (r"speaks (?P<language>[-\w]+)", _("speaks %(language)s")),
    (r"has the skill", _("has the skill")),
    (r"knows the matter", _("knows the matter")),
    (r"on shift for (?P<minutes>\d+) min more", _("on shift for %(minutes)s min more")),
    (
        r"leaves in (?P<minutes>-?\d+) min, and it is urgent",
        _("leaves in %(minutes)s min, and it is urgent"),
    ),
    (
        r"here although on no shift, and it is urgent",
        _("here although on no shift, and it is urgent"),
    ),
)

KNOWN = tuple((re.compile(shape, re.ASCII), words) for shape, words in SHAPES)


def in_words(reason: str) -> str:
    """Return ``reason`` as it was kept, in the active language.

    One that is put together of several (``; `` between them) is said when all of them are known.
    """
    parts = [_one(part) for part in reason.split("; ")]
    return reason if None in parts else " ".join(map(str, parts))


def _one(reason: str) -> str | None:
    for shape, words in KNOWN:
        if found := shape.fullmatch(reason):
            parts = {
                name: str(PARTS[name](part)) if name in PARTS else part
                for name, part in found.groupdict().items()
            }
            return str(words) % parts if parts else str(words)
    return None
