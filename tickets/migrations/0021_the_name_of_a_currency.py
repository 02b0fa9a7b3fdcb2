"""The currency of a limit has a name, which is shown in the reader's language."""

from django.db import migrations
from djmoney.models.fields import CurrencyField


class Migration(migrations.Migration):
    dependencies = [("tickets", "0020_reviews_there_are")]

    operations = [
        migrations.AlterField(
            model_name="lanelimit",
            name="currency",
            field=CurrencyField(
                default=None, max_length=3, unique=True, verbose_name="currency"
            ),
        ),
        migrations.AlterField(
            model_name="lanelimitevent",
            name="currency",
            field=CurrencyField(default=None, max_length=3, verbose_name="currency"),
        ),
    ]
