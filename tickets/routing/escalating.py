"""Who takes what its agent cannot finish: the ladder, and who stands on each step of it."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tickets.changes.tracking import tracked
from tickets.lifecycle.actors import SUPERVISORS
from tickets.lifecycle.models import Ticket, TicketQuerySet
from tickets.staff.models import KIND_OF_ROLE, Agent, AgentQuerySet

LEADING = [role for role, kind in KIND_OF_ROLE.items() if kind in SUPERVISORS]
LONGEST = dt.timedelta(days=30)


class Whom(models.TextChoices):
    """To whom a matter can be escalated."""

    SPECIALIST = "specialist", _("Specialist")
    TEAM = "team", _("Team")
    SUPERVISOR = "supervisor", _("Supervisor")


def names_whom() -> Q:
    """Say that a row names a skill, a team or neither, as its kind asks for."""
    return (
        Q(whom=Whom.SPECIALIST, skill__isnull=False, team__isnull=True)
        | Q(whom=Whom.TEAM, skill__isnull=True, team__isnull=False)
        | Q(whom=Whom.SUPERVISOR, skill__isnull=True, team__isnull=True)
    )


class Addressed(models.Model):
    """A row that is addressed to specialists, to a team or to the supervisors."""

    whom = models.CharField(_("to"), max_length=12, choices=Whom.choices)
    skill = models.ForeignKey(
        "tickets.Skill",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skill"),
    )
    team = models.ForeignKey(
        "tickets.Team",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team"),
    )

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """Whom it is addressed to, in words: Specialist: Authentication."""
        named = self.skill or self.team
        return f"{self.get_whom_display()}: {named}" if named else str(self.get_whom_display())

    def members(self, ticket: Ticket) -> AgentQuerySet:
        """Return who could take ``ticket`` by this address: who works and may see it."""
        agents = Agent.objects.working()
        match Whom(self.whom):
            case Whom.SPECIALIST:
                agents = agents.filter(skills=self.skill_id)
            case Whom.TEAM:
                agents = agents.filter(teams=self.team_id)
            case Whom.SUPERVISOR:
                agents = agents.filter(role__in=LEADING)
        if ticket.queue.restricted_to_id is not None:
            agents = agents.filter(
                pk__in=Agent.objects.filter(teams=ticket.queue.restricted_to_id).values("pk")
            )
        return agents


@tracked()
class EscalationStep(Addressed):
    """One step of the ladder of a category, or of the general ladder."""

    category = models.ForeignKey(
        "tickets.Category",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="escalation_steps",
        verbose_name=_("category"),
        help_text=_("Empty: for every category without steps of its own."),
    )
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("1 is the lowest."))
    within = models.DurationField(
        _("taken within"), help_text=_("After so long without anybody it goes one step up.")
    )
    calendar = models.ForeignKey(
        "tickets.Calendar", models.PROTECT, related_name="+", verbose_name=_("calendar")
    )

    class Meta:
        verbose_name = _("escalation step")
        verbose_name_plural = _("escalation steps")
        ordering = [F("category").asc(nulls_first=True), "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "position"],
                nulls_distinct=False,
                name="escalation_step_once_per_position",
                violation_error_message=_("The ladder has a step at this position already."),
            ),
            models.CheckConstraint(
                condition=names_whom(),
                name="escalation_step_names_whom",
                violation_error_message=_(
                    "Choose the skill of a specialist, or the team; a supervisor needs neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(within__gt=dt.timedelta(), within__lt=LONGEST),
                name="escalation_step_has_a_time",
                violation_error_message=_("Give a time of more than nothing, below 30 days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.address}"


def ladder_of(ticket: Ticket) -> list[EscalationStep]:
    """Return the steps for ``ticket``, the lowest first: those of its category, else the general
    ones. One query.
    """
    steps = EscalationStep.objects.filter(Q(category=ticket.category_id) | Q(category=None))
    rows = list(steps.select_related("skill", "team", "calendar").order_by("position"))
    own = [step for step in rows if step.category_id is not None]
    return own or rows


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def open(self) -> Self:
        return self.filter(ended_at=None, taken_at=None)

    def late(self, at: dt.datetime) -> Self:
        """Keep those that nobody took in time and that have a step above yet."""
        return self.open().filter(due_at__lt=at, at_the_top=False)

    def of(self, tickets: TicketQuerySet) -> Self:
        return self.filter(ticket__in=tickets)

    def for_agent(self, agent_id: int | None) -> Self:
        """Keep those that are addressed to one agent and were not raised by them."""
        me = Agent.objects.filter(pk=agent_id or 0)
        mine = (
            Q(whom=Whom.SPECIALIST) & Q(Exists(me.filter(skills=OuterRef("skill"))))
            | Q(whom=Whom.TEAM) & Q(Exists(me.filter(teams=OuterRef("team"))))
            | Q(whom=Whom.SUPERVISOR) & Q(Exists(me.filter(role__in=LEADING)))
        )
        # Not exclude(): what nobody raised has no agent, and is everybody's.
        return self.filter(mine).filter(Q(by=None) | ~Q(by=agent_id))


class Escalation(Addressed):
    """A ticket asked somebody else to take it: who asked, whom, why, until when, and who did.

    Over once it was taken, or ``ended_at``: passed one step up, or the ticket ended before.
    """

    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="escalations")
    position = models.PositiveSmallIntegerField(_("position"))
    by = models.ForeignKey(
        "tickets.Agent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Who asked first, also where it went up by itself since."),
    )
    reason = models.CharField(_("why"), max_length=500)
    by_itself = models.BooleanField(_("went up by itself"), default=False)
    at = models.DateTimeField(_("when"))
    due_at = models.DateTimeField(_("to be taken by"))
    taken_by = models.ForeignKey(
        "tickets.Agent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    ended_at = models.DateTimeField(_("over since"), null=True, blank=True)
    at_the_top = models.BooleanField(_("no step above"), default=False)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(taken_at=None, ended_at=None),
                name="escalation_one_open_per_ticket",
            ),
            models.CheckConstraint(condition=names_whom(), name="escalation_names_whom"),
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by=None)
                | Q(taken_at__isnull=False, taken_by__isnull=False, ended_at=None),
                name="escalation_is_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | Q(taken_by=None) | ~Q(by=F("taken_by")),
                name="escalation_is_not_to_oneself",
            ),
        ]
        indexes = [
            models.Index(fields=["ticket", "at"], name="escalation_of_ticket"),
            models.Index(
                fields=["due_at"],
                name="escalation_to_take",
                condition=Q(taken_at=None, ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.address}"

    @property
    def is_open(self) -> bool:
        return self.taken_at is None and self.ended_at is None
