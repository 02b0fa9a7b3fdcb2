"""Tasks over many tickets: asked for from the list, watched while they run, told about after."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tickets.actions import bulk
from tickets.actions.bulk import BulkRefused, runs_of
from tickets.admin.desk.doors import DeskRequest, desk, page
from tickets.admin.desk.filters import read_address
from tickets.admin.desk.listing import wanted_tickets
from tickets.admin.desk.sheet import sheet
from tickets.inbox.models import BulkAction, BulkOutcome, BulkRun
from tickets.inbox.vocabulary import Vocabulary
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent

SHOWN = 100
"""Tickets named under one reason; the sheet has all."""
RECENT = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one outcome with one reason, and the tickets of them that the reader may see."""

    outcome: BulkOutcome
    reason: str
    count: int
    tickets: Sequence[Ticket]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; ``share`` in percent."""

    run: BulkRun
    done: int
    refused: int
    missing: int
    left: int

    @property
    def worked(self) -> int:
        return self.done + self.refused + self.missing + self.left

    @property
    def share(self) -> int:
        return 100 * self.worked // max(1, self.run.total)

    @property
    def action(self) -> str:
        return str(BulkAction(self.run.action).label)


@desk
@require_POST
def start_bulk(request: DeskRequest, by: Actor) -> HttpResponse:
    """Begin a task over what is selected, or over all that fits the search."""
    sent, at = request.POST, timezone.now()
    text = sent.get("text", "").replace("\r\n", "\n")
    try:
        run = bulk.start(
            by=by,
            action=sent.get("action", ""),
            ticket_ids=_asked(request, by),
            at=at,
            text=text,
            query=sent.get("q", "") if "all" in sent else "",
            agent_id=_number(sent.get("agent", "")),
        )
    except BulkRefused as refused:
        messages.warning(request, refused.why)
        asked = {name: sent[name] for name in ("view", "q") if name in sent}
        return redirect(f"{reverse('admin:desk_inbox')}?{urlencode(asked)}")
    return redirect("admin:desk_bulk", run_id=run.id)


@desk
@require_GET
def agents(request: DeskRequest, by: Actor) -> HttpResponse:
    """Offer who could be given tickets; asked for when the question opens."""
    rows = Agent.objects.filter(user__is_active=True).select_related("user").order_by("user__name")
    context = {"agents": [agent for agent in rows if agent.works]}
    return render(request, "admin/desk/bulk/agents.html", context)


@desk
@require_GET
def bulk_list(request: DeskRequest, by: Actor) -> HttpResponse:
    """Show the latest tasks."""
    runs = list(runs_of(by).order_by("-asked_at")[:RECENT])
    context = {"runs": [_named(run) for run in runs], "now": timezone.now()}
    return page(request, "admin/desk/bulk/list.html", context, title=_("Tasks over many tickets"))


@desk
@require_GET
def bulk_page(request: DeskRequest, by: Actor, run_id: uuid.UUID) -> HttpResponse:
    """Show how far a task is, and at its end what became of each ticket."""
    progress = _progress(by, run_id)
    context = {"progress": progress, "now": timezone.now(), "groups": _groups(progress.run, by)}
    if request.htmx:
        return render(request, "admin/desk/bulk/progress.html", context)
    return page(request, "admin/desk/bulk/page.html", context, title=progress.action)


@desk
@require_POST
def cancel_bulk(request: DeskRequest, by: Actor, run_id: uuid.UUID) -> HttpResponse:
    """Stop a task where it stands."""
    try:
        bulk.cancel(run_id, by=by, at=timezone.now())
    except BulkRun.DoesNotExist as missing:
        raise Http404 from missing
    return redirect("admin:desk_bulk", run_id=run_id)


@desk
@require_GET
def bulk_sheet(request: DeskRequest, by: Actor, run_id: uuid.UUID) -> HttpResponse:
    """Return what became of each ticket as CSV, of those that the reader may see."""
    run = _progress(by, run_id).run
    rows = list(run.rows.order_by("position"))
    seen = Ticket.objects.visible_to(by).in_bulk([row.ticket_id for row in rows])
    known = ((row, seen.get(row.ticket_id)) for row in rows)
    return sheet(
        f"bulk-{run.asked_at:%Y%m%d-%H%M}.csv",
        [_("Ticket"), _("Subject"), _("Outcome"), _("Reason")],
        (
            [
                ticket.reference if ticket else "",
                ticket.subject if ticket else "",
                str(BulkOutcome(row.outcome).label if ticket else BulkOutcome.MISSING.label),
                row.reason if ticket else "",
            ]
            for row, ticket in known
        ),
    )


def _asked(request: HttpRequest, by: Actor) -> list[uuid.UUID]:
    """Return the ids that are selected, or those of all that fits. Raises BulkRefused."""
    if "all" not in request.POST:
        return [one for said in request.POST.getlist("ticket") if (one := _id(said))]
    at, vocabulary = timezone.now(), Vocabulary(by)
    wanted = read_address(request.POST, by=by, vocabulary=vocabulary, at=at)
    if wanted.problems:
        raise BulkRefused(
            _("Part of the search means nothing: mend it before you change all that fits.")
        )
    limit = DeskSettings.current().bulk_limit
    found = wanted_tickets(wanted, by=by, at=at).tickets
    ids = list(found.values_list("id", flat=True)[: limit + 1])
    if len(ids) > limit:
        raise BulkRefused(bulk.too_many(limit))
    return ids


def _progress(by: Actor, run_id: uuid.UUID) -> Progress:
    run = runs_of(by).filter(id=run_id).first()
    if run is None:
        raise Http404
    counts = dict(run.rows.order_by().values_list("outcome").annotate(Count("pk")))
    return Progress(
        run,
        *(
            counts.get(outcome, 0)
            for outcome in (
                BulkOutcome.DONE,
                BulkOutcome.REFUSED,
                BulkOutcome.MISSING,
                BulkOutcome.LEFT,
            )
        ),
    )


def _groups(run: BulkRun, by: Actor) -> list[Group]:
    """Return what was refused by its reason, most of a kind first, and what is done."""
    counted = (
        run.rows.exclude(outcome=BulkOutcome.PENDING)
        .order_by()
        .values_list("outcome", "reason")
        .annotate(count=Count("pk"))
    )
    ids: dict[tuple[str, str], list[uuid.UUID]] = {}
    rows = run.rows.exclude(outcome__in=[BulkOutcome.PENDING, BulkOutcome.MISSING])
    for outcome, reason, ticket_id in rows.order_by("position").values_list(
        "outcome", "reason", "ticket_id"
    ):
        some = ids.setdefault((outcome, reason), [])
        if len(some) < SHOWN:
            some.append(ticket_id)
    every = [ticket_id for some in ids.values() for ticket_id in some]
    seen = Ticket.objects.visible_to(by).only("id", "number", "subject").in_bulk(every)
    groups = [
        Group(
            BulkOutcome(outcome),
            reason,
            count,
            [seen[one] for one in ids.get((outcome, reason), ()) if one in seen],
        )
        for outcome, reason, count in counted
    ]
    return sorted(groups, key=lambda group: (group.outcome == BulkOutcome.DONE, -group.count))


def _named(run: BulkRun) -> tuple[BulkRun, str]:
    return run, str(BulkAction(run.action).label)


def _number(said: str) -> int | None:
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _id(said: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(said)
    except ValueError:
        return None
