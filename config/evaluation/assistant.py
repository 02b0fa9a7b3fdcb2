"""The assistant as a subject: scripted dialogues, played through the desk's own engine."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.db import transaction

from config.evaluation.assistant_report import Failure, Played, measured
from config.evaluation.assistant_script import FORBIDDEN, Script, Step, data_of
from config.evaluation.assistant_world import build
from config.evaluation.scratch import scratch_database
from config.evaluation.subject import Line, Operation, Report
from knowledge_base import content
from knowledge_base.assistant import turns
from knowledge_base.assistant.models import Dialogue
from knowledge_base.assistant.replies import Reply

Store = Callable[[], AbstractContextManager[Any]]


class Assistant:
    """Plays each dialogue in a world of its own, on a database that ends with the measuring."""

    def __init__(self, store: Store = scratch_database) -> None:
        self._store = store
        self.operations: Mapping[str, Operation] = {}

    def evaluate(self, lines: Sequence[Line]) -> Report:
        """Measure with the articles that come with the product."""
        scripts = data_of(lines)
        with self._store():
            content.load(min(script.at for script in scripts) - timedelta(days=30))
            return measured([played(script) for script in scripts])

    def close(self) -> None:
        """Nothing is kept."""


def played(script: Script) -> Played:
    """Play ``script`` from its first text to its last; nothing of it stays."""
    failures: list[Failure] = []
    took: list[float] = []
    with transaction.atomic():
        person = build(script.world, at=script.at)
        if person is None:
            dialogue, _secret = Dialogue.objects.begin_with_guest(
                language=script.language, at=script.at
            )
        else:
            dialogue = Dialogue.objects.begin(person, language=script.language, at=script.at)
        at = script.at
        for step in script.steps:
            at += step.after
            if step.person_writes:
                dialogue.fall_silent(at=at)
            if step.given_back:
                dialogue.give_back()
            started = time.perf_counter()
            said = turns.reply(dialogue, step.text, person=person, matter=step.matter, at=at)
            took.append(1000 * (time.perf_counter() - started))
            failures += [Failure(script.name, step.text, what) for what in wrong(said, step)]
        transaction.set_rollback(True)
    return Played(script, tuple(failures), tuple(took))


def wrong(said: Reply, step: Step) -> list[str]:
    """Return what of ``said`` is not as ``step`` wants it, a sentence each."""
    expected = step.expected
    actions = {action.kind.value for action in said.actions}
    shown = "\n".join([said.words, *(f"{one.value} {one.words}" for one in said.choices)])
    facts = {fact.kind.value: fact.number for fact in reversed(said.facts)}
    found = []
    if expected.kinds and said.kind not in expected.kinds:
        found.append(f"is {said.kind}, not {' or '.join(sorted(expected.kinds))} ({said.why})")
    if said.kind in expected.not_kinds:
        found.append(f"must not be {said.kind} ({said.why})")
    if expected.topic and said.topic != expected.topic:
        found.append(f"is about {said.topic or 'nothing'}, not {expected.topic}")
    if expected.source and expected.source not in {one.slug for one in said.sources}:
        found.append(f"does not stand on {expected.source}")
    if expected.choices is not None and len(said.choices) != expected.choices:
        found.append(f"offers {len(said.choices)} choices, not {expected.choices}")
    found += [f"does not say {part}" for part in expected.says if part not in shown]
    found += [f"says {part}" for part in (*expected.not_says, *FORBIDDEN) if part in shown]
    found += [f"does not offer {kind}" for kind in sorted(expected.does - actions)]
    found += [f"offers {kind}" for kind in sorted(expected.not_does & actions)]
    found += [
        f"knows {facts.get(kind, 'no')} {kind}, not {number}"
        for kind, number in expected.facts.items()
        if facts.get(kind) != number
    ]
    return found
