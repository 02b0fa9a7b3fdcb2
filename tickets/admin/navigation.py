"""The menu at the side of the admin, for who is looking. Named in ``settings.UNFOLD``."""

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.db import models
from django.db.models import Model, Q
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from consignment.admin import open_alarms
from consignment.models import Consignment, Item, Order, Payout, PayoutEvent, User
from knowledge_base.articles.models import Article, Section
from knowledge_base.search.models import ExampleQuestion, Synonym
from tickets.admin.badges import numbers
from tickets.admin.configuration.doors import configures_the_desk, known_to
from tickets.admin.who import is_counted, waiting, who
from tickets.conversation.canned import CannedReply
from tickets.inbox.counting import Count
from tickets.inbox.vocabulary import Is
from tickets.insight.danger import Folder, in_danger
from tickets.insight.levels.models import LevelRule
from tickets.insight.models import MeasureTarget
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.outbox.models import OutboxEntry
from tickets.routing.callbacks.models import Callback, CallbackPlan
from tickets.routing.escalating import Escalation, EscalationStep
from tickets.routing.models import CategoryBand, Queue
from tickets.satisfaction.models import Review, ReviewState
from tickets.sla.models import Calendar, Policy, WarningLevel
from tickets.staff.models import Agent, Skill, Team
from tickets.triage.learned import TriageModel
from tickets.triage.models import Category, LaneLimit
from tickets.triage.pressing import DeadlineRule

Entry = dict[str, Any]
MARKS = "_desk_badge_marks"
"""Of a request whose menu is drawn with a mark for each badge instead of its number."""


