"""People who ask for something, by ticket or of the assistant."""

import datetime as dt

from knowledge_base.assistant.models import Dialogue, Turn
from tests.factories.desk import open_ticket
from tests.factories.trade import BuyerFactory
from tickets.insight.fewer.models import ProductProposal
from tickets.insight.fewer.reckoning import reckon
from tickets.lifecycle.desk import DeskSettings
from tickets.lifecycle.models import Ticket

NIGHT = dt.datetime(2026, 3, 30, 4, 43, tzinfo=dt.UTC)
"""When it is counted."""
DAY = dt.timedelta(days=1)
PHONE = "How do I change my phone number?"


def filed(body: str = PHONE, *, ago: int = 3, category: str = "technical") -> Ticket:
    """File a ticket so many days before the night."""
    answers = {"where": "site"} if category == "technical" else {}
    return open_ticket(category=category, body=body, answers=answers, at=NIGHT - ago * DAY)


def talked(*texts: str, ago: int = 3, matters: tuple[str, ...] = ()) -> Dialogue:
    """Let the assistant answer ``texts`` so many days before the night."""
    at = NIGHT - ago * DAY
    talk = Dialogue.objects.begin(BuyerFactory.create().user, language="en", at=at)
    Dialogue.objects.filter(pk=talk.pk).update(matters=list(matters))
    for number, text in enumerate(texts or (PHONE,), start=1):
        Turn.objects.create(dialogue=talk, number=number, at=at, text=text, kind="answer")
    return talk


def counted(*, fewest: int = 2, at: dt.datetime = NIGHT) -> list[ProductProposal]:
    """Count as the night does; return what is proposed."""
    row = DeskSettings.objects.get()
    row.asked_least = fewest
    row.save()
    reckon(at=at)
    return list(ProductProposal.objects.all())
