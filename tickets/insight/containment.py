"""Whether the assistant finished a talk, judged when nothing can follow any more.

Contained is what it answered and did not hand over, what nobody called unhelpful, and whose
customer did not come again on the same matter within 72 hours, by whichever way. A talk in which
nothing was answered was left, and is not contained. Of a guest nobody can know whether they came
again: their talks are kept, and counted nowhere.
"""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consignment.ids import new_id
from knowledge_base.assistant.memory import Memory
from knowledge_base.assistant.models import Dialogue, Turn
from knowledge_base.assistant.replies import ReplyKind
from tickets.actions.hand_over_talk import category_of
from tickets.conversation.talks import Handover
from tickets.lifecycle import configuration
from tickets.lifecycle.choices import Channel, Lane, Tier
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

JUDGED_AFTER = dt.timedelta(hours=72)
AT_ONCE = 500
ANSWERS = (ReplyKind.ANSWER, ReplyKind.LOOKUP)
ROUTINE = (Tier.MEDIUM, Tier.LOW)


class Outcome(models.TextChoices):
    CONTAINED = "contained", _("Finished by the assistant")
    HANDED_OVER = "handed_over", _("Handed to a person")
    UNHELPFUL = "unhelpful", _("Called unhelpful")
    CAME_AGAIN = "came_again", _("Came again on the same matter")
    LEFT = "left", _("Left without an answer")


class TalkOutcome(models.Model):
    """How one talk ended. The columns of a ticket stand for what facts are told apart by."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dialogue = models.OneToOneField(
        "knowledge_base.Dialogue", models.CASCADE, related_name="outcome", verbose_name=_("talk")
    )
    finished_at = models.DateTimeField(_("last message"))
    outcome = models.CharField(_("how it ended"), max_length=12, choices=Outcome.choices)
    known = models.BooleanField(_("of somebody known"))
    turns = models.PositiveIntegerField(_("turns"))
    category = models.ForeignKey(
        "tickets.Category", models.PROTECT, related_name="+", verbose_name=_("category")
    )
    queue = models.ForeignKey("tickets.Queue", models.PROTECT, related_name="+")
    tier = models.CharField(_("tier"), max_length=8, choices=Tier.choices)
    lane = models.CharField(_("lane"), max_length=8, choices=Lane.choices, default=Lane.STANDARD)
    channel = models.CharField(
        _("channel"), max_length=16, choices=Channel.choices, default=Channel.CHAT
    )
    language = models.CharField(_("language"), max_length=10)

    objects: ClassVar[models.Manager["TalkOutcome"]]

    class Meta:
        verbose_name = _("end of a talk")
        verbose_name_plural = _("ends of talks")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="talk_outcome_is_known"
            )
        ]
        indexes = [models.Index(fields=["finished_at"], name="talk_outcome_by_end")]

    def __str__(self) -> str:
        return f"{self.dialogue_id} {self.outcome}"


@configuration.held()
def reckon(*, at: dt.datetime) -> int:
    """Judge up to AT_ONCE talks that nothing can follow any more; return how many.

    A talk that went on after it was judged is judged anew. Doing it twice changes nothing.
    """
    judged = TalkOutcome.objects.filter(dialogue=OuterRef("pk"), finished_at=OuterRef("last_at"))
    turns = Turn.objects.filter(dialogue=OuterRef("pk"))
    ready = (
        Dialogue.objects.filter(~Exists(judged), Exists(turns), last_at__lt=at - JUDGED_AFTER)
        .annotate(
            handed=Exists(Handover.objects.filter(dialogue=OuterRef("pk"))),
            disliked=Exists(turns.filter(helpful=False)),
            answered=Exists(turns.filter(kind__in=ANSWERS)),
        )
        .select_related("person")
        .prefetch_related("turns")
        .order_by("last_at")[:AT_ONCE]
    )
    outcomes = [_judged(dialogue) for dialogue in ready]
    TalkOutcome.objects.bulk_create(
        outcomes,
        update_conflicts=True,
        unique_fields=["dialogue"],
        update_fields=["finished_at", "outcome", "turns", "category", "queue", "tier", "language"],
    )
    return len(outcomes)


def _judged(dialogue: Dialogue) -> TalkOutcome:
    turns = list(dialogue.turns.all())
    about = Memory.from_json(dialogue.memory).about
    texts = [turn.text for turn in turns if turn.text.strip()]
    category, _guessed = category_of(about, texts, things=(), at=dialogue.last_at)
    return TalkOutcome(
        dialogue=dialogue,
        finished_at=dialogue.last_at,
        outcome=_outcome(dialogue, category),
        known=dialogue.person_id is not None,
        turns=len(turns),
        category=category,
        queue=category.queue,
        tier=category.tier,
        language=dialogue.language,
    )


def _outcome(dialogue: Dialogue, category: Category) -> Outcome:
    """``reckon`` annotates what is asked of the talk here."""
    if dialogue.handed:  # type: ignore[attr-defined]
        return Outcome.HANDED_OVER
    if dialogue.disliked:  # type: ignore[attr-defined]
        return Outcome.UNHELPFUL
    if not dialogue.answered:  # type: ignore[attr-defined]
        return Outcome.LEFT
    return Outcome.CAME_AGAIN if _came_again(dialogue, category) else Outcome.CONTAINED


def _came_again(dialogue: Dialogue, category: Category) -> bool:
    """Tell whether the customer filed a request on the same matter, or began another talk on it."""
    if dialogue.person_id is None:
        return False
    until = dialogue.last_at + JUDGED_AFTER
    tickets = Ticket.objects.filter(requester=dialogue.person_id, category=category)
    if tickets.filter(created_at__gt=dialogue.last_at, created_at__lte=until).exists():
        return True
    talks = Dialogue.objects.filter(person=dialogue.person_id, memory__about=category.key)
    return talks.filter(started_at__gt=dialogue.last_at, started_at__lte=until).exists()


def routine() -> models.QuerySet[TalkOutcome]:
    """Return the ends of talks that the share of the assistant is told of."""
    return TalkOutcome.objects.filter(known=True, tier__in=ROUTINE)
