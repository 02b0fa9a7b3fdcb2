"""What an address of the inbox asks for, read strictly: a wish that means nothing is named.

Words are the one way to say it (``tickets/inbox``). Parameters that stand for words of their own,
such as ``tier=high`` in a link of the dashboard, become such words.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.admin.desk.listing import Behind, Wanted
from tickets.admin.desk.paging import LAST_PAGE
from tickets.inbox import views
from tickets.inbox.meaning import Problem, understand
from tickets.inbox.models import SavedView
from tickets.inbox.vocabulary import KEYS, Key, Value, Vocabulary
from tickets.inbox.words import with_term
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.traces import TraceKind

LONGEST_DAYS = 366
AS_WORDS = (Key.QUEUE, Key.TIER, Key.LANE, Key.STATE, Key.CATEGORY, Key.AGENT, Key.CHANNEL)
LONGEST_ADDRESS = 20_000


class InboxForm(forms.Form):
    """What an address holds besides words."""

    measure = forms.ChoiceField(
        choices=MeasureKey.choices, required=False, label=gettext_lazy("Measure")
    )
    days = forms.IntegerField(
        min_value=1, max_value=LONGEST_DAYS, required=False, label=gettext_lazy("Days")
    )
    missed = forms.BooleanField(required=False, label=gettext_lazy("Missed only"))
    behind = forms.ChoiceField(
        choices=TraceKind.choices, required=False, label=gettext_lazy("Recurring")
    )
    key = forms.CharField(max_length=80, required=False, label=gettext_lazy("Recurring"))
    page = forms.IntegerField(
        min_value=1, max_value=LAST_PAGE, required=False, label=gettext_lazy("Page")
    )


def read_address(query: QueryDict, *, by: Actor, vocabulary: Vocabulary, at: dt.datetime) -> Wanted:
    """Return what ``query``, the parameters of an address, asks for."""
    form = InboxForm(query)
    form.is_valid()
    clean: dict[str, Any] = form.cleaned_data
    problems = [
        Problem(
            f"{form.fields[name].label}: {query.get(name, '')[:40]}", _("This is no value for it.")
        )
        for name in form.errors
    ]
    view = _view(query, by, problems)
    measure = MeasureKey(clean["measure"]) if clean.get("measure") else None
    behind = _behind(clean)
    if (measure or behind) and "view" not in query:
        view = views.EVERYTHING
    text = query.get("q", view.query)[:LONGEST_ADDRESS]
    text = _with_words(text, query)
    meaning = understand(text, vocabulary=vocabulary, at=at)
    days = clean.get("days") or 7
    return Wanted(
        view=view,
        text=text.replace("\x00", ""),
        meaning=meaning,
        problems=(*problems, *meaning.problems),
        measure=measure,
        window=Window(at - dt.timedelta(days=days), at),
        days=days,
        missed_only=bool(clean.get("missed")),
        behind=behind,
        page=clean.get("page") or 1,
    )


@dataclass(frozen=True, slots=True)
class Control:
    """A choice beside the field: what is chosen becomes a word in it. ``said`` is chosen now."""

    key: Key
    label: str | Promise
    values: Sequence[Value]
    said: str


def controls(wanted: Wanted, vocabulary: Vocabulary) -> list[Control]:
    """Return the choices beside the field, as the words in it have them."""
    shown = [Key.QUEUE, Key.TIER, Key.LANE, *([] if wanted.waiting_only else [Key.STATE])]
    return [
        Control(
            key,
            KEYS[key].label,
            vocabulary.values(key),
            said[0] if len(said := wanted.meaning.values.get(key, ())) == 1 else "",
        )
        for key in shown
    ]


def _view(query: QueryDict, by: Actor, problems: list[Problem]) -> views.View:
    """Return the view of the address: the one it names, or with nothing at all one's default."""
    asked = query.get("view", "")
    if not asked and "q" in query:
        return views.EVERYTHING
    try:
        return views.find(asked or views.default_of(by), by=by)
    except SavedView.DoesNotExist:
        if asked:
            problems.append(
                Problem(
                    asked[:40], _("There is no such view, or it is not shared with you any more.")
                )
            )
        return views.FIRST


def _behind(clean: dict[str, Any]) -> Behind | None:
    if not (clean.get("behind") and clean.get("key")):
        return None
    return Behind(TraceKind(clean["behind"]), clean["key"], clean.get("days") or 7)


def _with_words(text: str, query: QueryDict) -> str:
    for key in AS_WORDS:
        if value := query.get(key, "")[:60].strip():
            text = with_term(text, key, value)
    if query.get("late"):
        text = f"{text} is:late".strip()
    return text
