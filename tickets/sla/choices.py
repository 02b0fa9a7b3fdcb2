"""The kinds of promise, with one table of facts for each, and what can happen to a clock."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


class ClockKind(models.TextChoices):
    FIRST_RESPONSE = "first_response", _("First response")
    NEXT_RESPONSE = "next_response", _("Next response")
    PROGRESS = "progress", _("Progress")
    PLAN = "plan", _("Plan")
    RESOLUTION = "resolution", _("Resolution")
    EVIDENCE = "evidence", _("Evidence")
    CALLBACK = "callback", _("Callback")
    REVIEW = "review", _("Review")
    ESCALATION = "escalation", _("Escalation")


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What is true of every clock of a kind.

    ``staff_words``: what is due, as the desk says it. ``customer_words``: as the customer reads
    it, before the time; empty when the promise is not made to the customer. ``customer_next``:
    what the customer reads of what comes, where that is not what the state of the ticket says.
    ``pauses``: stands still while the customer is waited for.
    ``promised_by``: the column of the policy that holds its target, if a policy gives one.
    ``on_the_wall``: hours of the day and night, whatever calendar the policy has.
    ``ours``: it is the desk that keeps or breaks it, and not the customer.
    ``of_work``: it says when somebody works on the ticket next, so it is the ticket's ``due_at``.
    """

    staff_words: str | LazyText
    customer_words: str | LazyText
    pauses: bool
    promised_by: str = ""
    on_the_wall: bool = False
    ours: bool = True
    of_work: bool = True
    customer_next: str | LazyText = ""


KINDS: dict[ClockKind, KindFacts] = {
    ClockKind.FIRST_RESPONSE: KindFacts(
        _("First answer of a person"),
        _("A person answers by"),
        pauses=True,
        promised_by="first_response_within",
    ),
    ClockKind.NEXT_RESPONSE: KindFacts(
        _("Next answer of a person"),
        _("You hear from us by"),
        pauses=True,
        promised_by="next_response_within",
    ),
    # By the clock on the wall, whoever is waited for: nobody is left without a word for a day.
    ClockKind.PROGRESS: KindFacts(
        _("Word of progress"),
        _("You hear how it stands by"),
        pauses=False,
        promised_by="progress_within",
        on_the_wall=True,
    ),
    # Its target is one of the desk's own numbers: a complex case is one in every category.
    ClockKind.PLAN: KindFacts(
        _("Plan for a complex case"), _("You get a plan by"), pauses=False, on_the_wall=True
    ),
    ClockKind.RESOLUTION: KindFacts(
        _("Solution"), _("We aim to solve this by"), pauses=True, promised_by="resolution_within"
    ),
    # The customer is the one who is timed: what they do not send is no failure of the desk.
    ClockKind.EVIDENCE: KindFacts(
        _("Evidence of the customer"), "", pauses=False, ours=False, of_work=False
    ),
    ClockKind.CALLBACK: KindFacts(
        _("Call back"),
        _("We call you by"),
        pauses=False,
        customer_next=_("We call you at the time you chose. You need do nothing until then."),
    ),
    ClockKind.REVIEW: KindFacts(_("Review of a low rating"), "", pauses=False, of_work=False),
    # A colleague is timed, whoever is waited for.
    ClockKind.ESCALATION: KindFacts(_("Escalation taken"), "", pauses=False),
}

PROMISED_BY_POLICY = tuple(kind for kind, facts in KINDS.items() if facts.promised_by)
"""What a policy has a target for; when each begins, ``what_counts.py`` says."""

PER_CYCLE = (ClockKind.REVIEW,)
"""What may be open once for each cycle: two solutions that were rated low are two reviews."""

OURS = tuple(kind for kind, facts in KINDS.items() if facts.ours)
OF_WORK = tuple(kind for kind, facts in KINDS.items() if facts.of_work)


class ClockEventKind(models.TextChoices):
    STARTED = "started", _("Started")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Resumed")
    RETARGETED = "retargeted", _("Retargeted")
    CARRIED = "carried", _("Carried over")
    MET = "met", _("Met")
    BREACHED = "breached", _("Breached")
    CANCELLED = "cancelled", _("Cancelled")


FULL = 100
"""The level at which a promise falls due, in percent of its target."""


def default_warnings() -> list[int]:
    """Return what a column of old migrations began with: they know it by this name."""
    return [50, 80]


class Consequence(models.TextChoices):
    """What may follow when a promise passes a level, in the order in which it is carried out."""

    RAISE_TIER = "raise_tier", _("Raise the tier")
    MOVE = "move", _("Move to another queue")
    NOTIFY = "notify", _("Tell the agent")
    CALL = "call", _("Call a supervisor")


class WhyLeft(models.TextChoices):
    """Why a consequence was not carried out after all."""

    OVER = "over", _("the promise was kept or dropped meanwhile")
    PAUSED = "paused", _("the promise stands still")
    OVERTAKEN = "overtaken", _("a later level was reached meanwhile")
    NOBODY = "nobody", _("nobody was there to be told")
    HIGHEST = "highest", _("it was urgent already")
    THERE = "there", _("it was in that queue already")
