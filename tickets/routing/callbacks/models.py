"""When customers of a language can be called, the calls they booked, and what became of each."""

import datetime as dt
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from consignment.models import User
from tickets.changes.tracking import tracked
from tickets.lifecycle import configuration
from tickets.lifecycle.models import TicketQuerySet
from tickets.routing.callbacks.choices import CallbackState, Folder, Outcome
from tickets.routing.callbacks.numbers import countries, spaced, veiled

MINUTES_OF_DAY = 1_440


def known_country(code: str) -> None:
    """Raise ValidationError unless ``code`` is a country that has telephone numbers."""
    if code not in {country.code for country in countries("en")}:
        raise ValidationError(
            _("“%(code)s” is no country: write codes of two letters like CN, US, GB."),
            params={"code": code},
        )


class CallbackPlanManager(models.Manager["CallbackPlan"]):
    def for_language(self, language: str) -> "CallbackPlan | None":
        """Return the plan by which customers of ``language`` are called, with its calendar; None
        when they are not. Remembered: read it, never change it.
        """
        plans = configuration.remembered("callback plans", self._active)
        return plans.get(language)

    def _active(self) -> dict[str, "CallbackPlan"]:
        return {plan.language: plan for plan in self.filter(active=True).select_related("calendar")}


@tracked()
class CallbackPlan(models.Model):
    """When and how customers who read one language are called back."""

    language = models.CharField(
        _("language"), max_length=10, choices=User.Language.choices, unique=True
    )
    active = models.BooleanField(
        _("offered"), default=True, help_text=_("Off: nothing is offered; what is booked stays.")
    )
    calendar = models.ForeignKey(
        "tickets.Calendar",
        models.PROTECT,
        related_name="callback_plans",
        verbose_name=_("calendar"),
        help_text=_("Slots lie within its opening hours."),
    )
    slot_minutes = models.PositiveSmallIntegerField(
        _("minutes of a slot"),
        default=30,
        validators=[MinValueValidator(10), MaxValueValidator(240)],
        help_text=_("The customer is called between its beginning and its end."),
    )
    places = models.PositiveSmallIntegerField(
        _("calls in a slot"), default=3, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    notice_minutes = models.PositiveSmallIntegerField(
        _("minutes of notice"),
        default=30,
        validators=[MaxValueValidator(MINUTES_OF_DAY)],
        help_text=_("The first slot begins so long after it is booked, or later."),
    )
    days_ahead = models.PositiveSmallIntegerField(
        _("days ahead"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("After so many the customer hears by mail how it goes on."),
    )
    again_minutes = models.PositiveSmallIntegerField(
        _("minutes until the next attempt"),
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(MINUTES_OF_DAY)],
    )
    offer_above_minutes = models.PositiveSmallIntegerField(
        _("offer by itself above a wait of (minutes)"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(MINUTES_OF_DAY)],
        help_text=_("When a person takes longer than this to answer, a call stands first."),
    )
    countries = ArrayField(
        models.CharField(max_length=2, validators=[known_country]),
        verbose_name=_("countries that are called"),
        default=list,
        blank=True,
        help_text=_("Codes of two letters with commas between: CN, US, GB. Empty: every country."),
    )

    objects = CallbackPlanManager()

    class Meta:
        verbose_name = _("callback plan")
        verbose_name_plural = _("callback plans")
        ordering = ["language"]
        constraints = [
            models.CheckConstraint(condition=Q(places__gte=1), name="callback_plan_has_places"),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=10, slot_minutes__lte=240),
                name="callback_plan_slots_have_a_length",
            ),
            models.CheckConstraint(condition=Q(attempts__gte=1), name="callback_plan_tries_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_language_display())

    @property
    def slot_length(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.slot_minutes)


OPEN = Q(state=CallbackState.BOOKED)


class CallbackQuerySet(models.QuerySet["Callback"]):
    def of(self, tickets: TicketQuerySet) -> Self:
        """Keep those of ``tickets``: what of them a reader may know of."""
        return self.filter(ticket__in=tickets)

    def open(self) -> Self:
        return self.filter(OPEN)

    def due_before(self, at: dt.datetime) -> Self:
        """Keep those that can be called by ``at``: their slot has begun."""
        return self.open().filter(next_at__lte=at)

    def in_order(self) -> Self:
        """Who was promised the earliest comes first."""
        return self.order_by("next_until", "id")

    def in_folder(self, folder: Folder, *, agent_id: int | None, at: dt.datetime) -> Self:
        """Keep the calls of ``folder`` as one agent has it at ``at``, in the order of work."""
        match folder:
            case Folder.DUE:
                return self.due_before(at).in_order()
            case Folder.MINE:
                return self.open().filter(taken_by=agent_id).in_order()
            case Folder.LATER:
                return self.open().filter(next_at__gt=at).in_order()
            case Folder.OVER:
                return self.exclude(ended_at=None).order_by("-ended_at", "-id")

    def for_list(self) -> Self:
        return self.select_related(
            "plan", "taken_by__user", "ticket__category", "ticket__requester", "ticket__queue"
        )


class Callback(models.Model):
    """A call that a customer booked for one ticket.

    ``starts_at`` and ``ends_at`` are the slot that was booked, ``place`` the seat of it that this
    one holds. ``next_at`` and ``next_until`` are when we try next, the slot at first.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ticket = models.ForeignKey("tickets.Ticket", models.CASCADE, related_name="callbacks")
    plan = models.ForeignKey(CallbackPlan, models.PROTECT, related_name="callbacks")
    phone = models.CharField(_("number"), max_length=16)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    place = models.PositiveSmallIntegerField(_("place in the slot"))
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CallbackState.choices,
        default=CallbackState.BOOKED,
    )
    next_at = models.DateTimeField(_("next attempt from"))
    next_until = models.DateTimeField(_("next attempt until"))
    taken_by = models.ForeignKey(
        "tickets.Agent",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="callbacks",
        verbose_name=_("who calls"),
    )
    booked_at = models.DateTimeField(_("booked"))
    ended_at = models.DateTimeField(_("over since"), null=True, blank=True)

    objects = CallbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("callback")
        verbose_name_plural = _("callbacks")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "starts_at", "place"],
                condition=~Q(state=CallbackState.CANCELLED),
                name="callback_place_is_sold_once",
            ),
            models.UniqueConstraint(
                fields=["ticket"], condition=OPEN, name="callback_one_open_per_ticket"
            ),
            models.CheckConstraint(
                condition=OPEN & Q(ended_at=None) | ~OPEN & Q(ended_at__isnull=False),
                name="callback_ends_when_it_is_over",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), next_until__gt=F("next_at")),
                name="callback_slot_has_a_length",
            ),
            models.CheckConstraint(
                condition=Q(phone__regex=r"^\+[1-9][0-9]{6,14}$"), name="callback_phone_is_e164"
            ),
        ]
        indexes = [
            models.Index(fields=["next_until", "id"], name="callback_to_make", condition=OPEN),
            models.Index(fields=["ticket", "-booked_at"], name="callback_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_open(self) -> bool:
        return self.state == CallbackState.BOOKED

    @property
    def spaced(self) -> str:
        """The number as people read it, for whoever dials it."""
        return spaced(self.phone)

    @property
    def veiled(self) -> str:
        """The number so far that its owner knows it, for mails and pages that lie open."""
        return veiled(self.phone)


class CallbackAttempt(models.Model):
    """We called once: who, when, and how it ended. Append-only."""

    callback = models.ForeignKey(Callback, models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField(_("attempt"))
    at = models.DateTimeField(_("when"))
    agent = models.ForeignKey("tickets.Agent", models.PROTECT, related_name="+")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("attempt to call")
        verbose_name_plural = _("attempts to call")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["callback", "number"], name="callback_attempt_once_per_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="callback_attempts_counted"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="callback_attempt_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.callback_id} {self.number}"
