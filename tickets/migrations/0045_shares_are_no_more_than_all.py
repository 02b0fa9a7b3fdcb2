"""Targets of shares that are more than all there is are all there is."""

from django.db import migrations

SHARES = (
    "satisfaction",
    "rated",
    "first_response",
    "next_response",
    "progress",
    "plan",
    "callback",
    "first_contact",
    "resolution",
    "reopened",
    "repeated",
    "clear_at_once",
    "contained",
)


def lower(apps, schema_editor):
    targets = apps.get_model("tickets", "MeasureTarget").objects
    targets.filter(measure__in=SHARES, value__gt=100).update(value=100)


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0044_confirmed_categories_in_the_history'),
    ]

    operations = [migrations.RunPython(lower, migrations.RunPython.noop, elidable=True)]