class Badge(StrEnum):
    """A number beside a link of the menu."""

    WAITING = "badge_waiting"
    ESCALATED = "badge_escalated"
    DANGER = "badge_danger"
    CALLS = "badge_calls"
    REVIEWS = "badge_reviews"
    ALARMS = "badge_alarms"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a badge says, in red where it is ``urgent``; nothing is shown of nothing."""

    number: int | Count
    urgent: bool = False

    def __bool__(self) -> bool:
        return bool(self.number)


class Badges:
    """What the badges of the reader's menu say, good for ``SECONDS``: two statements then.

    What a view has counted itself goes first. Whoever leaves a team at once counts without it.
    """

    SECONDS = 5
    KEPT = 1_000
    _latest: ClassVar[dict[tuple[Any, ...], tuple[float, dict[Badge, Shown]]]] = {}

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @classmethod
    def forget(cls) -> None:
        """Count each badge anew from here on."""
        cls._latest.clear()

    def __getitem__(self, name: str) -> Shown:
        badge = Badge(name)
        if badge is Badge.WAITING and is_counted(self.request):
            return Shown(waiting(self.request))
        by, now = who(self.request), time.monotonic()
        key = (by.agent_id, by.kind, by.team_ids, badge is Badge.ALARMS)
        until, shown = self._latest.get(key, (0.0, {}))
        if until < now:
            count = _alarms if badge is Badge.ALARMS else _of_the_desk
            shown = count(self.request)
            if len(self._latest) >= self.KEPT:
                self.forget()
            self._latest[key] = (now + self.SECONDS, shown)
        return shown[badge]


def sidebar(request: HttpRequest) -> list[Entry]:
    """Return the groups of the menu, each with the pages that the reader may open."""
    by = who(request)
    groups = [
        (_("Desk"), _desk(request) if by.is_staff else []),
        (
            _("Trade"),
            [
                _model(request, Order, "receipt_long"),
                _model(request, Item, "watch"),
                _model(request, Consignment, "inventory_2"),
                _model(request, Payout, "payments"),
                _payout_alarms(request),
                _model(request, User, "group"),
            ],
        ),
        (
            _("Help centre"),
            [
                _model(request, Article, "article"),
                _model(request, Section, "collections_bookmark"),
                _model(request, Synonym, "join_inner"),
                _model(request, ExampleQuestion, "live_help"),
                _talks(request, _("Assistant"), "admin:desk_talks", "smart_toy"),
                _talks(request, _("Proposed articles"), "admin:desk_proposals", "post_add"),
                _link(request, _("Read it"), "help:home", "menu_book"),
            ],
        ),
        (
            _("Configuration"),
            [
                _model(request, Category, "category"),
                _model(request, CannedReply, "bolt"),
                _policies(request),
                _levels(request),
                _model(request, LevelRule, "rule_settings"),
                _model(request, WarningLevel, "notification_add"),
                _model(request, Calendar, "calendar_month"),
                _model(request, CallbackPlan, "call"),
                _model(request, DeadlineRule, "event_busy"),
                _model(request, EscalationStep, "stairs"),
                _model(request, LaneLimit, "diamond"),
                _model(request, CategoryBand, "stacked_bar_chart"),
                _model(request, MeasureTarget, "flag"),
                _model(request, TriageModel, "neurology"),
                _model(request, DeskSettings, "tune"),
                *_about_configuration(request),
            ],
        ),
        (
            _("Staff"),
            [
                _model(request, Agent, "support_agent"),
                _model(request, Team, "groups"),
                _model(request, Skill, "school"),
                _model(request, Queue, "inbox_customize"),
            ],
        ),
        (_("System"), [_model(request, OutboxEntry, "outbox")]),
    ]
    shown = [(title, [item for item in items if item]) for title, items in groups]
    return [
        {"title": title, "separator": index > 0, "items": items}
        for index, (title, items) in enumerate(group for group in shown if group[1])
    ]


def account(request: HttpRequest) -> list[Entry]:
    """Return the links of the reader's own account; password and second factor are allauth's."""
    return [
        {"title": _("Two-step sign-in"), "link": reverse("mfa_index")},
        {"title": _("Change password"), "link": reverse("account_change_password")},
    ]


def styles(request: HttpRequest) -> str:
    """Return the style sheet that every page of the admin gets."""
    return static("desk/css/frame.css")


def favicon(request: HttpRequest) -> str:
    return static("site/favicon.svg")


def _desk(request: HttpRequest) -> list[Entry | None]:
    return [
        _link(request, _("Inbox"), "admin:desk_inbox", "inbox", Badge.WAITING),
        _escalations(request),
        _link(request, _("In danger"), "admin:desk_danger", "alarm", Badge.DANGER),
        _link(request, _("Calls"), "admin:desk_calls", "call", Badge.CALLS),
        _link(request, _("Reviews"), "admin:desk_reviews", "rate_review", Badge.REVIEWS),
        _capacity(request),
        _link(request, _("Shifts"), "admin:desk_shifts", "calendar_month"),
        _link(request, _("Coaching"), "admin:desk_coaching", "school"),
        _link(request, _("Patterns"), "admin:desk_patterns", "pattern"),
        _wishes(request),
        _link(request, _("Dashboard"), "admin:desk_dashboard", "monitoring"),
    ]


def _of_the_desk(request: HttpRequest) -> dict[Badge, Shown]:
    by = who(request)
    tickets = Ticket.objects.visible_to(by)
    found = numbers(
        {**_danger(by), **_calls(tickets), **_reviews(by, tickets), **_escalated(by, tickets)}
    )
    return {
        Badge.WAITING: Shown(waiting(request)),
        Badge.DANGER: Shown(found["danger"]),
        Badge.ESCALATED: Shown(found["escalated"], urgent=found["late escalated"] > 0),
        Badge.CALLS: Shown(found["calls"], urgent=found["late calls"] > 0),
        Badge.REVIEWS: Shown(found["reviews"], urgent=found["late reviews"] > 0),
    }


def _alarms(request: HttpRequest) -> dict[Badge, Shown]:
    return {Badge.ALARMS: Shown(int(open_alarms(request) or 0), urgent=True)}


def _escalations(request: HttpRequest) -> Entry:
    """Return the link to what waits for the reader to take it: a search of the inbox."""
    title, symbol = _("Escalated to me"), "stairs"
    entry = _link(request, title, "admin:desk_inbox", symbol, Badge.ESCALATED)
    link = f"{entry['link']}?{urlencode({'q': f'is:{Is.ESCALATED}'})}"
    return {**entry, "link": link, "active": False}


def _escalated(by: Actor, tickets: TicketQuerySet) -> dict[str, models.QuerySet[Any]]:
    """Return what was escalated to the reader, and of this what is late."""
    mine = Escalation.objects.of(tickets).open().for_agent(by.agent_id)
    return {"escalated": mine, "late escalated": mine.filter(due_at__lt=timezone.now())}


def _danger(by: Actor) -> dict[str, models.QuerySet[Any]]:
    """Return the promises that can still be kept: to who supervises all of them, else one's own."""
    folder = Folder.SAVE if by.may.supervises else Folder.MINE
    return {"danger": in_danger(by, folder=folder, at=timezone.now())}


