"""Words that lead to a category, and the one question that makes a vague message precise."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_drafts")]

    operations = []
