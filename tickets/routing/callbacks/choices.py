"""What can become of a call back, with one table of facts for each."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class CallbackState(models.TextChoices):
    """Only a ``booked`` one is still to be made; the others are over."""

    BOOKED = "booked", _("To be called")
    REACHED = "reached", _("Reached")
    NOT_REACHED = "not_reached", _("Not reached")
    CANCELLED = "cancelled", _("Cancelled")


class Outcome(models.TextChoices):
    """How one attempt ended."""

    REACHED = "reached", _("Reached")
    NO_ANSWER = "no_answer", _("No answer")
    CALL_AGAIN = "call_again", _("Call again later")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


class Folder(models.TextChoices):
    """Into which calls are sorted for whoever makes them."""

    DUE = "due", _("Due now")
    MINE = "mine", _("Mine")
    LATER = "later", _("Later")
    OVER = "over", _("Over")


class Step(models.TextChoices):
    """What the history tells of a call back besides the outcomes of its attempts."""

    BOOKED = "booked", _("Call back booked")
    CHANGED = "changed", _("Call back moved")
    CANCELLED = "cancelled", _("Call back cancelled")
    TAKEN = "taken", _("Somebody makes the call")


@dataclass(frozen=True, slots=True)
class OutcomeFacts:
    """What follows from an outcome.

    ``ends``: the state of the call back after it, or None where we try again while attempts are
    left. ``tells``: the customer hears by mail how it goes on, since nobody spoke to them.
    ``key`` chooses it on the keyboard.
    """

    ends: CallbackState | None
    tells: bool
    key: str


OUTCOMES: dict[Outcome, OutcomeFacts] = {
    Outcome.REACHED: OutcomeFacts(CallbackState.REACHED, tells=False, key="r"),
    Outcome.NO_ANSWER: OutcomeFacts(None, tells=True, key="n"),
    Outcome.CALL_AGAIN: OutcomeFacts(None, tells=False, key="l"),
    Outcome.WRONG_NUMBER: OutcomeFacts(CallbackState.NOT_REACHED, tells=True, key="w"),
}
