"""Who works here: agents, teams, skills."""

import datetime as dt
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Field, ManyToManyField, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from consignment.models import User
from tickets.actions.lay_out_shifts import lay_out_shifts
from tickets.admin.base import DeskAdmin, DeskTabularInline
from tickets.admin.configuration import staffing
from tickets.admin.who import who
from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import Ticket
from tickets.staff.models import WORKING, Agent, Presence, Skill, Team
from tickets.staff.shifts import LONGEST_EXTRA, LONGEST_LEAVE, ExceptionKind, ShiftException


class AgentForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=User.Language.choices,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=_("Only tickets in these languages are given to the agent."),
        error_messages={"required": _("Choose at least one: without a language nobody gets work.")},
    )

    class Meta:
        model = Agent
        fields = (
            "user",
            "role",
            "teams",
            "skills",
            "languages",
            "capacity",
            "by_shifts",
            "working_hours",
            "presence",
        )

    def clean(self) -> dict[str, Any]:
        """Nobody gets a role in which they could not go on with what they hold, nor working hours
        that would mean nothing.
        """
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("working_hours") and not clean.get("by_shifts"):
            self.add_error(
                "working_hours",
                _("Tick that they work by shifts, or choose no calendar: else it means nothing."),
            )
        if clean.get("role", self.instance.role) in WORKING:
            return clean
        held = Ticket.objects.filter(assignee=self.instance.pk, state__in=OCCUPYING).count()
        if self.instance.pk and held:
            why = ngettext(
                "Holds %(count)d ticket. It must be put back or finished first.",
                "Holds %(count)d tickets. They must be put back or finished first.",
                held,
            )
            self.add_error("role", why % {"count": held})
        # Whoever works on nothing is given nothing.
        clean["presence"] = Presence.AWAY
        return clean


MINUTES = {"type": "datetime-local"}


class ShiftExceptionForm(forms.ModelForm):
    starts_at = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=MINUTES)
    )
    ends_at = forms.DateTimeField(
        label=_("To"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=MINUTES)
    )

    class Meta:
        model = ShiftException
        fields = ("kind", "starts_at", "ends_at", "note")

    def clean(self) -> dict[str, Any]:
        """Refuse what ends before it begins, and what is too long for what it is."""
        clean: dict[str, Any] = super().clean() or {}
        start, end = clean.get("starts_at"), clean.get("ends_at")
        if start is None or end is None:
            return clean
        if end <= start:
            self.add_error("ends_at", _("It ends before it begins."))
        elif clean.get("kind") == ExceptionKind.EXTRA and end - start > LONGEST_EXTRA:
            self.add_error("ends_at", _("A shift is no longer than 24 hours. Enter two."))
        elif end - start > LONGEST_LEAVE:
            self.add_error("ends_at", _("Leave is no longer than a year."))
        return clean


