"""Who of the staff looks at a ticket now, and who looked when."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0013_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='how',
            field=models.CharField(choices=[('placed', 'Placed by the desk'), ('taken', 'Taken'), ('handed', 'Handed over')], max_length=8, verbose_name='how'),
        ),
        migrations.CreateModel(
            name='Reader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.UUIDField()),
                ('doing', models.CharField(choices=[('replying', 'writes a reply'), ('noting', 'writes a note'), ('reading', 'reads')], default='reading', max_length=8)),
                ('seen_at', models.DateTimeField()),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tickets.agent')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers', to='tickets.ticket')),
            ],
            options={
                'verbose_name': 'reader',
                'verbose_name_plural': 'readers',
                'constraints': [models.UniqueConstraint(fields=('agent', 'page'), name='reader_once_a_page')],
            },
        ),
        migrations.CreateModel(
            name='StaffVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_visits', to='tickets.ticket')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'visit of the staff',
                'verbose_name_plural': 'visits of the staff',
                'constraints': [models.UniqueConstraint(fields=('ticket', 'user'), name='staff_visit_once_each')],
            },
        ),
        # Rows that live for seconds: written without the log, and empty after a crash.
        migrations.RunSQL(
            "ALTER TABLE tickets_reader SET UNLOGGED", "ALTER TABLE tickets_reader SET LOGGED"
        ),
    ]
