"""What somebody has typed and not sent yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0002_files")]

    operations = []
