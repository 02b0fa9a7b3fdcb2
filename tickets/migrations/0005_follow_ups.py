"""A closed matter goes on in a ticket of its own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0004_suggesting_and_clarifying")]

    operations = []
