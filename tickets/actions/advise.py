"""While a customer writes: what it is about, what may answer it, what to ask, what is promised."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from consignment import numbers
from consignment.models import Order, User
from consignment.numbers import Kind
from knowledge_base.articles.models import Reader
from knowledge_base.search.finding import Hit, find
from tickets.actions.ask_back import question_to
from tickets.actions.naming import Number, own_named
from tickets.actions.previewing import preview_of
from tickets.lifecycle.choices import Channel, Party
from tickets.sla.previewing import Preview
from tickets.triage.clarifying import MODEL_OF, Question
from tickets.triage.models import Category
from tickets.triage.situations import Thing
from tickets.triage.substance import substance
from tickets.triage.suggesting import Suggestion, suggest
from tickets.triage.understanding import heard

ARTICLES = 3
CATEGORIES = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """What can be told before anything is sent.

    ``categories`` and ``articles`` best first, a few of each; ``question`` is the one to ask before
    sending; ``promised_at`` is when a person would answer, None where nothing is promised or the
    category is not chosen yet; ``opens_at`` when somebody works again, None while somebody does.
    """

    categories: tuple[Suggestion, ...]
    articles: tuple[Hit, ...]
    question: Question | None
    promised_at: dt.datetime | None
    opens_at: dt.datetime | None = None


def advise(
    *,
    text: str,
    person: Reader,
    language: str,
    at: dt.datetime,
    category: Category | None = None,
    answers: Mapping[str, Any] | None = None,
    things: Sequence[Thing] = (),
    party: Party | None = None,
    channel: Channel = Channel.SITE,
) -> Advice:
    """Return what can be told to ``person`` who has written ``text`` so far. Writes nothing.

    ``things`` are the person's own; those that ``text`` and ``answers`` name are found here, in one
    query a kind. ``category`` comes with its template (``Category.objects.with_template()``).
    Articles are those the person may read, found from a text that says something; a search without
    result is not counted as one, since every key pressed would be. The number of queries does not
    depend on how many articles or orders there are.
    """
    answers = answers or {}
    user = person if isinstance(person, User) else None
    chosen = [*things, *own_named(user, text, said=_said(answers, category), besides=things)]
    prefetch_related_objects([t for t in chosen if isinstance(t, Order)], "shipments")
    suggestions = suggest(
        text,
        at=at,
        things=chosen,
        party=party,
        categories=Category.objects.offered(),
        learned=heard(text),
    )
    preview = preview_of(category, channel=channel, things=chosen, at=at) if category else Preview()
    return Advice(
        categories=tuple(suggestions[:CATEGORIES]),
        articles=_articles(text, person=person, language=language, at=at),
        question=question_to(
            user, category, text=text, answers=answers, things=chosen, language=language
        ),
        promised_at=preview.answer_by,
        opens_at=preview.opens_at,
    )


def _articles(text: str, *, person: Reader, language: str, at: dt.datetime) -> tuple[Hit, ...]:
    if not substance(text):
        return ()
    return tuple(find(text, person=person, language=language, at=at, limit=ARTICLES))


def _said(answers: Mapping[str, Any], category: Category | None) -> Iterator[Number]:
    """Yield the numbers that ``answers`` give to the questions for a thing."""
    for question in category.fields.all() if category else ():
        typed = answers.get(question.key)
        if question.kind in MODEL_OF and isinstance(typed, str):
            kind = Kind(question.kind)
            if number := numbers.canonical(typed, kind):
                yield kind, number
