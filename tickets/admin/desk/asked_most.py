"""What is asked most and could be solved in the product: proposals, each decided here."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from consignment.models import User
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.paging import page_number, read_page
from tickets.admin.desk.sheet import Cell, sheet
from tickets.insight.fewer import deciding
from tickets.insight.fewer.effects import Effect, effect
from tickets.insight.fewer.models import ProductProposal, ProductProposalQuerySet, State
from tickets.insight.uncertainty import Change, difference_of_counts
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings

DECIDED = "decided"
FOLDERS = (State.OPEN.value, State.HANDED_ON.value, DECIDED)
REFUSED = 422
HAND_ON, BUILT, ASIDE = "hand_on", "built", "aside"
TAKE_BACK = "take_back"
HEADING = (
    *("question", "language", "asked", "before", "as_tickets", "as_talks", "waited_minutes"),
    *("category", "state", "built_on", "decided", "decided_by", "note", "link", "why", "examples"),
)
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal with its trend in words; the bars are in percent of the longest of the page."""

    proposal: ProductProposal
    trend: str
    symbol: str
    bar: str
    bar_before: str


class DecisionForm(forms.Form):
    """What is to become of a proposal; what belongs to another decision is not looked at."""

    decision = forms.ChoiceField(
        choices=[(HAND_ON, HAND_ON), (BUILT, BUILT), (ASIDE, ASIDE)],
        error_messages={
            "required": gettext_lazy("Choose what is to become of it."),
            "invalid_choice": gettext_lazy("Choose what is to become of it."),
        },
    )
    note = forms.CharField(max_length=2_000, required=False)
    link = forms.URLField(max_length=500, required=False, assume_scheme="https")
    built_on = forms.DateField(
        required=False,
        error_messages={"invalid": gettext_lazy("Write the day on which it was built.")},
    )
    why = forms.CharField(max_length=300, required=False)

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("http://", "https://")):
            raise forms.ValidationError(_("A link begins with https://."))
        return link

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        chosen = given.get("decision")
        for name, of in (("note", HAND_ON), ("link", HAND_ON), ("built_on", BUILT), ("why", ASIDE)):
            if chosen and of != chosen:
                self.errors.pop(name, None)
        if chosen == BUILT and not given.get("built_on") and "built_on" not in self.errors:
            self.add_error("built_on", _("Write the day on which it was built."))
        return given


@desk
@require_GET
def wish_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """List what waits to be decided, what was handed on, or what was decided."""
    proposals, folder = _visible(by), _folder(request)
    listed = read_page(
        _rows(proposals, folder).for_list(), page_number(request.GET.get("page", ""))
    )
    newest = proposals.order_by("-reckoned_at").values_list("reckoned_at", flat=True).first()
    context = {
        "listed": listed,
        "rows": _told(listed.rows),
        "folder": folder,
        "number_open": proposals.undecided().count(),
        "number_handed_on": proposals.handed_on().count(),
        "desk_numbers": DeskSettings.current(),
        "reckoned_at": newest,
    }
    status = 404 if listed.beyond_the_end else 200
    title = _("Fewer questions")
    return page(request, "admin/desk/asked_most/list.html", context, title=title, status=status)


@desk
@require_GET
def wish_sheet(request: DeskRequest, by: Actor) -> HttpResponse:
    """Hand out the list as CSV: all of the tab."""
    rows = _rows(_visible(by), _folder(request)).for_list()
    return sheet("asked-most.csv", HEADING, _cells(rows))


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def wish_page(request: DeskRequest, by: Actor, proposal_id: int) -> HttpResponse:
    """Show one proposal with all that was asked, and keep what is decided."""
    proposal = _visible(by).for_list().get(pk=proposal_id)
    if request.method != "POST":
        return _page(request, proposal, DecisionForm(initial={"built_on": timezone.localdate()}))
    form, at, person = DecisionForm(request.POST), timezone.now(), _person(request)
    try:
        if request.POST.get("decision") == TAKE_BACK:
            deciding.take_back(proposal_id, by=person, at=at)
            messages.success(request, _("Taken back."))
            return redirect("admin:desk_wish", proposal_id)
        if not form.is_valid():
            return _page(request, proposal, form, status=REFUSED)
        messages.success(request, _decide(proposal_id, form.cleaned_data, by=person, at=at))
    except deciding.WishRefused as refused:
        again = _visible(by).for_list().get(pk=proposal_id)
        return _page(request, again, form, why=refused.why, status=REFUSED)
    return redirect("admin:desk_wishes")


