"""What was asked back, and when it was answered. Callers hold the ticket lock."""

import datetime as dt

from tickets.lifecycle.models import Ticket
from tickets.triage.clarifying import Question
from tickets.triage.models import Clarification


def record_asked(ticket: Ticket, question: Question, *, at: dt.datetime) -> Clarification:
    """Record that ``question`` was asked in the conversation."""
    return _record(ticket, question, asked_at=at, answered_at=None, before_sending=False)


def record_answered(
    ticket: Ticket, question: Question, *, took: dt.timedelta, at: dt.datetime
) -> Clarification:
    """Record that ``question`` was asked before sending, and answered within ``took``."""
    took = max(took, dt.timedelta())
    return _record(ticket, question, asked_at=at - took, answered_at=at, before_sending=True)


def answer(ticket: Ticket, *, at: dt.datetime) -> bool:
    """Take the customer's message of ``at`` as the answer; False when none is waited for."""
    waiting = Clarification.objects.filter(ticket=ticket, answered_at=None)
    return waiting.update(answered_at=at) > 0


def _record(
    ticket: Ticket,
    question: Question,
    *,
    asked_at: dt.datetime,
    answered_at: dt.datetime | None,
    before_sending: bool,
) -> Clarification:
    return Clarification.objects.create(
        ticket=ticket,
        key=question.key,
        about=question.about,
        words=question.words,
        asked_at=asked_at,
        answered_at=answered_at,
        before_sending=before_sending,
    )
