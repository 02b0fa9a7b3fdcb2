"""Foreign keys of which another index begins with the same column need none of their own.

Dropped by their names: to alter the field would make each constraint anew, and read whole tables
for it while they are locked.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


INDEXES = {
    "tickets_clock_ticket_id_dc58d018": ("tickets_clock", "ticket_id"),
    "tickets_clockevent_clock_id_e49c9d5e": ("tickets_clockevent", "clock_id"),
    "tickets_clockwarning_clock_id_c85597f5": ("tickets_clockwarning", "clock_id"),
    "tickets_message_ticket_id_a1134910": ("tickets_message", "ticket_id"),
    "tickets_ticket_requester_id_2072a2f2": ("tickets_ticket", "requester_id"),
    "tickets_ticketevent_ticket_id_b572d14b": ("tickets_ticketevent", "ticket_id"),
}


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0046_targets_of_shares_end_at_a_hundred'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f'DROP INDEX IF EXISTS "{index}"',
                    f'CREATE INDEX IF NOT EXISTS "{index}" ON "{table}" ("{column}")',
                )
                for index, (table, column) in INDEXES.items()
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='clock',
                    name='ticket',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='clocks', to='tickets.ticket'),
                ),
                migrations.AlterField(
                    model_name='clockevent',
                    name='clock',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='tickets.clock'),
                ),
                migrations.AlterField(
                    model_name='clockwarning',
                    name='clock',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='warnings', to='tickets.clock'),
                ),
                migrations.AlterField(
                    model_name='message',
                    name='ticket',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='tickets.ticket'),
                ),
                migrations.AlterField(
                    model_name='ticket',
                    name='requester',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to=settings.AUTH_USER_MODEL, verbose_name='customer'),
                ),
                migrations.AlterField(
                    model_name='ticketevent',
                    name='ticket',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='tickets.ticket'),
                ),
            ],
        ),
    ]
