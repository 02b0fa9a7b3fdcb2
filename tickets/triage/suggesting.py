"""Which category a customer means, from what they chose and from their words. Pure.

Words earn by ``vocabulary``; a chosen thing earns by the situations it is in, which staff tie to
categories, weighed like words: what few categories name says most.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge_base.language.likeness import idf
from tickets.lifecycle.choices import Party, Tier
from tickets.triage import understanding, vocabulary
from tickets.triage.models import AUDIENCES_OF, Category
from tickets.triage.situations import Situation, Thing, situations_of
from tickets.triage.understanding import Heard
from tickets.triage.vocabulary import Match

URGENT_WEIGHS = 1.5
"""An urgent matter that was not recognised costs more than one too many that is offered."""
SITUATION_WEIGHS = 2.0
"""A situation against one word that as few categories know."""
WORTH_OFFERING = {Tier.URGENT: 0.1, Tier.HIGH: 0.25, Tier.MEDIUM: 0.25, Tier.LOW: 0.25}
"""What earns less than this part of the best is left out."""
LEARNED_WEIGHS = 10.0
"""What triage learned, when it is sure, against the words that staff wrote down."""
WORDS_SHOWN = 3
NOT_HEARD = Heard(0.0, ())
NOTHING: Mapping[str, Heard] = {}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category that may be meant; ``why`` names the words and things that led to it.

    ``score`` is comparable within one call; more is better.
    """

    category: Category
    score: float
    why: str


def suggest(
    text: str,
    *,
    at: dt.datetime,
    things: Iterable[Thing] = (),
    party: Party | None = None,
    categories: Iterable[Category],
    learned: Mapping[str, Heard] = NOTHING,
) -> list[Suggestion]:
    """Return the categories that ``text`` and ``things`` lead to, best first.

    ``learned`` is what triage heard in ``text`` (``understanding.heard``). Empty when nothing is
    known. ``party`` leaves out what is for the other side alone. Of equal
    scores the one that stands first among ``categories`` is first.
    """
    fitting = [c for c in categories if c.audience in AUDIENCES_OF[party or Party.UNKNOWN]]
    index = vocabulary.index_of(tuple(map(understanding.lines_of, fitting)))
    prepared = vocabulary.prepare(text)
    by_words = vocabulary.matches(index, prepared)
    known = [(thing, situations_of(thing, at=at)) for thing in things]
    rarity = _rarity(fitting)
    found = []
    for category in fitting:
        words = by_words.get(category.key, Match(0.0, ()))
        ties = set(map(Situation, category.situations))
        earned = math.fsum(rarity[s] for _thing, situations in known for s in situations & ties)
        score = words.score + SITUATION_WEIGHS * earned
        heard = learned.get(category.key, NOT_HEARD)
        score += LEARNED_WEIGHS * heard.confidence
        if category.tier == Tier.URGENT:
            score *= URGENT_WEIGHS
        if score > 0:
            about = [
                (thing, max(situations & ties, key=lambda s: (rarity[s], s)))
                for thing, situations in known
                if situations & ties
            ]
            found.append(Suggestion(category, round(score, 4), _why(prepared, words, heard, about)))
    best = max((suggestion.score for suggestion in found), default=0.0)
    worth = [one for one in found if one.score >= best * WORTH_OFFERING[Tier(one.category.tier)]]
    return sorted(worth, key=lambda suggestion: -suggestion.score)


def _rarity(categories: list[Category]) -> dict[str, float]:
    """Return what each situation weighs, as a word does by how few documents hold it."""
    holding = Counter(situation for category in categories for situation in category.situations)
    return {situation: idf(number, len(categories)) for situation, number in holding.items()}


def _why(
    prepared: str, words: Match, heard: Heard, about: Sequence[tuple[Thing, Situation]]
) -> str:
    """Return what earned most: the words of the message, and the things with how they stand."""
    quotes = _quotes(prepared, words) or heard.because
    parts = [f"“{quoted}”" for quoted in quotes]
    parts += [f"{thing.number} ({situation.label})" for thing, situation in about]
    return _("because of: %(what)s") % {"what": ", ".join(parts)}


def _quotes(prepared: str, words: Match) -> list[str]:
    """Return the stretches of the message that earned most, joined where they meet."""
    top = sorted(words.earned, key=lambda piece: -piece[0])[: 2 * WORDS_SHOWN]
    spans = sorted({span for _weight, spans in top for span in spans})
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not prepared[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return [prepared[start:end] for start, end in joined[:WORDS_SHOWN]]
