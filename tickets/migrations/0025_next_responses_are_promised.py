"""Policies of before promise a further answer as soon as they promise the first."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def promise(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    policies = apps.get_model("tickets", "Policy").objects.filter(next_response_within=None)
    policies.update(next_response_within=F("first_response_within"))


class Migration(migrations.Migration):
    dependencies = [("tickets", "0024_further_promises")]

    operations = [migrations.RunPython(promise, migrations.RunPython.noop)]
