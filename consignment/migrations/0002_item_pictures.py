"""A picture of each item."""

from django.db import migrations, models

import consignment.pictures


class Migration(migrations.Migration):
    dependencies = [("consignment", "0001_people_and_trade")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="picture_url",
            field=models.CharField(
                blank=True,
                # The rows that are there get the empty text; PostgreSQL writes none of them anew.
                default="",
                max_length=500,
                validators=[consignment.pictures.known_picture],
                verbose_name="picture",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picture_url", ""),
                    ("picture_url__regex", "^(https://|/[^/])"),
                    _connector="OR",
                ),
                name="item_picture_is_https_or_ours",
            ),
        ),
    ]