class ShiftExceptionFormSet(forms.BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse what overlaps another of its kind; the database would refuse it without words."""
        super().clean()
        rows = [
            form
            for form in self.forms
            if form.is_valid() and form.has_changed() | bool(form.instance.pk)
            if not self._should_delete_form(form)  # type: ignore[attr-defined]
        ]
        rows.sort(key=lambda form: (form.instance.kind, form.instance.starts_at))
        for first, second in pairwise(rows):
            one, other = first.instance, second.instance
            if one.kind == other.kind and other.starts_at < one.ends_at:
                second.add_error("starts_at", _("This overlaps another one of the same kind."))
                raise ValidationError(_("Two of the same kind overlap."), code="overlap")


class ShiftExceptionInline(DeskTabularInline):
    """What differs from the plan; what is long over is kept, and not shown here."""

    model = ShiftException
    form = ShiftExceptionForm
    formset = ShiftExceptionFormSet
    fields = ("kind", "starts_at", "ends_at", "note")
    SHOWN_FOR = dt.timedelta(days=31)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ShiftException]:
        rows: QuerySet[ShiftException] = super().get_queryset(request)
        return rows.filter(ends_at__gt=timezone.now() - self.SHOWN_FOR).order_by("starts_at")


@admin.register(Agent)
class AgentAdmin(DeskAdmin):
    """Supervisors set skills, languages and room; person, role and teams are for administrators,
    since they decide who sees restricted queues and who accepts reviews.
    """

    form = AgentForm
    list_display = ("user", "role", "here", "holds", "spoken", "skilled", "teamed")
    list_filter = ("role", "presence", "skills", "teams")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    # Few of each: ticked, not searched for.
    formfield_overrides = {ManyToManyField: {"widget": UnfoldAdminCheckboxSelectMultipleWidget}}
    readonly_fields = ("presence_since",)
    fieldsets = (
        (None, {"fields": (("user", "role"), "teams")}),
        (_("Work"), {"fields": ("skills", "languages", "capacity")}),
        (_("Shifts"), {"fields": (("by_shifts", "working_hours"),)}),
        (_("Presence"), {"fields": (("presence", "presence_since"),)}),
    )
    inlines = (ShiftExceptionInline,)
    for_administrators = ("user", "role", "teams")

    def says(self, row: Agent) -> list[staffing.Said]:
        return staffing.of_agent(row, staffing.staff())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agent]:
        # As far as the reader may know of the tickets: a load tells of a restricted queue too.
        agents = Agent.objects.with_load(of=Ticket.objects.visible_to(who(request)))
        return agents.prefetch_related("skills", "teams").order_by("user__name")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> list[str] | tuple[str, ...]:
        names = super().get_readonly_fields(request, obj)
        if who(request).may.administers or request.user.is_superuser:
            return names
        return [*names, *self.for_administrators]

    def formfield_for_foreignkey(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(is_staff=True).order_by("name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Agent, form: Any, change: bool) -> None:
        if "presence" in form.changed_data:
            obj.presence_since = timezone.now()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Lay out the shifts anew, once what differs from the plan is saved too."""
        super().save_related(request, form, formsets, change)
        lay_out_shifts(at=timezone.now(), agents=[form.instance.pk])

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: tickets and their history hang on an agent. Make the person inactive instead."""
        return False

    @display(
        description=_("presence"),
        ordering="presence",
        label={
            Presence.HERE.label: "success",
            Presence.BUSY.label: "warning",
            Presence.AWAY.label: "default",
        },
    )
    def here(self, agent: Agent) -> str:
        return agent.get_presence_display()

    @display(description=_("holds"), ordering="load")
    def holds(self, agent: Any) -> str:
        return _("%(load)d of %(capacity)d") % {"load": agent.load, "capacity": agent.capacity}

    @display(description=_("languages"))
    def spoken(self, agent: Agent) -> str:
        words = dict(User.Language.choices)
        return ", ".join(str(words.get(code, code)) for code in agent.languages)

    @display(description=_("skills"))
    def skilled(self, agent: Agent) -> str:
        return ", ".join(map(str, agent.skills.all())) or "–"

    @display(description=_("teams"))
    def teamed(self, agent: Agent) -> str:
        return ", ".join(map(str, agent.teams.all())) or "–"


class NamedAdmin(DeskAdmin):
    """A key, a name, and how many agents."""

    list_display = ("name", "key", "agent_count")
    search_fields = ("name", "key")
    ordering = ("name",)
    fields = ("name", "key")
    prepopulated_fields = {"key": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(agents_in_all=Count("agents"))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    @display(description=_("agents"), ordering="agents_in_all")
    def agent_count(self, row: Any) -> int:
        return int(row.agents_in_all)


@admin.register(Team)
class TeamAdmin(NamedAdmin):
    """Who may see restricted queues."""

    def says(self, row: Team) -> list[staffing.Said]:
        return staffing.of_team(row, staffing.staff())


@admin.register(Skill)
class SkillAdmin(NamedAdmin):
    """What somebody must be able to do for the tickets of some categories."""

    def says(self, row: Skill) -> list[staffing.Said]:
        return staffing.of_skill(row, staffing.staff())
