"""The figures of the assistant on scripted dialogues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from config.evaluation.assistant_script import Script
from config.evaluation.subject import Report

SHOWN = 40
"""So many failures are told to people; programs get all."""


@dataclass(frozen=True, slots=True)
class Failure:
    dialogue: str
    text: str
    what: str


@dataclass(frozen=True, slots=True)
class Played:
    script: Script
    failures: tuple[Failure, ...]
    took: tuple[float, ...]
    """Milliseconds a reply."""


def measured(played: Sequence[Played]) -> Report:
    """Return the share of dialogues in which every turn was as it must be."""
    languages = sorted({one.script.language for one in played})
    took = [milliseconds for one in played for milliseconds in one.took]
    failures = [failure for one in played for failure in one.failures]
    figures: dict[str, Any] = {
        "dialogues": len(played),
        "turns": len(took),
        "passed": sum(not one.failures for one in played),
        "share_passed": _share(played),
        "share_passed_by_language": {
            language: _share([one for one in played if one.script.language == language])
            for language in languages
        },
        "ms_per_reply_mean": round(float(np.mean(took)), 2),
        "ms_per_reply_p95": round(float(np.percentile(took, 95)), 2),
        "failures": [
            {"dialogue": one.dialogue, "text": one.text[:200], "what": one.what} for one in failures
        ],
    }
    return Report(figures, _said(figures))


def _share(played: Sequence[Played]) -> float:
    return round(sum(not one.failures for one in played) / len(played), 4)


def _said(figures: dict[str, Any]) -> list[str]:
    languages = ", ".join(
        f"{language} {100 * share:.1f} %"
        for language, share in figures["share_passed_by_language"].items()
    )
    failures = figures["failures"]
    said = [
        f"Played {figures['dialogues']} dialogues of {figures['turns']} turns.",
        f"Right in every turn: {100 * figures['share_passed']:.1f} % of them ({languages}).",
        f"{figures['ms_per_reply_mean']} ms a reply, 95 % below {figures['ms_per_reply_p95']} ms.",
        *(f"{one['dialogue']}: {one['text']!r} {one['what']}." for one in failures[:SHOWN]),
    ]
    if len(failures) > SHOWN:
        said.append(f"... and {len(failures) - SHOWN} more (--json tells all).")
    return said
