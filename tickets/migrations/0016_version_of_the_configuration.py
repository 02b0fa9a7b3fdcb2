"""A version that changes with the configuration, so that processes know when to read it anew."""

from django.db import migrations, models

WATCHED = (
    "tickets_calendar",
    "tickets_calendarversion",
    "tickets_calendarwindow",
    "tickets_category",
    "tickets_desksettings",
    "tickets_holiday",
    "tickets_lanelimit",
    "tickets_policy",
    "tickets_queue",
    "tickets_templatefield",
)

FUNCTION = """
CREATE FUNCTION tickets_configuration_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tickets_configurationversion (id, version) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET version = excluded.version;
    RETURN NULL;
END
$$;
INSERT INTO tickets_configurationversion (id, version) VALUES (1, gen_random_uuid());
"""
TRIGGER = """
CREATE TRIGGER configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION tickets_configuration_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0015_bulk_limit")]

    operations = [
        migrations.CreateModel(
            name="ConfigurationVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION tickets_configuration_changed()"),
        *[
            migrations.RunSQL(
                TRIGGER.format(table=table), f"DROP TRIGGER configuration_changed ON {table}"
            )
            for table in WATCHED
        ],
    ]
