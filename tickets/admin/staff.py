"""Who works here: agents, teams, skills."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, Field, ManyToManyField, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from consignment.models import User
from tickets.admin.base import DeskAdmin
from tickets.admin.configuration import staffing
from tickets.admin.who import who
from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import Ticket
from tickets.staff.models import WORKING, Agent, Presence, Skill, Team


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
        fields = ("user", "role", "teams", "skills", "languages", "capacity", "presence")

    def clean(self) -> dict[str, Any]:
        """Nobody gets a role in which they could not go on with what they hold."""
        clean: dict[str, Any] = super().clean() or {}
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
        (_("Presence"), {"fields": (("presence", "presence_since"),)}),
    )
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
