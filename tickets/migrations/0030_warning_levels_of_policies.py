"""Policies whose levels staff had chosen keep them, as rows of their own."""

from typing import Any

from django.db import migrations

USUAL = [50, 80]


def keep(apps: Any, schema_editor: Any) -> None:
    """Tell the agent from 80 % on, and a supervisor of what breaks, as the desk does by itself."""
    level = apps.get_model("tickets", "WarningLevel")
    for policy in apps.get_model("tickets", "Policy").objects.all():
        if sorted(set(policy.warn_at)) == USUAL:
            continue
        for percent in sorted({*policy.warn_at, 100}):
            level.objects.create(
                policy=policy, level=percent, notify=percent >= 80, call_supervisor=percent == 100
            )


def back(apps: Any, schema_editor: Any) -> None:
    level = apps.get_model("tickets", "WarningLevel")
    for policy in apps.get_model("tickets", "Policy").objects.all():
        own = level.objects.filter(policy=policy, level__lt=100).order_by("level")
        policy.warn_at = list(own.values_list("level", flat=True)) or USUAL
        policy.save(update_fields=["warn_at"])
    level.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("tickets", "0029_warnings_and_what_follows")]

    operations = [migrations.RunPython(keep, back)]
