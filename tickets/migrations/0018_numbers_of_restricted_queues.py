"""Tickets of restricted queues count by themselves, so that no gap tells others of them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0017_who_holds_how_many")]

    operations = [
        # Far above what the others reach: ten million tickets on, the unique number would refuse.
        migrations.RunSQL(
            "CREATE SEQUENCE tickets_restricted_ticket_number START 10000001",
            "DROP SEQUENCE tickets_restricted_ticket_number",
        )
    ]
