"""Triage learns from what agents said, in the background, and goes live only if it is no worse.

Held back for judging are every fifth ticket that an agent sorted, by its id, and every fourth
writer of the messages that the desk ships. No model ever learns those, so the one that is live and
the one that would follow it are judged on the same texts, unseen by both.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_noop

from knowledge_base.language.classifier import NONE, Classifier, Verdict
from knowledge_base.language.storing import FORMAT, NotAClassifier, dumped, loaded
from knowledge_base.language.training import Example, NothingToLearn, train
from tickets.conversation.models import Message
from tickets.lifecycle.choices import ActorKind
from tickets.triage import examples, vocabulary
from tickets.triage.learned import TriageLesson, TriageModel, digest_of
from tickets.triage.models import Category
from tickets.triage.understanding import lines_of, prior_of, urgent_of
from tickets.triage.vocabulary import Index

log = structlog.get_logger(__name__)

MOST_LESSONS = 20_000
HELD_BACK_OF = 5
KEPT = 10
THRESHOLDS = range(5, 100, 5)
"""In percent, for the curves that staff choose by."""
FIRST = gettext_noop("The first.")
BETTER = gettext_noop("No worse than the one before on messages that both had not seen.")
WORSE = gettext_noop("Worse than the one before on messages that both had not seen.")
CHOSEN = gettext_noop("Chosen by a person.")
NOT_BETTER = gettext_noop("Not better than the one that a person chose.")


@dataclass(frozen=True, slots=True)
class Material:
    """What is there to learn, and what to judge by. ``made_of`` is another once any of it is."""

    taught: Sequence[Example]
    tested: Sequence[Example]
    lessons: int
    categories: Sequence[Category]
    made_of: str

    @property
    def words(self) -> Index:
        return vocabulary.index_of(tuple(map(lines_of, self.categories)))


def learn(*, at: dt.datetime) -> TriageModel | None:
    """Make a model of all that is known; None where nothing is new. Takes some seconds of work.

    Writes one row, at the end, so nothing is half done if it is stopped.
    """
    material = gathered()
    latest = TriageModel.objects.without_bytes().newest_first().first()
    if latest is not None and latest.made_of == material.made_of:
        return None
    try:
        classifier = train(material.taught)
    except NothingToLearn:
        return None
    verdicts = _asked(classifier, material)
    data = dumped(classifier)
    return _kept(data, material, verdicts, at=at)


@transaction.atomic
def _kept(
    data: bytes, material: Material, verdicts: Sequence[Verdict], *, at: dt.datetime
) -> TriageModel:
    """Store the model, live if it is no worse than the one that is; forget the oldest.

    What a person went back to stays until one is better: they had seen a reason that no score told.
    """
    before = TriageModel.objects.select_for_update().filter(live=True).first()
    accuracy = _accuracy(material.tested, verdicts)
    standing = _accuracy_of(before, material) if before else None
    chosen = before is not None and before.why == CHOSEN
    live = standing is None or accuracy > standing or (accuracy == standing and not chosen)
    worse = NOT_BETTER if chosen and accuracy == standing else WORSE
    if before and live:
        TriageModel.objects.filter(pk=before.pk).update(live=False)
    made = TriageModel.objects.create(
        made_at=at,
        live=live,
        why=(FIRST if standing is None else BETTER) if live else worse,
        made_of=material.made_of,
        examples=len(material.taught),
        lessons=material.lessons,
        tested=len(material.tested),
        accuracy=accuracy,
        scores=_scores(material, verdicts),
        data=data,
        digest=digest_of(data),
    )
    newest = TriageModel.objects.newest_first().values_list("pk", flat=True)[:KEPT]
    TriageModel.objects.exclude(pk__in=list(newest)).filter(live=False).delete()
    log.info("triage_learned", model=made.pk, live=live, examples=made.examples)
    return made


@transaction.atomic
def make_live(model_id: int) -> TriageModel:
    """Let the model decide that a person chose. Raises TriageModel.DoesNotExist."""
    chosen = TriageModel.objects.select_for_update().without_bytes().get(pk=model_id)
    TriageModel.objects.filter(live=True).update(live=False)
    chosen.live, chosen.why = True, CHOSEN
    chosen.save(update_fields=["live", "why"])
    return chosen


def gathered() -> Material:
    """Return what is known now: words of categories, shipped messages, what agents said."""
    categories = list(Category.objects.offered())
    keys = {category.key for category in categories}
    shipped = [one for one in examples.said() if one.category in keys or one.category == NONE]
    lessons = list(_lessons(keys))
    taught = [Example(line, c.key) for c in categories for line in _lines(c)]
    taught += [Example(one.text, one.category) for one in shipped if not one.tested]
    taught += [example for held, example in lessons if not held]
    tested = [Example(one.text, one.category) for one in shipped if one.tested]
    tested += [example for held, example in lessons if held]
    return Material(taught, tested, len(lessons), categories, _mark(taught))


def _lessons(keys: Iterable[str]) -> Iterable[tuple[bool, Example]]:
    """Yield what agents said, newest first: whether it is held back, text and category."""
    first = Message.objects.filter(
        ticket=OuterRef("ticket"), author_kind__in=[ActorKind.CUSTOMER, ActorKind.GUEST]
    ).order_by("at", "id")
    said = (
        TriageLesson.objects.filter(category__key__in=keys)
        .annotate(text=Subquery(first.values("body")[:1]))
        .exclude(text=None)
        .order_by("-at")
        .values_list("ticket_id", "text", "category__key")[:MOST_LESSONS]
    )
    for ticket_id, text, key in said:
        yield ticket_id.int % HELD_BACK_OF == 0, Example(text, key)


def _lines(category: Category) -> Iterable[str]:
    return {line.strip() for text in lines_of(category).texts for line in text.splitlines()} - {""}


def _mark(taught: Sequence[Example]) -> str:
    told = sorted((example.label, example.text) for example in taught)
    return hashlib.sha256(json.dumps([FORMAT, told]).encode()).hexdigest()


def _asked(classifier: Classifier, material: Material) -> list[Verdict]:
    words, urgent = material.words, urgent_of(material.categories)
    prepared = [vocabulary.prepare(example.text) for example in material.tested]
    return [
        classifier.classify(text, prior=prior_of(words, text), among=urgent) for text in prepared
    ]


def _accuracy_of(model: TriageModel, material: Material) -> float | None:
    """Return how the model that is live does on the same texts; None if it cannot be read."""
    data = bytes(model.data)
    try:
        if digest_of(data) != model.digest:
            return None
        return _accuracy(material.tested, _asked(loaded(data), material))
    except NotAClassifier:
        return None


def _accuracy(tested: Sequence[Example], verdicts: Sequence[Verdict]) -> float:
    pairs = [(one, v) for one, v in zip(tested, verdicts, strict=True) if one.label != NONE]
    return sum(one.label == v.label for one, v in pairs) / len(pairs) if pairs else 0.0


def _scores(material: Material, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the two curves: what a threshold sorts, and what another one catches as urgent."""
    urgent = urgent_of(material.categories)
    pairs = list(zip(material.tested, verdicts, strict=True))
    really = sum(one.label in urgent for one, _v in pairs)
    sorting, alarms = [], []
    for percent in THRESHOLDS:
        sure = [one.label == v.label for one, v in pairs if v.confidence >= percent / 100]
        raised = [one.label in urgent for one, v in pairs if v.among >= percent / 100]
        sorting.append([percent, _share(len(sure), len(pairs)), _share(sum(sure), len(sure))])
        alarms.append([percent, _share(sum(raised), really), _share(sum(raised), len(raised))])
    return {"sorting": sorting, "urgent": alarms}


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
