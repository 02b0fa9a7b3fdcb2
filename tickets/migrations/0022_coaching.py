"""Coaching that was given is kept, with what its words were before each correction."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0021_the_name_of_a_currency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Coaching',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('what', models.TextField(max_length=2000, verbose_name='what was talked about')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='follow up on')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coachings', to='tickets.agent', verbose_name='coached')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.category', verbose_name='category')),
                ('tickets', models.ManyToManyField(blank=True, related_name='+', to='tickets.ticket')),
            ],
            options={
                'verbose_name': 'coaching',
                'verbose_name_plural': 'coachings',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CoachingCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('what', models.TextField(verbose_name='what stood there')),
                ('follow_up_on', models.DateField(blank=True, null=True, verbose_name='follow up on')),
                ('coaching', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='tickets.coaching')),
            ],
            options={
                'verbose_name': 'correction of a coaching',
                'verbose_name_plural': 'corrections of coachings',
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='coaching',
            index=models.Index(fields=['-at', '-id'], name='coaching_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='coaching',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='coaching_says_what'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coaching',
            trigger=pgtrigger.compiler.Trigger(name='coaching_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='12fa271ffd0a355759fa6113e640fdb3267d1f2d', operation='DELETE', pgid='pgtrigger_coaching_is_kept_46384', table='tickets_coaching', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coaching',
            trigger=pgtrigger.compiler.Trigger(name='coaching_stays_whose_it_is', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."agent_id" IS DISTINCT FROM (NEW."agent_id") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='065bc7fc1b620214d6647f2bd157002a7abbdac1', operation='UPDATE', pgid='pgtrigger_coaching_stays_whose_it_is_8e5b4', table='tickets_coaching', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='coachingcorrection',
            trigger=pgtrigger.compiler.Trigger(name='coaching_correction_is_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='34d9bc8dfbcb2d72213229785a7c1e0c6196bd43', operation='UPDATE OR DELETE', pgid='pgtrigger_coaching_correction_is_append_only_5b78a', table='tickets_coachingcorrection', when='BEFORE')),
        ),
    ]
