"""Deadlines beside a matter, in the customer's words, with what can be done about them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise as LazyText
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consignment.deadlines import Deadline, DeadlineKind
from knowledge_base.templatetags.site import moment
from tickets.triage.models import Category

Text = str | LazyText

ACTIONS: dict[DeadlineKind, tuple[Text, str]] = {
    DeadlineKind.RETURN_UNTIL: (gettext_lazy("Ask for a return"), "return-refund"),
    DeadlineKind.CLAIM_UNTIL: (gettext_lazy("Report damage"), "not-as-described"),
}
"""What a customer does before the deadline: the words, and the key of the matter to file."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One deadline as a page shows it; ``action`` and ``url`` are empty where one only waits."""

    sentence: SafeString
    number: str
    tone: str
    near: bool
    action: Text = ""
    url: str = ""


def shown(
    deadlines: Iterable[Deadline], *, at: dt.datetime, without: str = "", act: bool = True
) -> list[Shown]:
    """Return ``deadlines`` for a page, each with its action while there is time for it.

    ``without``: the key of the matter one is in already, which is not offered again. ``act=False``
    where nobody can file. One query where an action is offered.
    """
    deadlines = list(deadlines)
    wanted = {ACTIONS[d.kind][1] for d in deadlines if d.kind in ACTIONS and not d.passed}
    wanted = wanted - {without} if act else set()
    offered = (
        set(Category.objects.offered().filter(key__in=wanted).values_list("key", flat=True))
        if wanted
        else set()
    )
    return [_shown(deadline, offered, at=at) for deadline in deadlines]


def _shown(deadline: Deadline, offered: set[str], *, at: dt.datetime) -> Shown:
    words, key = ACTIONS.get(deadline.kind, ("", ""))
    acts = not deadline.passed and key in offered
    return Shown(
        sentence=format_html(str(deadline.words).replace("%(when)s", "{}"), _when(deadline)),
        number=deadline.number,
        tone=deadline.tone(at=at).value,
        near=deadline.is_near(at=at),
        action=words if acts else "",
        url=_form_of(key, deadline) if acts else "",
    )


def _form_of(key: str, deadline: Deadline) -> str:
    """Return the form of the matter ``key``, with the thing of ``deadline`` chosen."""
    chosen = urlencode({deadline.thing_kind: deadline.number})
    return f"{reverse('public:new_request', args=[key])}?{chosen}"


def _when(deadline: Deadline) -> SafeString:
    """Return the moment as a ``<time>``; a day is the same day wherever it is read."""
    if not deadline.is_day:
        return moment(deadline.at, "when")
    day = deadline.at.date()
    # Translators: a Django date format; write the order and the signs of your language.
    return format_html(
        '<time datetime="{}">{}</time>', day.isoformat(), date_format(day, _("j M Y"))
    )
