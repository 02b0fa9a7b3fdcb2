"""The figures of triage on a file of JSON lines."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from config.evaluation.subject import InputRefused, Line, Report, text_of
from knowledge_base.language.classifier import NONE, Verdict
from knowledge_base.language.training import Example, NothingToLearn, train

PRECISION = 0.95
SPLITS = ("train", "test")
TESTED_OF_TEN = 3
"""Without a split in the file, so many tenths of its texts are tested on."""


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    label: str
    split: str


@dataclass(frozen=True, slots=True)
class Data:
    rows: Sequence[Row]
    split_by_hash: bool


def rows_of(lines: Sequence[Line]) -> Data:
    """Return what ``lines`` say. Raises InputRefused, naming the first line that does not do."""
    rows = []
    named = 0
    for line in lines:
        try:
            text, label = text_of(line.row), text_of(line.row, "label")
            split = line.row.get("split")
            if split is not None and split not in SPLITS:
                raise InputRefused('"split" must be "train" or "test", or be left out everywhere.')
        except InputRefused as refused:
            raise InputRefused(f"line {line.number}: {refused.why}") from refused
        named += split is not None
        rows.append(Row(text, label, split or _split(text)))
    if named not in (0, len(rows)):
        raise InputRefused('Some lines have a "split" and some have none: give it to all or none.')
    for split in SPLITS:
        if not any(row.split == split for row in rows):
            raise InputRefused(f'No line is for "{split}": add some.')
    return Data(rows, split_by_hash=named == 0)


def measured(data: Data) -> Report:
    """Train on the one part, classify the other; raises InputRefused if nothing can be learned."""
    taught = [Example(row.text, row.label) for row in data.rows if row.split == "train"]
    tested = [row for row in data.rows if row.split == "test"]
    started = time.perf_counter()
    try:
        classifier = train(taught)
    except NothingToLearn as nothing:
        raise InputRefused('No line for "train" has a label other than "oos".') from nothing
    seconds = time.perf_counter() - started
    verdicts, took = [], []
    for row in tested:
        started = time.perf_counter()
        verdicts.append(classifier.classify(row.text))
        took.append(1000 * (time.perf_counter() - started))
    figures = {
        "train_rows": len(taught),
        "test_rows": len(tested),
        "test_out_of_scope": sum(row.label == NONE for row in tested),
        "labels": len(classifier.labels),
        "split_by_hash": data.split_by_hash,
        **judged(tested, verdicts),
        "train_seconds": round(seconds, 2),
        "ms_per_text_mean": round(float(np.mean(took)), 3),
        "ms_per_text_p95": round(float(np.percentile(took, 95)), 3),
    }
    return Report(figures, _said(figures))


def judged(rows: Sequence[Row], verdicts: Sequence[Verdict]) -> dict[str, float | None]:
    """Return the figures of ``verdicts``; None where no row of the kind was there."""
    pairs = list(zip(rows, verdicts, strict=True))
    scope = [(row, verdict) for row, verdict in pairs if row.label != NONE]
    right = np.array([row.label == verdict.label for row, verdict in pairs])
    confidence = np.array([verdict.confidence for verdict in verdicts])
    unknown = np.array([row.label == NONE for row in rows])
    hits = [row.label == verdict.label for row, verdict in scope]
    among = [row.label in [one.label for one in verdict.top[:3]] for row, verdict in scope]
    return {
        "accuracy": _mean(hits),
        "top3": _mean(among),
        "routed_at_95": round(routed_share(right, confidence), 4),
        "auroc_out_of_scope": _auroc(confidence[~unknown], confidence[unknown]),
    }


def routed_share(right: np.ndarray, confidence: np.ndarray, precision: float = PRECISION) -> float:
    """Return the largest share of texts, surest first, of which ``precision`` are right.

    Texts of equal confidence go together: no threshold parts them.
    """
    order = np.argsort(-confidence, kind="stable")
    hits = np.cumsum(right[order])
    taken = np.arange(1, len(order) + 1)
    last_of_equals = np.append(np.diff(confidence[order]) != 0, True)
    enough = (hits / taken >= precision) & last_of_equals
    return float(taken[enough].max() / len(order)) if enough.any() else 0.0


def _auroc(known: np.ndarray, unknown: np.ndarray) -> float | None:
    """Return how probable it is that a text in scope is surer than one out of it; a tie is half."""
    if not len(known) or not len(unknown):
        return None
    ranked = np.sort(unknown)
    below = np.searchsorted(ranked, known, "left")
    equal = np.searchsorted(ranked, known, "right") - below
    return round(float((below + equal / 2).mean() / len(unknown)), 4)


def _mean(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def _split(text: str) -> str:
    """Return the part of ``text``, the same on every machine."""
    digest = hashlib.blake2b(text.strip().casefold().encode(), digest_size=8).digest()
    return SPLITS[int.from_bytes(digest, "big") % 10 < TESTED_OF_TEN]


def _said(figures: dict) -> list[str]:
    def percent(value: float | None) -> str:
        return "none to tell by" if value is None else f"{100 * value:.1f} %"

    how = "split by hash, 7 to 3, the same every time" if figures["split_by_hash"] else "as marked"
    auroc = figures["auroc_out_of_scope"]
    return [
        f"Taught {figures['train_rows']} texts of {figures['labels']} labels in "
        f"{figures['train_seconds']} s, tested {figures['test_rows']} others ({how}), "
        f"{figures['test_out_of_scope']} of them out of scope.",
        f"Right in scope: {percent(figures['accuracy'])}; among the best three: "
        f"{percent(figures['top3'])}.",
        f"Could be routed by itself at 95 % precision: {percent(figures['routed_at_95'])} of all.",
        "Out of scope told from in scope (AUROC): "
        + (f"{auroc:.3f}." if auroc is not None else "no text out of scope was tested."),
        f"{figures['ms_per_text_mean']} ms a text, 95 % below {figures['ms_per_text_p95']} ms.",
    ]
