"""The assistant tried out, and what its threshold does. Nothing is stored, nothing changes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from consignment.models import User
from knowledge_base.articles.choices import Language
from knowledge_base.assistant import turns
from knowledge_base.assistant.replies import Reply
from tickets.admin.desk.doors import DeskRequest, desk, for_editors, for_readers, page
from tickets.admin.desk.talks import KINDS, Why, explained
from tickets.insight import threshold as thresholds
from tickets.insight.threshold import Curve
from tickets.lifecycle import configuration
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.triage.matters import limits, matter_of

LONGEST = 2_000
REFUSED = 422


class TryForm(forms.Form):
    """A text, its language where it does not say, and who asks."""

    text = forms.CharField(
        label=gettext_lazy("What the customer writes"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write what the customer would write.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language, where the text does not tell"), choices=Language.choices
    )
    customer = forms.EmailField(
        label=gettext_lazy("Mail address of the customer"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write a whole mail address, or none.")},
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.person: User | None = None
        if not by.may.reads:
            # Who writes the help centre knows no customers.
            del self.fields["customer"]

    def clean_customer(self) -> str:
        address: str = self.cleaned_data["customer"]
        if address:
            self.person = _customers_of(self.by).filter(email__iexact=address).first()
            if self.person is None:
                raise forms.ValidationError(_("You see no customer with this address."))
        return address


@dataclass(frozen=True, slots=True)
class Drawn:
    """A curve as a picture: ``line_one`` is the coverage, ``line_two`` the precision."""

    curve: Curve
    rows: list[dict[str, Any]]
    line_one: str
    line_two: str
    at: int


@desk
@for_editors
@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show what a text would get, and why."""
    at, reply, why = timezone.now(), None, None
    form = TryForm(request.POST, by=by) if request.method == "POST" else TryForm(by=by)
    if form.is_bound and form.is_valid():
        reply, why = _tried(form, at)
    context = {
        "form": form,
        "reply": reply,
        "kind": KINDS.get(reply.kind, "") if reply else "",
        "row": {"why": why},
        "person": form.person,
        "longest": LONGEST,
        "here": "try",
    }
    status = REFUSED if form.errors else 200
    title = _("Try the assistant")
    return page(request, "admin/desk/talks/try.html", context, title=title, status=status)


@desk
@for_editors
@require_GET
def threshold(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show what the threshold does: how much is answered, and how often rightly."""
    at = timezone.now()
    desk_settings = DeskSettings.current()
    talks = thresholds.of_talks(at=at)
    examples = thresholds.of_examples(at=at) if talks.is_few else None
    context = {
        "percent": desk_settings.answer_from,
        "talks": _drawn(talks, desk_settings.answer_from) if talks.asked else None,
        "few": talks.is_few,
        "judged": talks.judged,
        "examples": _drawn(examples, desk_settings.answer_from) if examples else None,
        "settings_id": desk_settings.pk,
        "may_set": request.user.has_perm("tickets.change_desksettings"),
        "here": "threshold",
    }
    title = _("When the assistant answers")
    return page(request, "admin/desk/talks/threshold.html", context, title=title)


def _tried(form: TryForm, at: dt.datetime) -> tuple[Reply, Why]:
    given = form.cleaned_data
    with configuration.held():
        reply = turns.try_out(
            given["text"],
            person=form.person,
            language=given["language"],
            matter=matter_of(given["text"]),
            limits=limits(),
            at=at,
        )
    return reply, explained([reply.because], language=reply.language)[0]


def _customers_of(by: Actor) -> models.QuerySet[User]:
    """Return whom ``by`` may know as customers: all, but agents those with a ticket they see."""
    people = User.objects.filter(is_staff=False, is_active=True)
    if by.may.works and not by.may.supervises:
        people = people.filter(
            Exists(Ticket.objects.visible_to(by).filter(requester=OuterRef("pk")))
        )
    return people


def _drawn(curve: Curve, percent: int) -> Drawn:
    marked = max((one.percent for one in curve.points if one.percent <= percent), default=None)
    rows = [
        {
            "percent": one.percent,
            "coverage": _percent(one.coverage),
            "precision": _percent(one.precision),
            "between": None if one.low is None else (_percent(one.low), _percent(one.high)),
            "cases": one.cases,
            "few": one.is_few,
            "wrongly": _percent(one.wrongly),
            "marked": one.percent == marked,
        }
        for one in curve.points
    ]
    return Drawn(
        curve,
        rows,
        _line((one.percent, one.coverage) for one in curve.points),
        _line((one.percent, one.precision) for one in curve.points),
        3 * percent,
    )


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def _line(points: Iterable[tuple[int, float | None]]) -> str:
    return " ".join(f"{3 * x},{200 - 200 * y:.0f}" for x, y in points if y is not None)
