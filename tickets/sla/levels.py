"""Levels by size of business: which policies a desk of that size begins with.

``standard`` is the set that every new desk gets (``presets.py``). In each of them nobody waits
longer for a higher tier, for the VIP lane or for a matter that blocks a transaction
(``tests/sla/test_levels.py`` asks about every combination).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models

from tickets.changes.tracking import TRACKED
from tickets.sla.models import Policy
from tickets.sla.presets import (
    ALWAYS,
    ANY,
    BLOCKING,
    CHAT,
    DESK,
    HIGH,
    HOUR,
    LOW,
    MEDIUM,
    MINUTE,
    PHONE,
    POLICIES,
    URGENT,
    VIP,
    PolicyPreset,
)


class Level(StrEnum):
    SMALL = "small"
    STANDARD = "standard"
    LUXURY = "luxury"


# Two levels: what is about safety or money at once, and everything else within a day.
SMALL = (
    PolicyPreset(URGENT, ANY, ANY, ANY, 1 * HOUR, 1 * HOUR, 24 * HOUR, ALWAYS),
    PolicyPreset(HIGH, ANY, ANY, ANY, 1 * HOUR, 1 * HOUR, 24 * HOUR, ALWAYS),
    PolicyPreset(ANY, ANY, ANY, ANY, 24 * HOUR, 24 * HOUR, 72 * HOUR, ALWAYS),
)

# As the standard set, but quicker where goods are dear, and with a finer VIP lane.
FINER = (
    PolicyPreset(HIGH, VIP, CHAT, ANY, 1 * MINUTE, 5 * MINUTE, 12 * HOUR, ALWAYS),
    PolicyPreset(HIGH, VIP, PHONE, ANY, 1 * MINUTE, 5 * MINUTE, 12 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, ANY, ANY, ANY, 1 * HOUR, 1 * HOUR, 24 * HOUR, DESK),
    PolicyPreset(MEDIUM, ANY, ANY, BLOCKING, 30 * MINUTE, 30 * MINUTE, 12 * HOUR, DESK),
    PolicyPreset(MEDIUM, VIP, ANY, BLOCKING, 15 * MINUTE, 15 * MINUTE, 12 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, VIP, CHAT, BLOCKING, 3 * MINUTE, 5 * MINUTE, 12 * HOUR, ALWAYS),
    PolicyPreset(MEDIUM, VIP, PHONE, BLOCKING, 2 * MINUTE, 15 * MINUTE, 12 * HOUR, ALWAYS),
    PolicyPreset(LOW, VIP, ANY, ANY, 2 * HOUR, 2 * HOUR, 24 * HOUR, ALWAYS),
)


def _with(changed: Iterable[PolicyPreset]) -> tuple[PolicyPreset, ...]:
    return tuple({policy.key: policy for policy in (*POLICIES, *changed)}.values())


POLICIES_OF: dict[Level, tuple[PolicyPreset, ...]] = {
    Level.SMALL: SMALL,
    Level.STANDARD: POLICIES,
    Level.LUXURY: _with(FINER),
}

OURS = {"levels", "load_presets"}
"""The commands that set policies up: what they wrote last, no person has edited."""


class Doing(models.TextChoices):
    """What becomes of a row; the sign says it at a glance."""

    MAKE = "+"
    CHANGE = "~"
    RETIRE = "-"
    KEEP = "="


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the desk, what becomes of it, and in words why and from what to what."""

    doing: Doing
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class PolicyStep(Step):
    """``preset`` is what the row becomes, None where it is retired or kept."""

    row: Policy | None
    preset: PolicyPreset | None


def policy_steps(level: Level, *, replace_edited: bool) -> list[PolicyStep]:
    """Return what is to be done so that the desk has the policies of ``level``. Writes nothing.

    What staff edited, switched off or made in the place of a preset is kept, unless
    ``replace_edited``; policies of their own that fit other tickets are never touched.
    """
    rows = list(Policy.objects.select_related("calendar").order_by("key"))
    by_key = {row.key: row for row in rows}
    ours = _written_by_us([row.pk for row in rows])
    wanted = {preset.key: preset for preset in POLICIES_OF[level]}
    steps: list[PolicyStep] = []
    for key, preset in wanted.items():
        row = by_key.get(key)
        rivals = [other for other in rows if _fits_the_same(other, preset) and other.key != key]
        if rivals and not replace_edited:
            words = f"kept “{rivals[0]}”, a policy of yours for the same tickets"
            steps.append(PolicyStep(Doing.KEEP, rivals[0].key, words, rivals[0], None))
            continue
        steps += [_retired(rival, "in the place of a preset") for rival in rivals]
        if row is None:
            steps.append(PolicyStep(Doing.MAKE, key, _terms(preset), None, preset))
        elif not (row.active and _is(row, preset)):
            steps.append(_changed(row, preset, edited=_edited(row, ours), replace=replace_edited))
    for key, row in by_key.items():
        if key not in wanted and key in _KNOWN and row.active:
            if _edited(row, ours) and not replace_edited:
                steps.append(PolicyStep(Doing.KEEP, key, "edited by staff", row, None))
            else:
                steps.append(_retired(row, f"not part of {level}"))
    return steps


_KNOWN: dict[str, list[PolicyPreset]] = {}
for _presets in POLICIES_OF.values():
    for _preset in _presets:
        _KNOWN.setdefault(_preset.key, []).append(_preset)


def _changed(row: Policy, preset: PolicyPreset, *, edited: bool, replace: bool) -> PolicyStep:
    if edited and not replace:
        words = f"edited by staff: {_terms_of(row)}, not {_terms(preset)}"
        return PolicyStep(Doing.KEEP, row.key, words, row, None)
    words = f"{_terms_of(row)} → {_terms(preset)}"
    return PolicyStep(Doing.CHANGE, row.key, words, row, preset)


def _retired(row: Policy, why: str) -> PolicyStep:
    return PolicyStep(Doing.RETIRE, row.key, f"{_terms_of(row)}: {why}", row, None)


def _edited(row: Policy, ours: set[int]) -> bool:
    """Tell whether staff made the row what it is: other values than any preset has, or off."""
    if not any(_is(row, preset) for preset in _KNOWN.get(row.key, ())):
        return True
    return not row.active and row.pk not in ours


def _written_by_us(ids: list[int]) -> set[int]:
    """Return the policies whose last change was one of our commands."""
    events: Any = TRACKED[Policy._meta.label].events
    last = events.objects.filter(id__in=ids).order_by("id", "-pgh_id").distinct("id")
    return {
        event.id
        for event in last.select_related("pgh_context")
        if event.pgh_context and event.pgh_context.metadata.get("command") in OURS
    }


def _is(row: Policy, preset: PolicyPreset) -> bool:
    return (
        row.first_response_within == preset.first
        and row.next_response_within == preset.following
        and row.resolution_within == preset.resolution
        and row.calendar.key == preset.calendar
        and _matches(row, preset)
    )


def _matches(row: Policy, preset: PolicyPreset) -> bool:
    matchers = preset.matchers
    return row.category_id is None and all(
        getattr(row, name) == value for name, value in matchers.items()
    )


def _fits_the_same(row: Policy, preset: PolicyPreset) -> bool:
    return row.active and _matches(row, preset)


def _terms(preset: PolicyPreset) -> str:
    return f"{preset.first} / {preset.following} / {preset.resolution} by {preset.calendar}"


def _terms_of(row: Policy) -> str:
    targets = (row.first_response_within, row.next_response_within, row.resolution_within)
    terms = f"{' / '.join(map(str, targets))} by {row.calendar.key}"
    return terms if row.active else f"{terms} (off)"
