"""The closed choices of an article, each with its one table of facts."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consignment.languages import CHINESE, ENGLISH


class Language(models.TextChoices):
    ENGLISH = ENGLISH, _("English")
    CHINESE = CHINESE, _("Simplified Chinese")


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    search_config: str
    """The PostgreSQL text search configuration."""
    written_with_spaces: bool
    """Whether words stand apart; where not, pairs of characters are what is looked up."""
    html_tag: str
    """The value of the ``lang`` attribute."""


LANGUAGES: dict[Language, LanguageFacts] = {
    Language.ENGLISH: LanguageFacts("english", written_with_spaces=True, html_tag="en"),
    Language.CHINESE: LanguageFacts("simple", written_with_spaces=False, html_tag="zh-Hans"),
}


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    BUYERS = "buyers", _("Buyers")
    CONSIGNORS = "consignors", _("Consignors")
    STAFF = "staff", _("Staff")


@dataclass(frozen=True, slots=True)
class AudienceFacts:
    role: str
    """The relation of ``User`` whose presence admits a reader; empty: not a matter of a role."""
    tone: str
    """The tone of the badge, as the design names it."""
    words: str | Promise
    """What readers are told."""


# Staff read everything: that rule stands in ``visible_to``, not in a row here.
AUDIENCES: dict[Audience, AudienceFacts] = {
    Audience.PUBLIC: AudienceFacts("", "neutral", _("For everyone")),
    Audience.BUYERS: AudienceFacts("buyer", "info", _("For buyers")),
    Audience.CONSIGNORS: AudienceFacts("consignor", "info", _("For consignors")),
    Audience.STAFF: AudienceFacts("", "attention", _("For staff only")),
}


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


READABLE = frozenset({State.PUBLISHED})
"""The states in which an article is before its readers, from its hour to its last."""


class Standing(models.TextChoices):
    """What the state and the two dates of an article come to at a moment."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    ON_SITE = "on_site", _("On the site")
    LEAVING = "leaving", _("On the site for now")
    GONE = "gone", _("Off the site")


@dataclass(frozen=True, slots=True)
class StandingFacts:
    tone: str
    verb: str
    """What can be done next at once: the function of ``publishing.py``."""
    words: str | Promise
    """What the editor reads, with the date that matters in ``{when}``."""


STANDINGS: dict[Standing, StandingFacts] = {
    Standing.DRAFT: StandingFacts("info", "publish", _("Draft")),
    Standing.SCHEDULED: StandingFacts("info", "publish", _("Appears {when}")),
    Standing.ON_SITE: StandingFacts("good", "retire", _("On the site since {when}")),
    Standing.LEAVING: StandingFacts("attention", "retire", _("On the site until {when}")),
    Standing.GONE: StandingFacts("neutral", "publish", _("Off the site since {when}")),
}
