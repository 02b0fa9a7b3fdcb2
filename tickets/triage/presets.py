"""Load the categories and VIP limits of a standard desk.

Loaded once, then the staff's own: what is missing is added, what is there stays as it is.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tickets.triage.models import Category, LaneLimit, TemplateField
from tickets.triage.preset_categories import PRESETS
from tickets.triage.preset_parts import Preset, Question
from tickets.triage.pressing import DeadlineRule, PressingKind

VIP_FROM = {"USD": Decimal(5_000), "EUR": Decimal(5_000), "CNY": Decimal(35_000)}

PRESSING_HOURS = {
    PressingKind.RETURN_UNTIL: 48,
    PressingKind.CLAIM_UNTIL: 48,
    PressingKind.PAYOUT_EXPECTED: 24,
}
"""How many hours before a deadline of the trade tickets about it come up."""

FILLED_WHEN_EMPTY = ("words_en", "words_zh", "situations")
"""Columns of a category that a desk of before them gets from the preset."""


def load(*, queues: Mapping[str, Any], skills: Mapping[str, Any], with_limits: bool = True) -> int:
    """Add the categories, their questions and the VIP limits that are missing; return how many.

    ``queues`` and ``skills`` map keys to rows; the caller made them, since triage knows no routing.
    ``with_limits``: the desk is new, else its VIP limits are those of its levels, or none.
    Idempotent; what staff edited stays as it is. What is empty of ``FILLED_WHEN_EMPTY``, and the
    hints of the preset's questions, is filled.
    """
    added = 0
    for position, preset in enumerate(PRESETS, start=1):
        category, created = Category.objects.get_or_create(
            key=preset.key,
            defaults={
                "name_en": preset.en,
                "name_zh": preset.zh,
                "hint_en": preset.hint_en,
                "hint_zh": preset.hint_zh,
                "audience": preset.audience,
                "tier": preset.tier,
                "urgency": preset.urgency,
                "queue": queues[preset.queue],
                "skill": skills[preset.skill] if preset.skill else None,
                "position": position * 10,
                "words_en": preset.words_en,
                "words_zh": preset.words_zh,
                "situations": list(preset.situations),
            },
        )
        if created:
            added += 1
            TemplateField.objects.bulk_create(
                _row(category, question, position=index * 10)
                for index, question in enumerate(preset.questions, start=1)
            )
        else:
            _fill(category, preset)
    for kind, hours in PRESSING_HOURS.items():
        DeadlineRule.objects.get_or_create(kind=kind, defaults={"hours": hours})
    for currency, amount in (VIP_FROM if with_limits else {}).items():
        _, created = LaneLimit.objects.get_or_create(currency=currency, defaults={"amount": amount})
        added += created
    return added


def _row(category: Category, question: Question, *, position: int) -> TemplateField:
    return TemplateField(
        category=category,
        key=question.key,
        kind=question.kind,
        label_en=question.en,
        label_zh=question.zh,
        help_en=question.help_en,
        help_zh=question.help_zh,
        choices=[{"value": v, "en": en, "zh": zh} for v, en, zh in question.choices],
        required=question.required,
        position=position,
    )


def _fill(category: Category, preset: Preset) -> None:
    """Give an older category what is empty of the preset's. Questions are added to none."""
    empty = [column for column in FILLED_WHEN_EMPTY if not getattr(category, column)]
    for column in empty:
        value = getattr(preset, column)
        setattr(category, column, value if isinstance(value, str) else list(value))
    if empty:
        category.save(update_fields=empty)
    for question in preset.questions:
        category.fields.filter(key=question.key, kind=question.kind, help_en="", help_zh="").update(
            help_en=question.help_en, help_zh=question.help_zh
        )
