"""Categories with their templates, the limits of the VIP lane, questions that were asked back."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Extract
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import CurrencyField
from djmoney.money import Money

from consignment.languages import Translated
from tickets.changes.tracking import tracked
from tickets.lifecycle.choices import Party, Tier, Urgency
from tickets.triage.situations import Situation


class Audience(models.TextChoices):
    BUYERS = "buyers", _("Buyers")
    CONSIGNORS = "consignors", _("Consignors")
    BOTH = "both", _("Both")


AUDIENCES_OF: dict[Party, tuple[Audience, ...]] = {
    Party.BUYER: (Audience.BUYERS, Audience.BOTH),
    Party.CONSIGNOR: (Audience.CONSIGNORS, Audience.BOTH),
    Party.UNKNOWN: (Audience.BUYERS, Audience.CONSIGNORS, Audience.BOTH),
}


class CategoryQuerySet(models.QuerySet["Category"]):
    def offered(self) -> Self:
        """Keep what a customer may choose now, in the order of the form."""
        return self.filter(active=True).order_by("position", "key")

    def for_party(self, party: Party) -> Self:
        return self.filter(audience__in=AUDIENCES_OF[party])

    def with_template(self) -> Self:
        return self.prefetch_related("fields")


@tracked()
class Category(models.Model):
    """A problem type. It carries tier, queue, skill and the questions of its template."""

    key = models.SlugField(_("key"), unique=True, help_text=_("Used by the API; never changes."))
    name_en = models.CharField(_("name, English"), max_length=80)
    name_zh = models.CharField(_("name, Chinese"), max_length=80, blank=True)
    hint_en = models.CharField(_("hint, English"), max_length=200, blank=True)
    hint_zh = models.CharField(_("hint, Chinese"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices)
    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices)
    urgency = models.CharField(
        _("urgency"), max_length=8, choices=Urgency.choices, default=Urgency.GENERAL
    )
    queue = models.ForeignKey(
        "tickets.Queue", models.PROTECT, related_name="categories", verbose_name=_("queue")
    )
    skill = models.ForeignKey(
        "tickets.Skill",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="categories",
        verbose_name=_("skill"),
        help_text=_("Only agents with this skill are given such tickets."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    active = models.BooleanField(_("offered"), default=True)
    assistant_answers = models.BooleanField(
        _("the assistant answers"),
        default=True,
        help_text=_("Off: who writes of this to the assistant gets a person at once."),
    )
    words_en = models.TextField(
        _("words of customers, English"),
        blank=True,
        help_text=_(
            "What customers write when they mean this: one word, phrase or sentence a line. The "
            "category is suggested while they type. Slang and faults of spelling are welcome."
        ),
    )
    words_zh = models.TextField(
        _("words of customers, Chinese"),
        blank=True,
        help_text=_("One word, phrase or sentence a line, as customers write them."),
    )
    situations = ArrayField(
        models.CharField(max_length=24, choices=Situation.choices),
        verbose_name=_("situations"),
        default=list,
        blank=True,
        help_text=_(
            "Whoever chooses an order, item or payout that stands like this may well mean this "
            "category. What few categories have ticked says most."
        ),
    )

    name = Translated()
    hint = Translated()

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(situations__contained_by=Situation.values),
                name="category_situations_are_known",
            )
        ]

    def __str__(self) -> str:
        return self.name


class FieldKind(models.TextChoices):
    """How a question of a template is asked and checked."""

    TEXT = "text", _("One line")
    LONG_TEXT = "long_text", _("Several lines")
    CHOICE = "choice", _("One of several")
    YES_NO = "yes_no", _("Yes or no")
    DATE = "date", _("Date")
    ORDER = "order", _("Order of the customer")
    ITEM = "item", _("Item of the customer")
    CONSIGNMENT = "consignment", _("Consignment of the customer")
    PAYOUT = "payout", _("Payout of the customer")


@tracked(part_of="category")
class TemplateField(models.Model):
    """One question of a category's template."""

    category = models.ForeignKey(
        Category, models.CASCADE, related_name="fields", verbose_name=_("category")
    )
    key = models.SlugField(_("key"), max_length=40)
    kind = models.CharField(_("kind"), max_length=12, choices=FieldKind.choices)
    label_en = models.CharField(_("question, English"), max_length=120)
    label_zh = models.CharField(_("question, Chinese"), max_length=120, blank=True)
    help_en = models.CharField(_("hint, English"), max_length=200, blank=True)
    help_zh = models.CharField(_("hint, Chinese"), max_length=200, blank=True)
    choices = models.JSONField(
        _("choices"),
        default=list,
        blank=True,
        help_text=_('For "one of several": [{"value": "...", "en": "...", "zh": "..."}]'),
    )
    required = models.BooleanField(_("required"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)

    label = Translated()
    help = Translated()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["category", "key"], name="template_field_key_once"),
            models.CheckConstraint(
                condition=~Q(kind=FieldKind.CHOICE) | ~Q(choices=[]),
                name="template_field_choice_has_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.label


@tracked()
class LaneLimit(models.Model):
    """From which amount on, in one currency, a ticket goes to the VIP lane."""

    currency = CurrencyField(verbose_name=_("currency"), unique=True)
    amount = models.DecimalField(_("from"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("VIP limit")
        verbose_name_plural = _("VIP limits")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="lane_limit_is_positive"),
        ]

    def __str__(self) -> str:
        return str(Money(self.amount, self.currency))


class Standing(models.Model):
    """How much sooner than others in the same lane somebody's turn comes, and why.

    ``level``: 1 to 3; whoever has none has no row. ``grounds``: codes of ``standing.WORDS`` with
    their values. Made anew every night (``actions/refresh_standing.py``).
    """

    user = models.OneToOneField(
        "consignment.User", models.CASCADE, primary_key=True, related_name="standing"
    )
    level = models.PositiveSmallIntegerField(_("level"))
    grounds = models.JSONField(_("grounds"), default=list)
    refreshed_at = models.DateTimeField(_("as of"))

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=3), name="standing_level_is_one_to_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.level}"


class Clarification(models.Model):
    """The one question that was asked back on a ticket because its message was vague.

    Asked before sending, where the door could (``before_sending``), else in the conversation.
    """

    ticket = models.OneToOneField(
        "tickets.Ticket",
        models.CASCADE,
        related_name="clarification",
        verbose_name=_("ticket"),
    )
    key = models.CharField(_("question"), max_length=60)
    about = models.CharField(
        _("about"),
        max_length=40,
        help_text=_("“body”, “thing”, or the key of the template's question."),
    )
    words = models.CharField(_("as it was asked"), max_length=300)
    before_sending = models.BooleanField(_("before sending"))
    asked_at = models.DateTimeField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    seconds = models.GeneratedField(
        expression=Cast(Extract(F("answered_at") - F("asked_at"), "epoch"), models.FloatField()),
        output_field=models.FloatField(),
        db_persist=True,
        verbose_name=_("seconds until the answer"),
    )

    class Meta:
        verbose_name = _("question back")
        verbose_name_plural = _("questions back")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at")),
                name="clarification_is_asked_before_it_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(before_sending=False) | Q(answered_at__isnull=False),
                name="clarification_before_sending_is_answered",
            ),
        ]
        indexes = [models.Index(fields=["answered_at"], name="clarification_answered")]

    def __str__(self) -> str:
        return self.words
