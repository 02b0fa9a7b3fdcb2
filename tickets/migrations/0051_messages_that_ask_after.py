"""Messages know whether their customer asks where the answer is.

What was written before is not read: it stays empty.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0050_levels_adapt'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='asks_after',
            field=models.BooleanField(blank=True, editable=False, help_text='Whether the customer asks where our answer is; empty where that was not read.', null=True, verbose_name='asks where it stands'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=Q(('asks_after', True)), fields=['ticket'], name='message_asks_after'),
        ),
    ]
