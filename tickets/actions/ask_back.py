"""One question back when a message is vague: before sending, or into the conversation."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _

from consignment.models import Consignment, Item, Order, OrderLine, Payout, User
from tickets.conversation import writing
from tickets.conversation.models import Message
from tickets.lifecycle import history
from tickets.lifecycle.actors import SYSTEM
from tickets.lifecycle.choices import Channel
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket
from tickets.triage import clarifications
from tickets.triage.clarifying import (
    MOST_CHOICES,
    Question,
    kinds_to_choose_from,
    question_for,
)
from tickets.triage.models import Category, FieldKind
from tickets.triage.situations import Thing

ASKED_AFTER_SENDING = frozenset({Channel.APP, Channel.EMAIL, Channel.SITE_MESSAGE, Channel.SOCIAL})
"""Where a message may come in that nobody could ask about before.

On the site the form asks, in a chat the assistant does, on the phone a person.
"""


def question_to(
    person: User | None,
    category: Category | None,
    *,
    text: str,
    answers: Mapping[str, Any],
    things: Sequence[Thing],
    language: str,
) -> Question | None:
    """Return the question that makes ``text`` precise, with the person's own things to tap.

    None when it will do, and when staff switched the questions off. One query for the settings, and
    two for a kind of thing that is missing. The template of ``category`` is read, if not at hand.
    """
    settings = DeskSettings.current()
    if not settings.ask_back:
        return None
    least = settings.least_words
    kinds = kinds_to_choose_from(category, text=text, answers=answers, things=things, least=least)
    return question_for(
        category,
        text=text,
        answers=answers,
        things=things,
        own=_newest(person, kinds) if person else (),
        language=language,
        least=least,
    )


def ask_back_locked(
    ticket: Ticket,
    *,
    text: str,
    answers: Mapping[str, Any],
    things: Sequence[Thing],
    at: dt.datetime,
) -> Message | None:
    """Write the question into the conversation, if one is needed; return the message.

    It is automatic: it meets no promise and stops no clock, for a person may not need the answer.
    Caller holds the ticket lock and saves.
    """
    if ticket.channel not in ASKED_AFTER_SENDING:
        return None
    question = question_to(
        ticket.requester,
        ticket.category,
        text=text,
        answers=answers,
        things=things,
        language=ticket.language,
    )
    if question is None:
        return None
    message = writing.write(
        ticket,
        by=SYSTEM,
        body=_said(question, ticket.language),
        at=at,
        channel=Channel(ticket.channel),
        automatic=True,
    )
    clarifications.record_asked(ticket, question, at=at)
    history.asked_back(ticket, message_id=message.id, by=SYSTEM, at=at)
    return message


def _newest(person: User, kinds: Sequence[FieldKind]) -> list[Thing]:
    """Return the newest things of ``kinds`` that are the person's own, a few of each."""
    if not kinds:
        return []
    lines = Prefetch("lines", OrderLine.objects.with_items())
    newest: dict[FieldKind, models.QuerySet[Any]] = {
        FieldKind.ORDER: Order.objects.owned_by(person).newest_first().prefetch_related(lines),
        FieldKind.ITEM: Item.objects.owned_by(person).newest_first(),
        FieldKind.CONSIGNMENT: Consignment.objects.owned_by(person).newest_first(),
        FieldKind.PAYOUT: Payout.objects.owned_by(person).newest_first(),
    }
    return [thing for kind in kinds for thing in newest[kind][:MOST_CHOICES]]


def _said(question: Question, language: str) -> str:
    """Return ``question`` as a message, in ``language``."""
    with translation.override(language):
        before = _("One question, so that we can act at once:")
        if not question.choices:
            return f"{before}\n\n{question.words}"
        choices = "\n".join(f"– {choice.words}" for choice in question.choices)
        after = _("Reply with one of these, or in your own words.")
    return f"{before}\n\n{question.words}\n{choices}\n\n{after}"
