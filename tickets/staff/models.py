"""Agents, teams and skills."""

import datetime as dt
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, Q, When
from django.utils.translation import gettext_lazy as _

from consignment.languages import in_readers_words
from consignment.models import User
from tickets.changes.tracking import tracked
from tickets.lifecycle.actors import ENTITLED
from tickets.lifecycle.choices import ActorKind, Channel
from tickets.lifecycle.facts import OCCUPYING
from tickets.lifecycle.models import TicketQuerySet


@tracked()
class Team(models.Model):
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return in_readers_words(self.name)


@tracked()
class Skill(models.Model):
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")

    def __str__(self) -> str:
        return in_readers_words(self.name)


class Presence(models.TextChoices):
    """Only somebody who is ``here`` is given new tickets."""

    HERE = "here", _("Here")
    BUSY = "busy", _("Busy: no new tickets")
    AWAY = "away", _("Away")


class Role(models.TextChoices):
    """A place on the staff. What it entitles to: ``KIND_OF_ROLE`` at the desk, and on the stock
    pages of the admin ``roles.GRANTS``.
    """

    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "admin", _("Administrator")
    READER = "reader", _("Read-only")


KIND_OF_ROLE: dict[Role, ActorKind] = {
    Role.AGENT: ActorKind.AGENT,
    Role.SUPERVISOR: ActorKind.SUPERVISOR,
    # An editor writes the help centre. The desk knows them as it knows anybody: by what they ask.
    Role.EDITOR: ActorKind.CUSTOMER,
    Role.ADMINISTRATOR: ActorKind.ADMINISTRATOR,
    Role.READER: ActorKind.READER,
}
"""Who somebody is at the desk, by their role; what that means stands in ``actors.ENTITLED``."""

WORKING = [role for role, kind in KIND_OF_ROLE.items() if ENTITLED[kind].works]
"""The roles that work on tickets, and so may hold them."""


class AgentQuerySet(models.QuerySet["Agent"]):
    def working(self) -> Self:
        """Keep those who may hold tickets: by their role, and by an account that is active."""
        return self.filter(role__in=WORKING, user__is_active=True)

    def here(self) -> Self:
        return self.filter(presence=Presence.HERE, user__is_active=True)

    def with_load(self, *, of: TicketQuerySet | None = None) -> Self:
        """Add ``load``: how many tickets under work each agent holds; ``of`` those, if given. And
        how many of these are ``chats`` and ``calls``.
        """
        held = Q(tickets__state__in=OCCUPYING)
        if of is not None:
            held &= Q(tickets__in=of.filter(state__in=OCCUPYING))
        return self.annotate(
            load=Count("tickets", filter=held),
            chats=Count("tickets", filter=held & Q(tickets__channel=Channel.CHAT)),
            calls=Count("tickets", filter=held & Q(tickets__channel=Channel.PHONE)),
        )

    def by_presence(self) -> Self:
        """Order by who is here, then busy, then away; and by name."""
        place = Case(
            *(When(presence=presence, then=n) for n, presence in enumerate(Presence)),
            output_field=models.SmallIntegerField(),
        )
        return self.order_by(place, "user__name", "id")

    def locked(self, agent_id: int) -> "Agent":
        """Return the agent, locked until the transaction ends. Tickets are locked before agents."""
        return self.select_for_update(of=("self",)).select_related("user").get(id=agent_id)


@tracked(exclude=("presence", "presence_since"))
class Agent(models.Model):
    """A member of staff in their role. Most work on tickets; see ``WORKING``."""

    user = models.OneToOneField(
        User, models.PROTECT, related_name="agent", verbose_name=_("person")
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=Role.choices,
        default=Role.AGENT,
        help_text=_(
            "Agents work on tickets. Supervisors also configure the desk, close tickets and accept "
            "reviews. Administrators also say who works here and which queues are restricted. "
            "Editors write the help centre and see no tickets. Read-only sees what agents see and "
            "changes nothing."
        ),
    )
    teams = models.ManyToManyField(Team, blank=True, related_name="agents", verbose_name=_("teams"))
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="agents", verbose_name=_("skills")
    )
    languages = ArrayField(
        models.CharField(max_length=10, choices=User.Language.choices),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    capacity = models.PositiveSmallIntegerField(
        _("capacity"),
        default=25,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("Most tickets under work at one time."),
    )
    by_shifts = models.BooleanField(
        _("works by shifts"),
        default=False,
        help_text=_("Given work during their shifts alone. Off: whenever they are here."),
    )
    working_hours = models.ForeignKey(
        "tickets.Calendar",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agents",
        verbose_name=_("working hours"),
        help_text=_(
            "The calendar of their week, in its time zone; several people may share one. Empty: "
            "only the extra shifts that are entered."
        ),
    )
    presence = models.CharField(
        _("presence"), max_length=8, choices=Presence.choices, default=Presence.AWAY
    )
    presence_since = models.DateTimeField(_("since"), null=True, blank=True)

    load: int
    """Tickets under work; there after ``with_load()`` alone, as ``chats`` and ``calls`` are."""
    chats: int
    calls: int

    objects = AgentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="agent_has_some_capacity"),
            models.CheckConstraint(
                condition=Q(by_shifts=True) | Q(working_hours=None),
                name="agent_with_working_hours_works_by_shifts",
                violation_error_message=_("Whoever has working hours works by shifts."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=WORKING) | Q(presence=Presence.AWAY),
                name="agent_who_works_on_nothing_is_away",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="agent_who_stops_work_holds_none",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("role"),
                condition=~pgtrigger.Q(new__role__in=WORKING),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (
                        SELECT FROM tickets_ticket
                         WHERE assignee_id = NEW.id AND state IN ({occupying})
                    ) THEN
                        RAISE EXCEPTION 'who holds tickets works on them'
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'agent_who_stops_work_holds_none';
                    END IF;
                    RETURN NEW;
                    """.replace("{occupying}", ", ".join(f"'{state}'" for state in OCCUPYING))
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def works(self) -> bool:
        """Whether the role is one that holds tickets."""
        return self.role in WORKING

    @property
    def held(self) -> dict[str, int]:
        """What ``with_load()`` found, for ``staff.room``: by live channel, and all in writing."""
        written = self.load - self.chats - self.calls
        return {Channel.CHAT: self.chats, Channel.PHONE: self.calls, "": written}

    def set_presence(self, presence: Presence, *, at: dt.datetime) -> None:
        self.presence = presence
        self.presence_since = at
        self.save(update_fields=["presence", "presence_since"])


@tracked(part_of="agent", links="team")
class AgentTeam(Agent.teams.through):  # type: ignore[name-defined]
    """A place in a team, named so that its changes are kept."""

    class Meta:
        proxy = True
        verbose_name = _("team")


@tracked(part_of="agent", links="skill")
class AgentSkill(Agent.skills.through):  # type: ignore[name-defined]
    """A skill of an agent, named so that its changes are kept."""

    class Meta:
        proxy = True
        verbose_name = _("skill")
