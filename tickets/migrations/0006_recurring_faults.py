"""Who and what stands behind each ticket, and from when on that is told."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0005_follow_ups'),
    ]

    operations = [
        migrations.AddField(
            model_name='desksettings',
            name='pattern_days',
            field=models.PositiveSmallIntegerField(default=28, help_text='Of one consignor, courier or authenticator, against the time before.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days in which faults are counted'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='pattern_item_days',
            field=models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days in which tickets on one item are counted'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='pattern_least',
            field=models.PositiveSmallIntegerField(default=3, help_text='Fewer are not told, however unusual.', validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(100)], verbose_name='tickets that make a pattern'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='pattern_spans',
            field=models.PositiveSmallIntegerField(default=6, help_text='So many times the days above, looked back.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='spans before that say what is usual'),
        ),
        migrations.CreateModel(
            name='TicketTrace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('item', 'Item'), ('consignor', 'Consignor'), ('courier', 'Courier'), ('authenticator', 'Authenticator')], max_length=16, verbose_name='kind')),
                ('key', models.CharField(max_length=80, verbose_name='key')),
                ('name', models.CharField(blank=True, max_length=80, verbose_name='name')),
                ('through', models.UUIDField(verbose_name='through')),
                ('at', models.DateTimeField(verbose_name='filed')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traces', to='tickets.ticket')),
            ],
            options={
                'verbose_name': 'trace',
                'verbose_name_plural': 'traces',
                'indexes': [models.Index(fields=['kind', 'key', 'at'], include=('ticket', 'through'), name='ticket_trace_by_key'), models.Index(fields=['kind', 'at'], include=('key', 'ticket'), name='ticket_trace_by_time')],
                'constraints': [models.UniqueConstraint(fields=('ticket', 'kind', 'key', 'through'), name='ticket_trace_once')],
            },
        ),
    ]