def _decide(proposal_id: int, given: dict[str, Any], *, by: User, at: dt.datetime) -> str:
    """Keep the decision; return what to say of it. Raises WishRefused."""
    match given["decision"]:
        case "hand_on":
            deciding.hand_on(
                proposal_id, note=given["note"].strip(), link=given["link"], by=by, at=at
            )
            return _("It stands under “Handed on” until it is built.")
        case "built":
            deciding.build(proposal_id, on=given["built_on"], by=by, at=at)
            return _("Whether it is asked less stands on its page after a week.")
    deciding.put_aside(proposal_id, why=" ".join(given["why"].split()), by=by, at=at)
    return _("It is put aside, and comes back when it is asked twice as often.")


def _page(
    request: DeskRequest,
    proposal: ProductProposal,
    form: DecisionForm,
    *,
    why: str = "",
    status: int = 200,
) -> HttpResponse:
    state = State(proposal.state)
    (told,) = _told([proposal])
    found = effect(proposal)
    context: dict[str, Any] = {
        "proposal": proposal,
        "told": told,
        "form": form,
        "why": why,
        "is_open": state is State.OPEN,
        "may_decide": state in (State.OPEN, State.HANDED_ON),
        "folder": _folder_of(state),
        "effect": found,
        "effect_words": _effect_words(found) if found and found.change else "",
        "before_a_week": _a_week(found.before_a_week) if found and found.change else "",
        "since_a_week": _a_week(found.since_a_week) if found and found.change else "",
        "days": DeskSettings.current().asked_days,
        "built_on": _as_typed(form["built_on"].value()),
    }
    template = "admin/desk/asked_most/page.html"
    return page(request, template, context, title=proposal.question, status=status)


def _told(rows: Sequence[ProductProposal]) -> list[Told]:
    longest = max((max(row.times, row.before) for row in rows), default=0) or 1
    return [
        Told(
            row,
            *_trend(difference_of_counts(row.times, row.before)),
            f"{100 * row.times / longest:.1f}",
            f"{100 * row.before / longest:.1f}",
        )
        for row in rows
    ]


def _trend(change: Change) -> tuple[str, str]:
    """Return the trend in words, and a symbol for it."""
    if not change.clear:
        return _("about as often"), "trending_flat"
    if change.by > 0:
        return _("clearly more now"), "trending_up"
    return _("clearly fewer now"), "trending_down"


def _effect_words(found: Effect) -> str:
    change = found.change
    if change is None or not change.clear:
        return _("The difference may be chance.")
    if change.by < 0:
        return _("It is asked clearly less since then.")
    return _("It is asked clearly more since then.")


def _as_typed(day: Any) -> str:
    return day.isoformat() if isinstance(day, dt.date) else str(day or "")


def _a_week(rate: float) -> str:
    return number_format(rate, 1)


def _cells(rows: ProductProposalQuerySet) -> Iterator[Sequence[Cell]]:
    for row in rows:
        waited = round(row.waited.total_seconds() / 60) if row.waited is not None else ""
        yield [
            *(row.question, row.language, row.times, row.before, row.as_tickets, row.as_talks),
            *(waited, row.category.key if row.category else "", row.state),
            *(row.built_on.isoformat() if row.built_on else "",),
            *(row.decided_at.isoformat() if row.decided_at else "", str(row.decided_by or "")),
            *(row.note, row.link, row.why, " | ".join(row.other_words[:EXAMPLES])),
        ]


def _folder(request: DeskRequest) -> str:
    view = request.GET.get("view", "")
    return view if view in FOLDERS else State.OPEN.value


def _folder_of(state: State) -> str:
    return state.value if state.value in FOLDERS else DECIDED


def _rows(proposals: ProductProposalQuerySet, folder: str) -> ProductProposalQuerySet:
    if folder == DECIDED:
        return proposals.decided()
    return proposals.in_state(State(folder))


def _visible(by: Actor) -> ProductProposalQuerySet:
    """Return the proposals that ``by`` may know of. Raises PermissionDenied."""
    if not by.may.supervises:
        raise PermissionDenied(_("What is asked most is for who supervises the desk."))
    found: ProductProposalQuerySet = ProductProposal.objects.visible_to(by)
    return found


def _person(request: DeskRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # ``desk`` lets nobody else in
    return request.user
