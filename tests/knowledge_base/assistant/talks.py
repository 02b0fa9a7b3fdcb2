"""Talks to test on: whoever talks, one text after the other, around the NOW of ``trade``."""

from datetime import datetime

from consignment.models import User
from knowledge_base.assistant import turns
from knowledge_base.assistant.matters import Level, Matter
from knowledge_base.assistant.models import Dialogue
from knowledge_base.assistant.replies import Reply
from tests.factories.trade import NOW

URGENT, HIGH = Matter("account-security", Level.URGENT), Matter("payout", Level.HIGH)


class Talk:
    """One talk of ``person``, or of a guest."""

    def __init__(self, person: User | None = None, *, language: str = "en") -> None:
        self.person, self.secret = person, ""
        if person is None:
            self.dialogue, self.secret = Dialogue.objects.begin_with_guest(
                language=language, at=NOW
            )
        else:
            self.dialogue = Dialogue.objects.begin(person, language=language, at=NOW)

    def say(self, text: str, *, matter: Matter = turns.NO_MATTER, at: datetime = NOW) -> Reply:
        return turns.reply(self.dialogue, text, person=self.person, matter=matter, at=at)


def offered(reply: Reply) -> set[str]:
    return {action.kind.value for action in reply.actions}


def known(reply: Reply) -> set[str]:
    return {fact.number for fact in reply.facts}
