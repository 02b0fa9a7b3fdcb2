"""Agents, teams and skills."""

import datetime as dt
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from consignment.models import User
from tickets.lifecycle.facts import OCCUPYING


class Team(models.Model):
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")

    def __str__(self) -> str:
        return self.name


class Presence(models.TextChoices):
    """Only somebody who is ``here`` is given new tickets."""

    HERE = "here", _("Here")
    BUSY = "busy", _("Busy: no new tickets")
    AWAY = "away", _("Away")


class Role(models.TextChoices):
    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")


class AgentQuerySet(models.QuerySet["Agent"]):
    def here(self) -> Self:
        return self.filter(presence=Presence.HERE, user__is_active=True)

    def with_load(self) -> Self:
        """Add ``load``: how many tickets under work each agent holds."""
        return self.annotate(load=Count("tickets", filter=Q(tickets__state__in=OCCUPYING)))

    def locked(self, agent_id: int) -> "Agent":
        """Return the agent, locked until the transaction ends. Tickets are locked before agents."""
        return self.select_for_update(of=("self",)).select_related("user").get(id=agent_id)


class Agent(models.Model):
    """A member of staff who works on tickets."""

    user = models.OneToOneField(
        User, models.PROTECT, related_name="agent", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.AGENT)
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
    presence = models.CharField(
        _("presence"), max_length=8, choices=Presence.choices, default=Presence.AWAY
    )
    presence_since = models.DateTimeField(_("since"), null=True, blank=True)

    load: int
    """Tickets under work; there after ``with_load()`` alone."""

    objects = AgentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="agent_has_some_capacity")
        ]

    def __str__(self) -> str:
        return str(self.user)

    def set_presence(self, presence: Presence, *, at: dt.datetime) -> None:
        self.presence = presence
        self.presence_since = at
        self.save(update_fields=["presence", "presence_since"])
