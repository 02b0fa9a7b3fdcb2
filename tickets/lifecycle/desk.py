"""The desk's own numbers."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tickets.changes.tracking import tracked
from tickets.lifecycle import configuration
from tickets.lifecycle.asked_numbers import AskedNumbers
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.shares import refused_shares


@tracked()
class DeskSettings(AskedNumbers):
    """The desk's own numbers; one row, changed by staff without a release."""

    reopen_days = models.PositiveSmallIntegerField(
        _("days to reopen"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("How long after the solution a new message of the customer reopens it."),
    )
    close_after_days = models.PositiveSmallIntegerField(
        _("days until closed"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("A resolved ticket is closed after so many days of silence."),
    )
    rating_days = models.PositiveSmallIntegerField(
        _("days to rate"), default=30, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    guest_link_days = models.PositiveSmallIntegerField(
        _("days a guest's link lives"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    explain_minutes = models.PositiveSmallIntegerField(
        _("minutes to explain a rating"),
        default=60,
        validators=[MinValueValidator(5), MaxValueValidator(1440)],
        help_text=_("How long after a rating its reasons can be added."),
    )
    claim_days = models.PositiveSmallIntegerField(
        _("days to claim damage from a courier"),
        default=7,
        validators=[MaxValueValidator(90)],
        help_text=_("Days after a delivery, told to the buyer as a deadline. 0: nothing is told."),
    )
    draft_days = models.PositiveSmallIntegerField(
        _("days an unsent request is kept"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    undo_seconds = models.PositiveSmallIntegerField(
        _("seconds in which a reply can be taken back"),
        default=5,
        validators=[MaxValueValidator(60)],
        help_text=_("So long a reply waits before it goes out. 0: it goes out at once."),
    )
    guest_requests_per_day = models.PositiveSmallIntegerField(
        _("requests of one guest a day"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("By one mail address, without a log-in."),
    )
    review_below = models.PositiveSmallIntegerField(
        _("ratings below this need a review"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    review_hours = models.PositiveSmallIntegerField(
        _("hours until a review is due"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    review_again_hours = models.PositiveSmallIntegerField(
        _("hours until a returned review is due"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
    )
    evidence_hours = models.PositiveSmallIntegerField(
        _("hours for evidence"),
        default=72,
        validators=[MinValueValidator(1), MaxValueValidator(1440)],
        help_text=_("How long a customer has for pictures and papers, unless the agent says so."),
    )
    plan_hours = models.PositiveSmallIntegerField(
        _("hours until a plan is given"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("For a complex case, by the clock on the wall; the customer is told."),
    )
    plan_extended_hours = models.PositiveSmallIntegerField(
        _("hours until a plan that needs longer"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("In all, from the promise on. Once, with a reason that the customer is told."),
    )
    place_by_itself = models.BooleanField(
        _("assign new tickets by themselves"),
        default=True,
        help_text=_("Off: agents take the next ticket themselves."),
    )
    ask_back = models.BooleanField(
        _("ask back when a message is vague"),
        default=True,
        help_text=_("One question, by itself. Urgent matters are never asked."),
    )
    least_words = models.PositiveSmallIntegerField(
        _("words that say enough"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_(
            "A message with fewer words that say something is vague. Greetings, “help”, “my order” "
            "and the like do not count."
        ),
    )
    sort_from = models.PositiveSmallIntegerField(
        _("percent of confidence from which triage speaks up"),
        default=70,
        validators=[MinValueValidator(5), MaxValueValidator(100)],
        help_text=_(
            "From here on a request whose words say something else than its category waits for a "
            "person to sort it. The page of the triage model shows how often it is right."
        ),
    )
    urgent_from = models.PositiveSmallIntegerField(
        _("percent from which a message counts as urgent"),
        default=20,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "Lower catches more urgent matters, and more that are none. 0: only the category "
            "decides. The page of the triage model shows the trade-off."
        ),
    )
    answer_from = models.PositiveSmallIntegerField(
        _("percent of confidence from which the assistant answers"),
        default=40,
        validators=[MinValueValidator(5), MaxValueValidator(100)],
        help_text=_(
            "From here on an article is given as the answer; below, the nearest are offered. The "
            "page of the assistant shows how many questions that answers, and how often rightly."
        ),
    )
    talk_hours = models.PositiveSmallIntegerField(
        _("hours a talk is remembered"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("After so long a silence the assistant begins anew, and says so."),
    )
    talk_questions = models.PositiveSmallIntegerField(
        _("questions back in a row"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("Where one more would be needed, a person takes over."),
    )
    talk_misses = models.PositiveSmallIntegerField(
        _("messages not understood in a row"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
        help_text=_("With so many, a person takes over."),
    )
    chat_mail_minutes = models.PositiveSmallIntegerField(
        _("minutes a mail waits for an open chat"),
        default=3,
        validators=[MaxValueValidator(60)],
        help_text=_(
            "Who looked at their chat in the last minutes gets no mail of a reply that they see "
            "there. What is not seen in time is mailed. 0: every reply is mailed at once."
        ),
    )
    guest_talk_days = models.PositiveSmallIntegerField(
        _("days a guest's talk is kept"),
        default=90,
        validators=[MinValueValidator(3), MaxValueValidator(1_000)],
        help_text=_("After its last message. A talk that became a request stays with it."),
    )
    repeat_days = models.PositiveSmallIntegerField(
        _("days in which another contact counts as repeat"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    files_per_message = models.PositiveSmallIntegerField(
        _("files in one message"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    megabytes_per_file = models.PositiveSmallIntegerField(
        _("megabytes of one file"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
    )
    upload_hours = models.PositiveSmallIntegerField(
        _("hours a file is kept that no message has"),
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("So long, somebody who was interrupted finds what was uploaded."),
    )
    waiting_megabytes = models.PositiveSmallIntegerField(
        _("megabytes that one person may keep waiting"),
        default=400,
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text=_("Of files that no message has yet."),
    )

    pattern_days = models.PositiveSmallIntegerField(
        _("days in which faults are counted"),
        default=28,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text=_("Of one consignor, courier or authenticator, against the time before."),
    )
    pattern_item_days = models.PositiveSmallIntegerField(
        _("days in which tickets on one item are counted"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
    )
    pattern_spans = models.PositiveSmallIntegerField(
        _("spans before that say what is usual"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        help_text=_("So many times the days above, looked back."),
    )
    pattern_least = models.PositiveSmallIntegerField(
        _("tickets that make a pattern"),
        default=3,
        validators=[MinValueValidator(2), MaxValueValidator(100)],
        help_text=_("Fewer are not told, however unusual."),
    )

    bulk_limit = models.PositiveIntegerField(
        _("tickets worked on at once"),
        default=1_000,
        validators=[MinValueValidator(1), MaxValueValidator(20_000)],
        help_text=_("The most that one task over many tickets may have."),
    )

    vip_reserve = models.PositiveSmallIntegerField(
        _("reserve of the VIP lane, %"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of the work in hand. So far the VIP lane goes first."),
    )
    ordinary_reserve = models.PositiveSmallIntegerField(
        _("reserve of the ordinary lane, %"),
        default=70,
        validators=[MaxValueValidator(100)],
        help_text=_("Of the work in hand. The ordinary lane keeps it, whatever the VIP lane does."),
    )
    share_of_frequent = models.PositiveSmallIntegerField(
        _("share of frequent problems, %"),
        default=70,
        validators=[MaxValueValidator(100)],
        help_text=_("Of what is beyond both reserves. The three shares make 100."),
    )
    share_of_middling = models.PositiveSmallIntegerField(
        _("share of middling problems, %"), default=20, validators=[MaxValueValidator(100)]
    )
    share_of_rare = models.PositiveSmallIntegerField(
        _("share of rare problems, %"), default=10, validators=[MaxValueValidator(100)]
    )
    chats_at_once = models.PositiveSmallIntegerField(
        _("chats at once"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("So many fill the attention of an agent. Tickets wait meanwhile."),
    )
    calls_at_once = models.PositiveSmallIntegerField(
        _("calls at once"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    absent_minutes = models.PositiveSmallIntegerField(
        _("minutes until an absent agent's tickets go back"),
        default=60,
        validators=[MaxValueValidator(10_080)],
        help_text=_("Those whose customer waits for us. 0: they stay until somebody moves them."),
    )
    shift_end_minutes = models.PositiveSmallIntegerField(
        _("minutes before the end of a shift without new work"),
        default=30,
        validators=[MaxValueValidator(480)],
        help_text=_(
            "What could not be answered before the agent leaves goes to somebody else. Urgent work "
            "is given until the end."
        ),
    )
    roster_weeks = models.PositiveSmallIntegerField(
        _("weeks of shifts laid out ahead"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(53)],
    )

    standing_percent = models.PositiveSmallIntegerField(
        _("head start by standing, %"),
        default=10,
        validators=[MaxValueValidator(25)],
        help_text=_(
            "Of the promised time, for each level from 0 to 3. Within the lane alone. 0: none."
        ),
    )
    standing_times = models.PositiveSmallIntegerField(
        _("times the VIP limit that count as value"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of what somebody has spent, or had accepted for sale, in one currency."),
    )
    standing_years = models.PositiveSmallIntegerField(
        _("years that count as loyalty"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("Of somebody who has bought or consigned."),
    )
    standing_days = models.PositiveSmallIntegerField(
        _("days in which our failures count"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1_000)],
        help_text=_("Broken promises, low ratings and reopenings."),
    )

    objects: ClassVar[models.Manager["DeskSettings"]]

    class Meta:
        verbose_name = _("desk settings")
        verbose_name_plural = _("desk settings")
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="desk_settings_are_one_row"),
            models.CheckConstraint(
                condition=Q(plan_extended_hours__gt=F("plan_hours")),
                name="desk_settings_extend_a_plan",
                violation_error_message=_("A plan that needs longer takes more hours than a plan."),
            ),
            models.CheckConstraint(
                condition=Q(vip_reserve__gte=1, vip_reserve__lte=100 - F("ordinary_reserve")),
                name="desk_reserves_are_at_most_all",
            ),
            models.CheckConstraint(
                condition=Q(
                    share_of_rare=100 - F("share_of_frequent") - F("share_of_middling"),
                    share_of_frequent__lte=100 - F("share_of_middling"),
                ),
                name="desk_shares_of_bands_make_all",
            ),
        ]

    def __str__(self) -> str:
        return str(_("desk settings"))

    def clean(self) -> None:
        """Refuse shares that promise more than there is, beside the number to change."""
        errors = refused_shares(
            reserves=(self.vip_reserve, self.ordinary_reserve),
            bands=(self.share_of_frequent, self.share_of_middling, self.share_of_rare),
        )
        if errors:
            raise ValidationError(errors)

    @property
    def at_once(self) -> dict[str, int]:
        """How many of each live channel fill an agent's attention; of the others none does."""
        return {Channel.CHAT: self.chats_at_once, Channel.PHONE: self.calls_at_once}

    @classmethod
    def current(cls) -> "DeskSettings":
        """Return the one row to read, made with its defaults when it is not there yet.

        Remembered (``configuration.py``): whoever changes the row takes it from ``objects``.
        """
        kept = configuration.remembered("desk settings", cls._made)
        mine = cls.__new__(cls)
        mine.__dict__.update(kept.__dict__)
        return mine

    @classmethod
    def _made(cls) -> "DeskSettings":
        row, made = cls.objects.get_or_create(id=1)
        if made:
            configuration.changed()
        return row
