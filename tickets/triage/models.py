"""Categories with their templates, and the limits of the VIP lane."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import CurrencyField
from djmoney.money import Money

from consignment.languages import Translated
from tickets.lifecycle.choices import Party, Tier, Urgency


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

    name = Translated()
    hint = Translated()

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "key"]

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


class LaneLimit(models.Model):
    """From which amount on, in one currency, a ticket goes to the VIP lane."""

    currency = CurrencyField(_("currency"), unique=True)
    amount = models.DecimalField(_("from"), max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = _("VIP limit")
        verbose_name_plural = _("VIP limits")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="lane_limit_is_positive"),
        ]

    def __str__(self) -> str:
        return str(Money(self.amount, self.currency))
