"""Talks with the assistant as staff read them: which of them, how they ended, on what.

A talk that touched a matter of a restricted queue, or words of an account in danger, does not exist
for who is not in the team, whether or not a ticket came of it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from knowledge_base.assistant.corrections import Correction
from knowledge_base.assistant.models import SECURITY, Dialogue, DialogueQuerySet, Turn
from knowledge_base.proposals import reckoning
from tickets.conversation.talks import Handover
from tickets.lifecycle import configuration
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.triage.models import Category

OPENING = 200


class Ended(models.TextChoices):
    CONTAINED = "contained", _("Finished by the assistant")
    HANDED_OVER = "handed_over", _("Handed to a person")
    OPEN = "open", _("Still open")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which talks are wanted; what is empty asks for all. ``day`` is a day in ``zone``."""

    ended: str = ""
    language: str = ""
    reason: str = ""
    unhelpful: bool = False
    day: dt.date | None = None
    zone: dt.tzinfo = dt.UTC


def visible_talks(by: Actor) -> DialogueQuerySet:
    """Return the talks that ``by`` may know of.

    Supervisors, who only reads, and the editors of the help centre read all; agents those of
    customers whom they may see, by a ticket of theirs. Whose actor is no staff is an editor here:
    the door says so.
    """
    talks = Dialogue.objects.get_queryset()
    hidden = _hidden_from(by)
    if hidden:
        talks = talks.exclude(matters__overlap=hidden)
    filed = Handover.objects.filter(dialogue=OuterRef("pk"))
    talks = talks.exclude(Exists(filed.filter(ticket__in=Ticket.objects.hidden_from(by))))
    if by.may.works and not by.may.supervises:
        tickets = Ticket.objects.visible_to(by)
        theirs = Exists(tickets.filter(requester=OuterRef("person")))
        talks = talks.filter(theirs | Exists(filed.filter(ticket__in=tickets)))
    return talks


def talks_open_to_all() -> DialogueQuerySet:
    """Return the talks that touch nothing restricted, whoever of the staff asks."""
    restricted = [key for key, _team in _restricted()]
    filed = Handover.objects.filter(ticket__queue__restricted_to__isnull=False)
    return (
        Dialogue.objects.get_queryset()
        .exclude(matters__overlap=[*restricted, SECURITY])
        .exclude(Exists(filed.filter(dialogue=OuterRef("pk"))))
    )


def propose_articles(*, at: dt.datetime) -> int:
    """Group what was searched and asked in vain, and propose articles; return how many wait."""
    desk = DeskSettings.current()
    return reckoning.reckon(
        at=at,
        days=desk.proposal_days,
        fewest=desk.proposal_least,
        talks=talks_open_to_all(),
    )


def _hidden_from(by: Actor) -> list[str]:
    """Return the matters that do not exist for ``by``."""
    restricted = configuration.remembered("restricted matters", _restricted)
    hidden = [key for key, team in restricted if team not in by.team_ids]
    return [*hidden, SECURITY] if hidden else []


def _restricted() -> Sequence[tuple[str, int]]:
    categories = Category.objects.exclude(queue__restricted_to=None).order_by()
    return list(categories.values_list("key", "queue__restricted_to"))


def found(
    talks: DialogueQuerySet, asked: Asked, *, at: dt.datetime, open_for: dt.timedelta
) -> DialogueQuerySet:
    """Keep what is ``asked`` for. A talk is open until ``open_for`` of silence, or its end."""
    handed = ~Q(handed_off_for="")
    is_open = Q(ended_at=None, last_at__gt=at - open_for)
    disliked = Exists(Turn.objects.filter(dialogue=OuterRef("pk"), helpful=False))
    match asked.ended:
        case Ended.HANDED_OVER:
            talks = talks.filter(handed)
        case Ended.OPEN:
            talks = talks.filter(~handed & is_open)
        case Ended.CONTAINED:
            talks = talks.filter(~handed & ~is_open & ~disliked)
    if asked.language:
        talks = talks.filter(language=asked.language)
    if asked.reason:
        talks = talks.filter(handed_off_for=asked.reason)
    if asked.unhelpful:
        talks = talks.filter(disliked)
    if asked.day is not None:
        start = dt.datetime.combine(asked.day, dt.time(), asked.zone)
        talks = talks.filter(last_at__gte=start, last_at__lt=start + dt.timedelta(days=1))
    return talks


def for_list(talks: DialogueQuerySet) -> DialogueQuerySet:
    """Add what a row shows: its ``opening``, how many ``turns``, what was said of its answers."""
    turns = Turn.objects.filter(dialogue=OuterRef("pk"))
    said = Correction.objects.standing().filter(turn__dialogue=OuterRef("pk"))
    return (
        talks.newest_first()
        .select_related("person")
        .defer("memory")
        .annotate(
            opening=Subquery(
                turns.exclude(text="").order_by("number").values(opening=Left("text", OPENING))[:1]
            ),
            number_of_turns=Subquery(turns.order_by("-number").values("number")[:1]),
            disliked=Exists(turns.filter(helpful=False)),
            corrected=Exists(said),
        )
    )
