"""Coaching that was given: to whom, by whom, what was talked about, and which tickets it was about.

The coached agent reads it, and who supervises; nobody else. Only whoever gave it corrects its
words, and what stood there before is kept.
"""

import datetime as dt
from collections.abc import Collection
from typing import Self

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.lifecycle.actors import Actor, refuse_readers
from tickets.lifecycle.models import Ticket
from tickets.staff.models import Agent

LONGEST = 2_000


class CoachingRefused(Exception):
    """It cannot be kept; ``why`` says what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class CoachingQuerySet(models.QuerySet["Coaching"]):
    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may read: their own, and all for who supervises.

        What is about a category or a ticket of a queue that is not there for them is not there
        either: its words may tell of it.
        """
        if not actor.may.works:
            return self.none()
        own = self if actor.may.supervises else self.filter(agent=actor.agent_id)
        restriction = "category__queue__restricted_to"
        known = Q(category=None) | Q(**{restriction: None})
        known |= Q(**{f"{restriction}__in": actor.team_ids})
        about = Coaching.tickets.through.objects.filter(
            coaching=OuterRef("pk"), ticket__in=Ticket.objects.hidden_from(actor)
        )
        return own.filter(known).exclude(Exists(about))

    def for_list(self) -> Self:
        """Join what the page shows of each, the newest first.

        ``about`` are its tickets (id, number, subject), ``was`` what stood there before (what,
        at, follow_up_on; the oldest first): lists of dictionaries.
        """
        about = Ticket.objects.filter(
            id__in=Coaching.tickets.through.objects.filter(
                coaching=OuterRef(OuterRef("pk"))
            ).values("ticket")
        )
        was = CoachingCorrection.objects.filter(coaching=OuterRef("pk")).order_by("id")
        return (
            self.select_related("agent__user", "by", "category")
            .annotate(
                about=ArraySubquery(
                    about.order_by("number").values(
                        row=JSONObject(id="id", number="number", subject="subject")
                    )
                ),
                was=ArraySubquery(
                    was.values(row=JSONObject(what="what", at="at", follow_up_on="follow_up_on"))
                ),
            )
            .order_by("-at", "-id")
        )


class Coaching(models.Model):
    """What a supervisor talked about with an agent, so that its effect can be looked at later.

    Without ``category`` it is about all the agent does. Triggers hold what its words say of whom.
    """

    agent = models.ForeignKey(
        "tickets.Agent",
        models.PROTECT,
        related_name="coachings",
        verbose_name=gettext_lazy("coached"),
    )
    by = models.ForeignKey(
        "consignment.User", models.PROTECT, related_name="+", verbose_name=gettext_lazy("given by")
    )
    at = models.DateTimeField(gettext_lazy("when"))
    category = models.ForeignKey(
        "tickets.Category",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("category"),
    )
    what = models.TextField(gettext_lazy("what was talked about"), max_length=LONGEST)
    follow_up_on = models.DateField(gettext_lazy("follow up on"), null=True, blank=True)
    tickets = models.ManyToManyField("tickets.Ticket", blank=True, related_name="+")

    objects = CoachingQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("coaching")
        verbose_name_plural = gettext_lazy("coachings")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="coaching_newest_first")]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="coaching_says_what")]
        triggers = [
            pgtrigger.Protect(name="coaching_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="coaching_stays_whose_it_is", fields=["agent", "by", "at", "category"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.at:%Y-%m-%d}"


class CoachingCorrection(models.Model):
    """What stood in a coaching until it was corrected. Append-only, held by a trigger."""

    coaching = models.ForeignKey(Coaching, models.PROTECT, related_name="corrections")
    at = models.DateTimeField(gettext_lazy("when"))
    what = models.TextField(gettext_lazy("what stood there"))
    follow_up_on = models.DateField(gettext_lazy("follow up on"), null=True, blank=True)

    class Meta:
        verbose_name = gettext_lazy("correction of a coaching")
        verbose_name_plural = gettext_lazy("corrections of coachings")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(
                name="coaching_correction_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.coaching_id} {self.at:%Y-%m-%d}"


def record(
    agent: Agent,
    *,
    by: Actor,
    what: str,
    category_id: int | None,
    tickets: Collection[Ticket],
    follow_up_on: dt.date | None,
    at: dt.datetime,
) -> Coaching:
    """Keep that ``by`` coached ``agent``. Raises CoachingRefused, OnlyReads.

    ``tickets`` and the category are those that both may know of.
    """
    refuse_readers(by)
    if not by.may.supervises or by.user_id is None:
        raise CoachingRefused(_("A supervisor coaches."))
    if agent.id == by.agent_id:
        raise CoachingRefused(_("Nobody coaches themselves. Choose somebody else."))
    coaching = Coaching.objects.create(
        agent=agent,
        by_id=by.user_id,
        at=at,
        category_id=category_id,
        what=_words(what),
        follow_up_on=_not_before(follow_up_on, at),
    )
    coaching.tickets.set(tickets)
    return coaching


def correct(
    coaching: Coaching, *, by: Actor, what: str, follow_up_on: dt.date | None, at: dt.datetime
) -> None:
    """Change the words, and keep what stood there. Caller holds the coaching's row.

    Raises CoachingRefused, OnlyReads.
    """
    refuse_readers(by)
    if by.user_id != coaching.by_id or not by.may.supervises:
        raise CoachingRefused(_("Only whoever gave the coaching corrects its words."))
    words = _words(what)
    if (words, follow_up_on) == (coaching.what, coaching.follow_up_on):
        return
    if follow_up_on != coaching.follow_up_on:
        _not_before(follow_up_on, at)
    CoachingCorrection.objects.create(
        coaching=coaching, at=at, what=coaching.what, follow_up_on=coaching.follow_up_on
    )
    coaching.what, coaching.follow_up_on = words, follow_up_on
    coaching.save(update_fields=["what", "follow_up_on"])


def _words(text: str) -> str:
    words = text.replace("\x00", "").strip()
    if not words:
        raise CoachingRefused(_("Say what was talked about: it is kept for both of you."))
    if len(words) > LONGEST:
        raise CoachingRefused(_("Say it in %(count)d characters.") % {"count": LONGEST})
    return words


def _not_before(day: dt.date | None, at: dt.datetime) -> dt.date | None:
    """Return ``day``, if anywhere on earth it is not yet over at ``at``."""
    if day is not None and day < (at - dt.timedelta(hours=12)).date():
        raise CoachingRefused(_("The day to follow up on is over. Choose one that is to come."))
    return day
