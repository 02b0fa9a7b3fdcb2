"""What was said on a ticket since somebody read it: what they write then has crossed it."""

import uuid

from django.db.models import Q

from tickets.conversation.models import Author, Message
from tickets.lifecycle.actors import Actor

MOST = 5
"""So many are shown; the conversation has them all."""


class Crossed(Exception):
    """Something was said meanwhile; ``messages`` are the newest of it, in order."""

    def __init__(self, messages: list[Message]) -> None:
        super().__init__(f"{len(messages)} messages were written meanwhile.")
        self.messages = messages


def said_since(ticket_id: uuid.UUID, seen: uuid.UUID, *, by: Actor) -> list[Message]:
    """Return what the customer or another agent has said since the message ``seen``, in order.

    What ``by`` said, and what was said by itself, crosses nothing. Whoever names no message that
    is there has read nothing. Two queries, one of them where nothing was said.
    """
    said = Message.objects.filter(ticket=ticket_id, automatic=False)
    news = said.filter(author_kind__in=[Author.CUSTOMER, Author.AGENT])
    if by.user_id is not None:
        news = news.exclude(author_id=by.user_id)
    read = Message.objects.filter(ticket=ticket_id, id=seen)
    if (last := read.values_list("at", "id").first()) is not None:
        news = news.filter(Q(at__gt=last[0]) | Q(at=last[0], id__gt=last[1]))
    return list(news.order_by("-at", "-id")[:MOST])[::-1]


def check(ticket_id: uuid.UUID, seen: uuid.UUID | None, *, by: Actor) -> None:
    """Raise Crossed when something was said since ``seen``; None asks for no check.

    Caller holds the ticket lock.
    """
    if seen is None:
        return
    if messages := said_since(ticket_id, seen, by=by):
        raise Crossed(messages)
