"""Coaching is recorded, and corrected by whoever gave it."""

import re
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consignment.languages import in_language
from consignment.models import User
from tickets.actions.coach import coach, correct_coaching
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.refusals import UNPROCESSABLE, Refusal, Refused, refusal
from tickets.admin.rough import number
from tickets.insight.cube import Scope
from tickets.insight.dashboards import rows_behind
from tickets.insight.hasty import CAME_BACK, DAYS
from tickets.insight.windows import Period
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.models import Ticket
from tickets.routing.models import Queue
from tickets.satisfaction.coaching import LONGEST, Coaching
from tickets.staff.models import Agent
from tickets.triage.models import Category

A_TICKET = re.compile(r"\s*(?:T-)?(\d{1,15})\s*", re.IGNORECASE | re.ASCII)
PROPOSED = 10
TEMPLATE = "admin/desk/coaching/form.html"


class WordsForm(forms.Form):
    """What the giver of a coaching may correct."""

    what = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=gettext_lazy("What did you talk about?"),
        error_messages={
            "required": gettext_lazy("Say what was talked about: it is kept for both of you.")
        },
    )
    follow_up_on = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("When do you follow up? If you do"),
    )


class CategoryField(forms.ModelChoiceField):
    def label_from_instance(self, category: Any) -> str:
        return in_language(category, "name")


class CoachingForm(WordsForm):
    """Whom, about what, and which tickets."""

    agent = forms.ModelChoiceField(
        Agent.objects.none(),
        empty_label="–",
        label=gettext_lazy("Whom did you coach?"),
        error_messages={"required": gettext_lazy("Choose whom you coached.")},
    )
    category = CategoryField(
        Category.objects.none(),
        required=False,
        to_field_name="key",
        empty_label=gettext_lazy("All they do"),
        label=gettext_lazy("About which category?"),
    )
    tickets = forms.CharField(
        required=False,
        max_length=1_000,
        label=gettext_lazy("About which tickets? Their numbers, if any"),
    )
    field_order = ("agent", "category", "what", "tickets", "follow_up_on")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agents = Agent.objects.working().exclude(id=by.agent_id or 0).select_related("user")
        cast(Any, self.fields["agent"]).queryset = agents.order_by("user__name", "id")
        cast(Any, self.fields["category"]).queryset = (
            Category.objects.filter(queue__in=Queue.objects.visible_to(by))
            .select_related("queue")
            .order_by("position", "key")
        )

    def clean_tickets(self) -> list[int]:
        words = [word for word in re.split(r"[\s,;，、]+", self.cleaned_data["tickets"]) if word]
        found = [A_TICKET.fullmatch(word) for word in words]
        if not all(found):
            raise forms.ValidationError(_("Write numbers of tickets, such as T-1042, T-1043."))
        return [int(match[1]) for match in found if match]


@desk
@require_http_methods(["GET", "POST"])
def give(request: DeskRequest, by: Actor) -> HttpResponse:
    """Record what was talked about with an agent."""
    if not by.may.supervises:
        raise PermissionDenied(_("A supervisor coaches."))
    if request.method != "POST":
        return _page(request, CoachingForm(by=by, initial=_proposed(request, by)))
    form = CoachingForm(request.POST, by=by)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    clean: dict[str, Any] = form.cleaned_data
    try:
        coach(
            clean["agent"],
            by=by,
            what=clean["what"],
            numbers=clean["tickets"],
            category=clean["category"],
            follow_up_on=clean["follow_up_on"],
            at=timezone.now(),
        )
    except Refused as error:
        return _page(request, form, refusal(error))
    messages.success(request, _("The coaching is kept. %(agent)s can read it.") % clean)
    return redirect("admin:desk_coaching")


@desk
@require_http_methods(["GET", "POST"])
def correct(request: DeskRequest, by: Actor, coaching_id: int) -> HttpResponse:
    """Correct one's own words; what stood there is kept."""
    coaching = Coaching.objects.visible_to(by).select_related("agent__user").get(id=coaching_id)
    if not by.may.supervises or coaching.by_id != by.user_id:
        raise PermissionDenied(_("Only whoever gave the coaching corrects its words."))
    words = {"what": coaching.what, "follow_up_on": coaching.follow_up_on}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=words)
    if request.method != "POST":
        return _page(request, form, coaching=coaching)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE, coaching=coaching)
    clean: dict[str, Any] = form.cleaned_data
    try:
        correct_coaching(coaching.pk, by=by, at=timezone.now(), **clean)
    except Refused as error:
        return _page(request, form, refusal(error), coaching=coaching)
    messages.success(request, _("The words are corrected. What stood there is kept."))
    return redirect("admin:desk_coaching")


def _proposed(request: DeskRequest, by: Actor) -> dict[str, Any]:
    """Return what the address names, with the newest tickets of it that came back."""
    agent, key = number(request.GET.get("agent", "")), request.GET.get("category", "")[:50]
    queues = frozenset(Queue.objects.visible_to(by).values_list("id", flat=True))
    category = Category.objects.filter(key=key, queue__in=queues).first()
    if agent is None or category is None:
        return {"agent": agent, "category": category and category.key}
    zone = cast(User, request.user).time_zone
    window = Period.of_days(DAYS, at=timezone.now(), zone=zone).window
    scope = Scope(queues=queues, category=category.pk, agents=frozenset([agent]))
    visible, references = Ticket.objects.visible_to(by), dict[str, None]()
    for measure in CAME_BACK:
        rows = rows_behind(measure, tickets=visible, window=window, scope=scope, missed_only=True)
        for row in rows.select_related("ticket").order_by("-moment", "-pk")[:PROPOSED]:
            references[row.ticket.reference] = None
    return {
        "agent": agent,
        "category": category.key,
        "tickets": ", ".join(list(references)[:PROPOSED]),
    }


def _page(
    request: DeskRequest,
    form: forms.Form,
    refused: Refusal | None = None,
    *,
    status: int = 200,
    coaching: Coaching | None = None,
) -> HttpResponse:
    context = {"form": form, "refusal": refused, "coaching": coaching}
    title = _("Correct the coaching") if coaching else _("Record coaching")
    return page(
        request, TEMPLATE, context, title=title, status=refused.status if refused else status
    )
