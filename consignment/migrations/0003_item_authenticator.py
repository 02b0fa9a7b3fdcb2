"""Who judged each item."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consignment", "0002_item_pictures")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="authenticator",
            field=models.CharField(
                blank=True,
                # The rows that are there get the empty text; PostgreSQL writes none of them anew.
                default="",
                help_text="Who judged it to be genuine, as the marketplace names them. For staff alone.",
                max_length=80,
                verbose_name="authenticator",
            ),
            preserve_default=False,
        ),
    ]
