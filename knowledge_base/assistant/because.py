"""Why a turn was said, as it is stored with it for staff: small, and of nobody but who asked.

``matter``: what the caller's triage said. ``heard``: what was recognised in the text, each with
the words that said so. ``looked``: what was looked up, of which thing, and what was found.
``articles``: the confidence of the best, the threshold then in force, the nearest with their
scores, and whether staff had taught the answer. ``reason``: why a person takes over.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge_base.assistant.intents import Understood
from knowledge_base.assistant.matters import Matter

Because = Mapping[str, Any]


def of_the_text(said: Understood, matter: Matter) -> dict[str, Any]:
    """Return what was known before anything was looked for."""
    because: dict[str, Any] = {
        "matter": {"key": matter.key, "level": matter.level.value, "answered": matter.answered}
    }
    if said.heard:
        because["heard"] = [{"what": what, "words": words} for what, words in said.heard]
    if said.general:
        because["general"] = True
    return because


def of_articles(
    near: Sequence[tuple[str, float]],
    *,
    language: str,
    confidence: float,
    threshold: float,
    taught: bool = False,
) -> dict[str, Any]:
    """Return what the articles said. ``near``: slugs with their scores, the best first."""
    return {
        "language": language,
        "confidence": round(confidence, 3),
        "threshold": round(threshold, 3),
        "near": [{"slug": slug, "score": round(score, 3)} for slug, score in near],
        "taught": taught,
    }
