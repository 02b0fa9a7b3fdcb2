"""What a text to the assistant is about, in the words that the assistant knows."""

import datetime as dt

from knowledge_base.assistant.limits import Limits
from knowledge_base.assistant.matters import Level, Matter
from tickets.lifecycle.choices import Tier
from tickets.lifecycle.desk import DeskSettings
from tickets.triage.models import Category
from tickets.triage.templates import offered_category
from tickets.triage.understanding import understand

SURE = 0.5
"""From this confidence on a text names a category; below, the talk keeps the one it had."""
LEVELS = {Tier.URGENT: Level.URGENT, Tier.HIGH: Level.HIGH}


def matter_of(text: str) -> Matter:
    """Return the category of ``text`` and how soon a person must answer; an empty one when unsure.

    What sounds urgent is urgent from the same confidence on as when a ticket is filed, whichever
    category comes first: a missed urgent matter costs more than one too many.
    """
    understood = understand(text, soon=True)
    if understood is None:
        return Matter()
    urgent_from = DeskSettings.current().urgent_from
    sounds_urgent = 0 < urgent_from <= 100 * understood.urgent
    category = offered_category(understood.category) if understood.confidence >= SURE else None
    if category is None:
        return Matter(level=Level.URGENT if sounds_urgent else Level.ROUTINE)
    return matter_in(category, sounds_urgent=sounds_urgent)


def matter_in(category: Category, *, sounds_urgent: bool = False) -> Matter:
    """Return what a text of ``category`` is about; switched off, no answer is given to it."""
    level = Level.URGENT if sounds_urgent else LEVELS.get(Tier(category.tier), Level.ROUTINE)
    return Matter(category.key, level, answered=category.assistant_answers)


def limits() -> Limits:
    """Return the assistant's numbers as staff set them."""
    desk = DeskSettings.current()
    return Limits(
        answered_from=desk.answer_from / 100,
        remembered_for=dt.timedelta(hours=desk.talk_hours),
        most_questions=desk.talk_questions,
        most_missed=desk.talk_misses,
    )
