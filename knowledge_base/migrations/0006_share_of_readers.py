"""Which share of an article's readers went on to a related one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge_base', '0005_what_the_search_learns'),
    ]

    operations = [
        migrations.AddField(
            model_name='relatedarticle',
            name='read_share',
            field=models.FloatField(default=0.0),
        ),
        migrations.AddConstraint(
            model_name='relatedarticle',
            constraint=models.CheckConstraint(condition=models.Q(('read_share__gte', 0), ('read_share__lte', 1)), name='related_read_share_is_one'),
        ),
    ]
