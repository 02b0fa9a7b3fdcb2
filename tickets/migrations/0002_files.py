"""Files that people send, on their way and with their messages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_the_walk_of_a_ticket")]

    operations = []
