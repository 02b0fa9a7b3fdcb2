"""Articles that appear and go by themselves."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("knowledge_base", "0001_initial")]

    operations = []
