"""What is promised: targets for the tickets that a policy fits."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consignment.languages import in_readers_words
from tickets.changes.tracking import tracked
from tickets.lifecycle.choices import Channel, Lane, Tier, Urgency
from tickets.sla.models.calendars import Calendar

LONGEST = dt.timedelta(days=365)
A_DAY = dt.timedelta(days=1)


def target_within_bounds(column: str) -> Q:
    """Say that ``column`` is more than nothing and less than a year."""
    return Q(**{f"{column}__gt": dt.timedelta(), f"{column}__lt": LONGEST})


class PolicyQuerySet(models.QuerySet["Policy"]):
    def active(self) -> Self:
        return self.filter(active=True)

    def fitting(
        self, *, category_id: int | None, tier: str, channel: str, lane: str, urgency: str
    ) -> Self:
        """Keep the policies each of whose matchers is blank or says the same."""
        return self.filter(
            Q(category=None) | Q(category_id=category_id),
            tier__in=("", tier),
            channel__in=("", channel),
            lane__in=("", lane),
            urgency__in=("", urgency),
        )


@tracked()
class Policy(models.Model):
    """How soon such tickets are answered and solved. A blank matcher fits every ticket."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    category = models.ForeignKey(
        "tickets.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="policies",
        verbose_name=_("category"),
        help_text=_("Beats every policy without a category."),
    )
    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices, blank=True)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel.choices, blank=True)
    lane = models.CharField(_("lane"), max_length=8, choices=Lane.choices, blank=True)
    urgency = models.CharField(_("urgency"), max_length=8, choices=Urgency.choices, blank=True)
    first_response_within = models.DurationField(
        _("first response within"),
        null=True,
        blank=True,
        help_text=_("Of a person. hh:mm:ss, or “2 00:00:00” for two days; empty: not promised."),
    )
    next_response_within = models.DurationField(
        _("next response within"),
        null=True,
        blank=True,
        help_text=_("After each further message of the customer; empty: not promised."),
    )
    progress_within = models.DurationField(
        _("word of progress every"),
        null=True,
        blank=True,
        default=A_DAY,
        help_text=_(
            "By the clock on the wall, from the first answer until it is solved, whoever is waited "
            "for. Empty: not promised."
        ),
    )
    resolution_within = models.DurationField(_("resolution within"), null=True, blank=True)
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, related_name="policies", verbose_name=_("calendar")
    )
    active = models.BooleanField(_("active"), default=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "tier", "channel", "lane", "urgency"],
                condition=Q(active=True),
                nulls_distinct=False,
                name="policy_one_active_per_match",
                violation_error_message=_("Another active policy fits exactly the same tickets."),
            ),
            models.CheckConstraint(
                condition=target_within_bounds("first_response_within"),
                name="policy_first_response_within_bounds",
                violation_error_message=_(
                    "The target of the first response is more than nothing and less than a year."
                ),
            ),
            models.CheckConstraint(
                condition=target_within_bounds("next_response_within"),
                name="policy_next_response_within_bounds",
                violation_error_message=_(
                    "The target of the next response is more than nothing and less than a year."
                ),
            ),
            models.CheckConstraint(
                condition=target_within_bounds("progress_within"),
                name="policy_progress_within_bounds",
                violation_error_message=_(
                    "Word of progress comes after more than nothing and less than a year."
                ),
            ),
            models.CheckConstraint(
                condition=target_within_bounds("resolution_within"),
                name="policy_resolution_within_bounds",
                violation_error_message=_(
                    "The target of the resolution is more than nothing and less than a year."
                ),
            ),
            models.CheckConstraint(
                condition=Q(first_response_within__isnull=False)
                | Q(resolution_within__isnull=False),
                name="policy_promises_something",
                violation_error_message=_("Promise a first response, a resolution, or both."),
            ),
            models.CheckConstraint(
                condition=Q(resolution_within__gte=F("first_response_within")),
                name="policy_answers_before_it_resolves",
                violation_error_message=_(
                    "A resolution takes at least as long as a first response."
                ),
            ),
        ]

    def __str__(self) -> str:
        return in_readers_words(self.name)

    def clean(self) -> None:
        """Refuse a calendar by which nothing would ever be due."""
        super().clean()
        calendar = Calendar.objects.filter(pk=self.calendar_id).first()
        if calendar and not calendar.always_open and not calendar.windows.exists():
            raise ValidationError(
                {
                    "calendar": _(
                        "This calendar has no opening hours yet: add a window to it first."
                    )
                },
                code="empty",
            )
