"""Appending to a conversation. Callers hold the ticket lock."""

import datetime as dt
import re
import unicodedata

from django.utils.translation import gettext as _

from consignment.together import insert
from tickets.conversation.models import Author, Message, Note
from tickets.conversation.talks import silence_assistant
from tickets.lifecycle.actors import Actor
from tickets.lifecycle.choices import ActorKind, Channel
from tickets.lifecycle.models import Ticket

MAX_LENGTH = 20_000
"""Characters in one message. A protocol limit like a column width, not a service level."""

# What turns the text beside it around (UAX #9): of use inside a text, a disguise in a line of it.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""The characters of the categories Cc and Cs, which no later Unicode adds to."""

AUTHOR_OF = {
    ActorKind.CUSTOMER: Author.CUSTOMER,
    ActorKind.GUEST: Author.CUSTOMER,
    ActorKind.AGENT: Author.AGENT,
    ActorKind.SUPERVISOR: Author.AGENT,
    ActorKind.ADMINISTRATOR: Author.AGENT,
    ActorKind.ASSISTANT: Author.ASSISTANT,
    ActorKind.SYSTEM: Author.SYSTEM,
}


class TextRefused(Exception):
    """The text cannot be a message; ``why`` says what to do."""

    def __init__(self, why: str, code: str) -> None:
        super().__init__(why)
        self.why = why
        self.code = code


def cleaned(body: str) -> str:
    """Return ``body`` as it is stored: NFC, Unix line ends, no control characters, no margins.

    Raises TextRefused when nothing is left or when it is longer than MAX_LENGTH.
    """
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub(lambda found: found[0] if found[0] in "\n\t" else "", text).strip()
    if not says_something(text):
        raise TextRefused(_("Write a message: it is empty."), "blank")
    if len(text) > MAX_LENGTH:
        raise TextRefused(
            _("This is too long: %(length)s characters, and %(limit)s fit. Send it in parts.")
            % {"length": f"{len(text):,}", "limit": f"{MAX_LENGTH:,}"},
            "too_long",
        )
    return text


def one_line(text: str) -> str:
    """Return ``text`` as a subject or a name is stored: one line, NFC, no characters that steer."""
    line = " ".join(unicodedata.normalize("NFC", text).split()).translate(TURNING)
    return _CONTROL.sub("", line).strip()


def says_something(text: str) -> bool:
    """Tell whether there is anything in ``text`` to see."""
    return any(unicodedata.category(c)[0] not in "ZC" for c in text)


def write(
    ticket: Ticket,
    *,
    by: Actor,
    body: str,
    at: dt.datetime,
    channel: Channel,
    provider_id: str | None = None,
    automatic: bool = False,
    asks_after: bool | None = None,
) -> Message:
    """Append what ``by`` says to the customer, or the customer to us. Caller holds the ticket lock.

    ``asks_after``: whether a customer asks where our answer is; None where that was not read.
    Counts on the ticket what later stages read: replies, turns, who spoke last. The caller saves.
    Raises TextRefused.
    """
    message = Message(
        ticket=ticket,
        author_kind=AUTHOR_OF[by.kind],
        author_id=by.user_id,
        author_name=by.name,
        body=cleaned(body),
        channel=channel,
        provider_id=provider_id,
        automatic=automatic,
        asks_after=asks_after,
        at=at,
    )
    insert([message])
    if by.is_customer:
        ticket.customer_spoke_last = True
    elif by.is_staff and not automatic:
        silence_assistant(ticket, at=at)
        if ticket.first_replied_at is None:
            ticket.first_replied_at = at
        if ticket.customer_spoke_last or ticket.reply_turns == 0:
            ticket.reply_turns += 1
        ticket.reply_count += 1
        ticket.customer_spoke_last = False
    ticket.updated_at = at
    return message


def note(ticket: Ticket, *, by: Actor, body: str, at: dt.datetime) -> Note:
    """Leave a note for the staff. Caller holds the ticket lock. Raises TextRefused."""
    if by.user_id is None:
        raise ValueError("A note has an author with an account.")
    return Note.objects.create(ticket=ticket, author_id=by.user_id, body=cleaned(body), at=at)
