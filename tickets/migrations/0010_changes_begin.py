"""Write down what stands now, so that the first change of each row has a before."""

from django.db import migrations

TRACKED = (
    "Agent",
    "AgentSkill",
    "AgentTeam",
    "Calendar",
    "CalendarWindow",
    "Category",
    "DeskSettings",
    "Holiday",
    "LaneLimit",
    "MeasureTarget",
    "Policy",
    "Queue",
    "Skill",
    "Team",
    "TemplateField",
)


def begin(apps, schema_editor):
    quote = schema_editor.quote_name
    for name in TRACKED:
        table = apps.get_model("tickets", name)._meta.db_table
        event = apps.get_model("tickets", _event_of(name))._meta
        columns = ", ".join(
            quote(field.column) for field in event.fields if not field.name.startswith("pgh_")
        )
        schema_editor.execute(
            f"INSERT INTO {quote(event.db_table)} ({columns}, pgh_created_at, pgh_label) "
            f"SELECT {columns}, now(), 'baseline' FROM {quote(table)}"
        )


def _event_of(name):
    return f"{name}Event"


class Migration(migrations.Migration):
    dependencies = [("tickets", "0009_changes")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
