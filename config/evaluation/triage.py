"""Triage as a subject: the desk's own classifier, taught what the caller sends."""

from collections.abc import Mapping, Sequence
from typing import Any

from config.evaluation.subject import InputRefused, Line, Operation, Report, objects_of, text_of
from config.evaluation.triage_report import measured, rows_of
from knowledge_base.language.classifier import Classifier
from knowledge_base.language.training import Example, NothingToLearn, train

ROUNDED = 6


class Triage:
    """Knows what it was last taught; touches no database."""

    def __init__(self) -> None:
        self._classifier: Classifier | None = None
        self.operations: Mapping[str, Operation] = {
            "train": self.train,
            "classify": self.classify,
        }

    def train(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Learn ``rows`` of {"text", "label"}; what was known before is forgotten."""
        examples = []
        for index, row in enumerate(objects_of(request, "rows")):
            try:
                examples.append(Example(text_of(row), text_of(row, "label")))
            except InputRefused as refused:
                raise InputRefused(f'"rows"[{index}]: {refused.why}') from refused
        try:
            self._classifier = train(examples)
        except NothingToLearn as nothing:
            raise InputRefused('At least one row needs a label other than "oos".') from nothing
        return {"ok": True, "rows": len(examples), "labels": len(self._classifier.labels)}

    def classify(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the best label, whether to trust it, and the next best."""
        if self._classifier is None:
            raise InputRefused('Send {"op": "train", "rows": [...]} first.')
        verdict = self._classifier.classify(text_of(request, required=False))
        return {
            "label": verdict.label,
            "confidence": round(verdict.confidence, ROUNDED),
            "top": [
                {"label": ranked.label, "confidence": round(ranked.confidence, ROUNDED)}
                for ranked in verdict.top
            ],
        }

    def evaluate(self, lines: Sequence[Line]) -> Report:
        return measured(rows_of(lines))

    def close(self) -> None:
        self._classifier = None
