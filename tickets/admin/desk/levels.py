"""Proposed levels, each decided here; what was decided, and what became of the figures."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consignment.models import User
from tickets.admin.configuration.checks import desk_still_holds
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.levels_told import since_then, told
from tickets.admin.desk.paging import page_number, read_page
from tickets.admin.who import reader_of
from tickets.changes.undoing import ChangedSince
from tickets.insight.levels import deciding
from tickets.insight.levels.effects import effects
from tickets.insight.levels.models import LevelProposal, LevelProposalQuerySet, LevelRule, State
from tickets.lifecycle.actors import Actor
from tickets.routing.models import Queue

READS = "tickets.view_policy"
DECIDES = ("tickets.change_policy", "tickets.add_policy", "tickets.change_category")
DECIDED = "decided"
LONGEST_WHY = 300
REFUSED = 422


@desk
@require_GET
def level_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """List what waits to be decided, what concerns most contacts first, or what was decided."""
    proposals = _visible(request, by)
    folder = DECIDED if request.GET.get("view") == DECIDED else State.OPEN.value
    rows = proposals.decided() if folder == DECIDED else proposals.undecided()
    listed = read_page(rows.for_list(), page_number(request.GET.get("page", "")))
    newest = proposals.order_by("-reckoned_at").values_list("reckoned_at", flat=True).first()
    context = {
        "listed": listed,
        "rows": [told(row) for row in listed.rows],
        "folder": folder,
        "number_open": proposals.undecided().count(),
        "reckoned_at": newest,
        "may_decide": _may_decide(request),
        "rules": LevelRule.objects.filter(active=True) if not listed.rows else (),
    }
    status = 404 if listed.beyond_the_end else 200
    title = _("Proposed levels")
    return page(request, "admin/desk/levels/list.html", context, title=title, status=status)


@desk
@require_http_methods(["GET", "HEAD", "POST"])
def level_page(request: DeskRequest, by: Actor, proposal_id: int) -> HttpResponse:
    """Show one proposal with its figures and what became of them, and keep what is decided."""
    proposal = _visible(request, by).for_list().get(pk=proposal_id)
    if request.method != "POST":
        return _page(request, proposal)
    if not _may_decide(request):
        raise PermissionDenied(_("Who changes categories and policies decides this."))
    try:
        return _decided(request, proposal)
    except deciding.LevelRefused as refused:
        return _page(request, _visible(request, by).for_list().get(pk=proposal_id), why=refused.why)
    except ChangedSince:
        return _page(request, proposal, was_changed=True)


def _decided(request: DeskRequest, proposal: LevelProposal) -> HttpResponse:
    """Keep the decision that was sent. Raises LevelRefused, ChangedSince."""
    person, at, said = _person(request), timezone.now(), request.POST.get("decision", "")
    if said == "accept":
        open_too = request.POST.get("open_too") == "on"
        deciding.accept(proposal.pk, by=person, at=at, open_too=open_too, check=desk_still_holds())
        messages.success(request, _("Done. It stands under “Decided”, and can be taken back."))
    elif said == "reject":
        why = " ".join(request.POST.get("why", "").split())[:LONGEST_WHY]
        deciding.reject(proposal.pk, why, by=person, at=at)
        messages.success(request, _("It is put aside for a while."))
    elif said == "take_back":
        deciding.take_back(
            proposal.pk,
            by=person,
            at=at,
            reader=reader_of(request),
            although_changed=request.POST.get("although") == "changed",
            check=desk_still_holds(),
        )
        messages.success(request, _("Taken back: the level is what it was."))
        return redirect("admin:desk_level", proposal.pk)
    else:
        return _page(request, proposal, why=_("Choose what is to become of it."))
    return redirect("admin:desk_levels")


def _page(
    request: DeskRequest, proposal: LevelProposal, *, why: str = "", was_changed: bool = False
) -> HttpResponse:
    accepted = proposal.state == State.ACCEPTED
    context: dict[str, Any] = {
        "told": told(proposal),
        "proposal": proposal,
        "is_open": proposal.state == State.OPEN,
        "is_accepted": accepted,
        "was_undone": accepted and _was_undone(request, proposal),
        "effects": since_then(proposal, effects(proposal, at=timezone.now())) if accepted else (),
        "may_decide": _may_decide(request),
        "longest": LONGEST_WHY,
        "reason": request.POST.get("why", ""),
        "why": why,
        "was_changed": was_changed,
    }
    status = REFUSED if why or was_changed else 200
    template = "admin/desk/levels/page.html"
    return page(request, template, context, title=context["told"].of, status=status)


def _was_undone(request: DeskRequest, proposal: LevelProposal) -> bool:
    try:
        return deciding.is_undone(proposal, reader=reader_of(request))
    except deciding.NoSuchChange:
        return False


def _visible(request: DeskRequest, by: Actor) -> LevelProposalQuerySet:
    """Return the proposals about what ``by`` may know of. Raises PermissionDenied."""
    if not request.user.has_perm(READS):
        raise PermissionDenied(_("Levels are for who sees the policies."))
    queues = Queue.objects.visible_to(by)
    found: LevelProposalQuerySet = LevelProposal.objects.filter(category__queue__in=queues)
    return found


def _may_decide(request: DeskRequest) -> bool:
    return request.user.has_perms(DECIDES)


def _person(request: DeskRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # ``desk`` lets nobody else in
    return request.user
