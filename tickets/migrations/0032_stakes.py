"""The database notes when the money at stake behind a ticket becomes another."""

import django.db.models.functions.datetime
from django.db import migrations, models

FUNCTION = """
CREATE FUNCTION tickets_stake_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO tickets_stakechange (kind, thing, at) SELECT %L, $1, now()'
        ' WHERE EXISTS (SELECT FROM tickets_ticketlink WHERE %I = $1)',
        TG_ARGV[0], TG_ARGV[0] || '_id'
    ) USING NEW.id;
    RETURN NULL;
END
$$;
"""
TRIGGER = """
CREATE TRIGGER stake_changed AFTER UPDATE OF {columns} ON consignment_{thing}
FOR EACH ROW WHEN (({old}) IS DISTINCT FROM ({new}))
EXECUTE FUNCTION tickets_stake_changed('{thing}');
"""
COLUMNS = {
    "item": ("price", "price_currency"),
    "order": ("total", "total_currency"),
    "payout": ("amount", "amount_currency", "state"),
}


def trigger(thing: str) -> str:
    columns = COLUMNS[thing]
    return TRIGGER.format(
        thing=thing,
        columns=", ".join(columns),
        old=", ".join(f"OLD.{column}" for column in columns),
        new=", ".join(f"NEW.{column}" for column in columns),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("consignment", "0003_item_authenticator"),
        ("tickets", "0031_policies_without_levels"),
    ]

    operations = [
        migrations.CreateModel(
            name="StakeChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("item", "Item"),
                            ("order", "Order"),
                            ("consignment", "Consignment"),
                            ("payout", "Payout"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("thing", models.UUIDField()),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="when"
                    ),
                ),
            ],
            options={
                "verbose_name": "change of what is at stake",
                "verbose_name_plural": "changes of what is at stake",
            },
        ),
        migrations.RunSQL(
            FUNCTION, "DROP FUNCTION tickets_stake_changed()"
        ),
        *[
            migrations.RunSQL(trigger(thing), f"DROP TRIGGER stake_changed ON consignment_{thing}")
            for thing in COLUMNS
        ],
    ]
