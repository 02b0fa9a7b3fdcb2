"""A picture of each item."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consignment", "0001_people_and_trade")]

    operations = []
