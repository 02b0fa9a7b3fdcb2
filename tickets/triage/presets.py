"""Load the categories and VIP limits of a standard desk.

Loaded once, then the staff's own: what is missing is added, what is there stays as it is.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tickets.triage.models import Category, LaneLimit, TemplateField
from tickets.triage.preset_categories import PRESETS

VIP_FROM = {"USD": Decimal(5_000), "EUR": Decimal(5_000), "CNY": Decimal(35_000)}


def load(*, queues: Mapping[str, Any], skills: Mapping[str, Any]) -> int:
    """Add the categories, their questions and the VIP limits that are missing; return how many.

    ``queues`` and ``skills`` map keys to rows; the caller made them, since triage knows no routing.
    Idempotent; what staff edited stays as it is.
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
            },
        )
        if created:
            added += 1
            TemplateField.objects.bulk_create(
                TemplateField(
                    category=category,
                    key=question.key,
                    kind=question.kind,
                    label_en=question.en,
                    label_zh=question.zh,
                    help_en=question.help_en,
                    help_zh=question.help_zh,
                    choices=[{"value": v, "en": en, "zh": zh} for v, en, zh in question.choices],
                    required=question.required,
                    position=index * 10,
                )
                for index, question in enumerate(preset.questions, start=1)
            )
    for currency, amount in VIP_FROM.items():
        _, created = LaneLimit.objects.get_or_create(currency=currency, defaults={"amount": amount})
        added += created
    return added
