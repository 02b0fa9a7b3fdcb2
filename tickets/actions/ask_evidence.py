"""An agent asks the customer for pictures or papers, with a time.

It is the customer who is timed: they are reminded before, and what does not come is no failure of
the desk. Whatever they write or send is what was asked for.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from tickets import words
from tickets.actions.assign import NotAnAgent
from tickets.actions.joining import as_read_by, moment
from tickets.actions.locking import lock
from tickets.actions.promising import announce, policy_in_force, record_mail, refresh_due
from tickets.actions.reply import reply_locked
from tickets.actions.wait import wait_locked
from tickets.conversation.files.attaching import body_with
from tickets.conversation.files.models import Upload
from tickets.conversation.models import Message
from tickets.lifecycle import configuration, history
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import Move
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.facts import MOVES, Group
from tickets.lifecycle.models import Ticket
from tickets.outbox import recording
from tickets.sla import clocks
from tickets.sla.choices import FULL, ClockKind
from tickets.sla.models import Clock
from tickets.sla.what_counts import Happening, person_answered

MAIL = "mail.evidence"
LEAST_HOURS, MOST_HOURS = 1, 24 * 60
"""What a form takes; how long it is without saying so, the desk's settings say."""


class EvidenceRefused(Exception):
    """Nothing can be asked for like this; ``why`` says what to do, ``field`` beside which field."""

    def __init__(self, why: str, *, field: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.field = field


@transaction.atomic
@configuration.held()
def ask_evidence(
    ticket_id: uuid.UUID,
    *,
    by: Actor,
    body: str,
    at: dt.datetime,
    hours: int | None = None,
    files: Sequence[Upload] = (),
) -> Message:
    """Write ``body`` to the customer, with the time until when we wait for what it asks for.

    It is an answer like any other, and the ticket waits for the customer then. ``hours`` by the
    clock on the wall; without them, as the desk has it.

    Raises EvidenceRefused, NotAnAgent, TextRefused, FilesRefused, AgentIsFull.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents ask for evidence."))
    ticket, at = lock(ticket_id, by=by, at=at)
    if ticket.facts.group is Group.DONE:
        raise EvidenceRefused(_("This ticket is done: nothing is needed for it. Reopen it first."))
    if (asked := asked_for(ticket)) is not None and asked.due_at is not None:
        if asked.due_at > at:
            when = words.when(asked.due_at, now=at)
            why = _(
                "It was asked for, until %(when)s. Give more time, or write a reply if you need "
                "something else."
            )
            raise EvidenceRefused(why % {"when": when})
        # Their time is over, which stays known; it is asked for anew.
        clocks.cancel(ticket, at=at, reason="asked for again", kinds=[ClockKind.EVIDENCE])
    terms = clocks.by_the_wall(_checked(hours))
    text = body_with(body, files)
    with as_read_by(ticket):
        told = _("Please send it to us by %(when)s.") % {"when": moment(at + terms.target)}
    answer = reply_locked(ticket, by=by, body=f"{text}\n\n{told}", at=at, files=files)
    happening = person_answered(news=answer.news)
    clocks.count(ticket, happening, at=at, policy=policy_in_force(ticket))
    clocks.count(ticket, Happening.EVIDENCE_ASKED, at=at, terms=terms)
    if ticket.state in MOVES[Move.WAIT_FOR_CUSTOMER].sources:
        wait_locked(ticket, by=by, at=at)
    due_at = at + terms.target
    history.evidence_asked(ticket, message_id=answer.message.id, due_at=due_at, by=by, at=at)
    refresh_due(ticket)
    ticket.save()
    record_mail("reply", ticket, at=at, message=str(answer.message.id))
    announce(ticket)
    return answer.message


@transaction.atomic
@configuration.held()
def extend_evidence(
    ticket_id: uuid.UUID, *, by: Actor, reason: str, at: dt.datetime, hours: int | None = None
) -> Message:
    """Give the customer more time for what was asked for: ``hours`` from now on.

    ``reason`` is what they read, with the new time, while the old one still runs. Time is only ever
    added, and in all no more than may be given at first.

    Raises EvidenceRefused (nothing is asked for, its time is over, or it would be no longer),
    NotAnAgent, TextRefused, AgentIsFull.
    """
    if not by.may.works:
        raise NotAnAgent(_("Only agents ask for evidence."))
    ticket, at = lock(ticket_id, by=by, at=at)
    reason = reason.strip()
    if not reason:
        raise EvidenceRefused(_("Say why there is more time: the customer reads it."))
    asked = asked_for(ticket)
    if asked is None or asked.due_at is None:
        raise EvidenceRefused(_("Nothing is asked for, so there is no time to add. Ask first."))
    when = words.when(asked.due_at, now=at)
    if asked.due_at <= at:
        why = _("The time was over %(when)s. Ask for it anew.")
        raise EvidenceRefused(why % {"when": when})
    due_at = at + _checked(hours)
    if due_at <= asked.due_at:
        why = _("The customer has until %(when)s already: choose a longer time.")
        raise EvidenceRefused(why % {"when": when}, field="hours")
    if due_at - asked.started_at > dt.timedelta(hours=MOST_HOURS):
        why = _("In all a customer gets at most %(days)d days.")
        raise EvidenceRefused(why % {"days": MOST_HOURS // 24}, field="hours")
    terms = clocks.by_the_wall(due_at - asked.started_at)
    clocks.move(ticket, ClockKind.EVIDENCE, terms, at=at, reason="more time for the evidence")
    with as_read_by(ticket):
        told = _("You have until %(when)s now.") % {"when": moment(due_at)}
    answer = reply_locked(ticket, by=by, body=f"{reason}\n\n{told}", at=at)
    happening = person_answered(news=answer.news)
    clocks.count(ticket, happening, at=at, policy=policy_in_force(ticket))
    message = answer.message
    history.evidence_asked(ticket, message_id=message.id, due_at=due_at, by=by, at=at, longer=True)
    refresh_due(ticket)
    ticket.save()
    record_mail("reply", ticket, at=at, message=str(message.id))
    announce(ticket)
    return message


def _checked(hours: int | None) -> dt.timedelta:
    """Return the time that is given. Raises EvidenceRefused."""
    hours = DeskSettings.current().evidence_hours if hours is None else hours
    if not LEAST_HOURS <= hours <= MOST_HOURS:
        why = _("Give the customer between one hour and %(days)d days.")
        raise EvidenceRefused(why % {"days": MOST_HOURS // 24}, field="hours")
    return dt.timedelta(hours=hours)


def asked_for(ticket: Ticket) -> Clock | None:
    """Return the clock of what the customer was asked for and has not sent. One query."""
    return ticket.clocks.open().filter(kind=ClockKind.EVIDENCE).first()


@transaction.atomic
def remind_of_evidence(clock_id: int, *, level: int, at: dt.datetime) -> bool:
    """Remind the customer by mail before their time is over: at the last level below 100 %, once.

    Tell whether there was somebody to remind.
    """
    clock = Clock.objects.open().filter(pk=clock_id, kind=ClockKind.EVIDENCE).first()
    if clock is None or clock.due_at is None or clock.due_at <= at:
        return False
    if level != max((one for one in clock.levels if one < FULL), default=None):
        return False
    ticket = Ticket.objects.locked(clock.ticket_id)
    key = f"{MAIL}:{clock.pk}"
    recording.record(MAIL, {"ticket": str(ticket.id), "clock": clock.pk}, at=at, key=key)
    return True