def _calls(tickets: TicketQuerySet) -> dict[str, models.QuerySet[Any]]:
    """Return the calls that are due now, and those that are late."""
    due = Callback.objects.of(tickets).due_before(timezone.now())
    return {"calls": due, "late calls": due.filter(next_until__lt=timezone.now())}


def _reviews(by: Actor, tickets: TicketQuerySet) -> dict[str, models.QuerySet[Any]]:
    """Return the reviews that wait for the reader, and of these the overdue ones.

    An agent's are their own to write; a supervisor's also those to accept, and any overdue one.
    """
    own = Q(state=ReviewState.DUE, reviewer__isnull=False, reviewer=by.agent_id)
    late = Q(state=ReviewState.DUE, due_at__lt=timezone.now())
    mine = own | late | Q(state=ReviewState.WRITTEN) if by.may.supervises else own
    unfinished = Review.objects.of(tickets).unfinished()
    return {"reviews": unfinished.filter(mine), "late reviews": unfinished.filter(mine & late)}


def _capacity(request: HttpRequest) -> Entry | None:
    """Return the link to who holds how much, for who supervises."""
    if not who(request).may.supervises:
        return None
    return _link(request, _("Capacity"), "admin:desk_capacity", "groups_2")


def _talks(request: HttpRequest, title: str, view: str, symbol: str) -> Entry | None:
    """Return a link to what the assistant heard, for the desk and who writes the help centre."""
    if not (who(request).is_staff or request.user.has_perm("knowledge_base.view_dialogue")):
        return None
    return _link(request, title, view, symbol)


def _link(
    request: HttpRequest, title: str, view: str, symbol: str, badge: Badge | None = None
) -> Entry:
    address = reverse(view)
    match = request.resolver_match
    here = match is not None and match.view_name == view
    entry: Entry = {"title": title, "icon": symbol, "link": address, "active": here}
    return entry | _badge(request, badge) if badge else entry


def _badge(request: HttpRequest, badge: Badge) -> Entry:
    marks = getattr(request, MARKS, None)
    if marks is not None:
        return {"badge": marks[badge], "badge_variant": "primary"}
    shown = Badges(request)[badge]
    if not shown:
        return {}
    return {
        "badge": str(shown.number),
        "badge_variant": "danger" if shown.urgent else "primary",
    }


def _about_configuration(request: HttpRequest) -> list[Entry]:
    known = known_to(request)
    missing = _link(request, _("Is anything missing?"), "admin:desk_missing", "rule")
    changes = _link(request, _("Changes"), "admin:desk_changes", "history")
    return [*([missing] if configures_the_desk(known) else []), *([changes] if known else [])]


def _policies(request: HttpRequest) -> Entry | None:
    """Return the page of the policies, which begins with the matrix."""
    entry = _model(request, Policy, "timer")
    if entry:
        matrix = reverse("admin:desk_policies")
        entry |= {"link": matrix, "active": entry["active"] or request.path == matrix}
    return entry


def _levels(request: HttpRequest) -> Entry | None:
    """Return the page of proposed levels, for who works here and sees the policies."""
    if not (who(request).is_staff and request.user.has_perm("tickets.view_policy")):
        return None
    return _link(request, _("Proposed levels"), "admin:desk_levels", "stairs_2")


def _wishes(request: HttpRequest) -> Entry | None:
    """Return the page of what is asked most, for who supervises."""
    if not who(request).may.supervises:
        return None
    return _link(request, _("Fewer questions"), "admin:desk_wishes", "tips_and_updates")


def _payout_alarms(request: HttpRequest) -> Entry | None:
    entry = _model(request, PayoutEvent, "notification_important")
    return entry | _badge(request, Badge.ALARMS) if entry else None


def _model(request: HttpRequest, model: type[Model], symbol: str) -> Entry | None:
    """Return the page of ``model``, or None when there is none that the reader may see."""
    if not admin.site.is_registered(model):
        return None
    if not admin.site.get_model_admin(model).has_view_permission(request):
        return None
    options = model._meta
    address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    return {
        "title": capfirst(options.verbose_name_plural),
        "icon": symbol,
        "link": address,
        "active": request.path.startswith(address),
    }
