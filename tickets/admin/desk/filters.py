"""What an address of the inbox asks for, read strictly: a wish that means nothing is named."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tickets.admin.desk.listing import Behind, Folder, Wanted
from tickets.admin.desk.paging import LAST_PAGE
from tickets.insight.measures import Window
from tickets.insight.models import MeasureKey
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Lane, State, Tier
from tickets.lifecycle.traces import TraceKind
from tickets.routing.models import Queue

ANY = [("", _("Any"))]
LONGEST_DAYS = 366


class InboxForm(forms.Form):
    """The filters of the inbox, as its address holds them."""

    view = forms.ChoiceField(choices=Folder.choices, required=False, label=_("View"))
    q = forms.CharField(max_length=200, required=False, label=_("Search"))
    queue = forms.ChoiceField(required=False, label=_("Queue"))
    tier = forms.ChoiceField(choices=[*ANY, *Tier.choices], required=False, label=_("Tier"))
    lane = forms.ChoiceField(choices=[*ANY, *Lane.choices], required=False, label=_("Lane"))
    state = forms.ChoiceField(choices=[*ANY, *State.choices], required=False, label=_("State"))
    late = forms.BooleanField(required=False, label=_("Late"))
    measure = forms.ChoiceField(
        choices=[*ANY, *MeasureKey.choices], required=False, label=_("Measure")
    )
    days = forms.IntegerField(min_value=1, max_value=LONGEST_DAYS, required=False, label=_("Days"))
    missed = forms.BooleanField(required=False, label=_("Missed only"))
    behind = forms.ChoiceField(
        choices=[*ANY, *TraceKind.choices], required=False, label=_("Recurring")
    )
    key = forms.CharField(max_length=80, required=False, label=_("Recurring"))
    page = forms.IntegerField(min_value=1, max_value=LAST_PAGE, required=False, label=_("Page"))

    def __init__(self, query: QueryDict, *, by: Actor) -> None:
        super().__init__(query)
        self.queues = {queue.key: queue for queue in Queue.objects.visible_to(by)}
        self.fields["queue"].choices = [  # type: ignore[attr-defined]
            *ANY,
            *((key, queue.name) for key, queue in self.queues.items()),
        ]

    @property
    def left_out(self) -> list[str]:
        """The labels of what the address asks for and nobody understands."""
        return [str(self.fields[name].label) for name in self.errors]

    def wanted(self, *, at: dt.datetime) -> Wanted:
        """Return what is asked for; what is not understood is left out (``left_out``)."""
        self.is_valid()
        clean: dict[str, Any] = self.cleaned_data
        return Wanted(
            folder=Folder(clean.get("view") or Folder.WAITING),
            queue=self.queues.get(clean.get("queue", "")),
            tier=Tier(clean["tier"]) if clean.get("tier") else None,
            lane=Lane(clean["lane"]) if clean.get("lane") else None,
            state=State(clean["state"]) if clean.get("state") else None,
            late=bool(clean.get("late")),
            words=clean.get("q", ""),
            measure=MeasureKey(clean["measure"]) if clean.get("measure") else None,
            window=Window(at - dt.timedelta(days=clean.get("days") or 7), at),
            missed_only=bool(clean.get("missed")),
            behind=_behind(clean),
        )

    @property
    def page_number(self) -> int:
        return self.cleaned_data.get("page") or 1


def _behind(clean: dict[str, Any]) -> Behind | None:
    if not (clean.get("behind") and clean.get("key")):
        return None
    return Behind(TraceKind(clean["behind"]), clean["key"], clean.get("days") or 7)
