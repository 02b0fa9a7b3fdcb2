"""Warnings: their levels, what follows from each, who was told; and runs of retargeting."""

import consignment.ids
import datetime
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0028_pressing_and_escalations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='seen')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
            },
        ),
        migrations.CreateModel(
            name='RetargetRun',
            fields=[
                ('id', models.UUIDField(default=consignment.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(max_length=200, verbose_name='why')),
                ('kinds', models.JSONField(verbose_name='which tickets')),
                ('asked_at', models.DateTimeField(verbose_name='asked')),
                ('total', models.PositiveIntegerField(verbose_name='tickets')),
                ('after', models.UUIDField(blank=True, null=True)),
                ('worked', models.PositiveIntegerField(default=0, verbose_name='looked at')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='promised anew')),
                ('kept', models.PositiveIntegerField(default=0, verbose_name='kept their earlier time')),
                ('faults', models.PositiveIntegerField(default=0, verbose_name='set aside')),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='cancelled')),
            ],
            options={
                'verbose_name': 'retargeting',
                'verbose_name_plural': 'retargetings',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='WarningAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(verbose_name='level, %')),
                ('consequence', models.CharField(choices=[('raise_tier', 'Raise the tier'), ('move', 'Move to another queue'), ('notify', 'Tell the agent'), ('call', 'Call a supervisor')], max_length=12, verbose_name='what')),
                ('mail_after', models.DurationField(default=datetime.timedelta(0))),
                ('outcome', models.CharField(choices=[('pending', 'to be done'), ('done', 'done'), ('left', 'left')], default='pending', max_length=8, verbose_name='outcome')),
                ('why', models.CharField(blank=True, choices=[('over', 'the promise was kept or dropped meanwhile'), ('paused', 'the promise stands still'), ('overtaken', 'a later level was reached meanwhile'), ('nobody', 'nobody was there to be told'), ('highest', 'it was urgent already'), ('there', 'it was in that queue already')], max_length=12, verbose_name='why')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='when')),
                ('data', models.JSONField(blank=True, default=dict)),
            ],
            options={
                'verbose_name': 'consequence of a warning',
                'verbose_name_plural': 'consequences of warnings',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='WarningLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(help_text='Percent of the target that are used up: 1 to 100.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='at, %')),
                ('notify', models.BooleanField(default=True, help_text='Whoever holds the ticket then.', verbose_name='tell the agent')),
                ('raise_tier', models.BooleanField(default=False, help_text='It is worked on sooner. What was promised stays promised.', verbose_name='raise the tier')),
                ('call_supervisor', models.BooleanField(default=False, verbose_name='call a supervisor')),
                ('mail_after', models.DurationField(default=datetime.timedelta(seconds=300), help_text='Who was told and has not looked by then gets a mail. 0 s: at once.', verbose_name='mail after')),
            ],
            options={
                'verbose_name': 'warning level',
                'verbose_name_plural': 'warning levels',
                'ordering': ['policy', 'level'],
            },
        ),
        migrations.CreateModel(
            name='WarningLevelEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('level', models.PositiveSmallIntegerField(help_text='Percent of the target that are used up: 1 to 100.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='at, %')),
                ('notify', models.BooleanField(default=True, help_text='Whoever holds the ticket then.', verbose_name='tell the agent')),
                ('raise_tier', models.BooleanField(default=False, help_text='It is worked on sooner. What was promised stays promised.', verbose_name='raise the tier')),
                ('call_supervisor', models.BooleanField(default=False, verbose_name='call a supervisor')),
                ('mail_after', models.DurationField(default=datetime.timedelta(seconds=300), help_text='Who was told and has not looked by then gets a mail. 0 s: at once.', verbose_name='mail after')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AlterField(
            model_name='ticketevent',
            name='kind',
            field=models.CharField(choices=[('opened', 'Filed'), ('moved', 'State changed'), ('placed', 'Assigned'), ('replied', 'Reply written'), ('received', 'Message received'), ('asked_back', 'Asked back by itself'), ('noted', 'Note written'), ('rated', 'Rated'), ('reviewed', 'Review'), ('guest_link_made', 'Guest link sent'), ('follows', 'Follows another ticket'), ('continued', 'Continued in another ticket'), ('claimed', 'Added to an account'), ('linked', 'Linked to what it is about'), ('callback', 'Call back'), ('plan_promised', 'Complex case: a plan promised'), ('plan_extended', 'The plan needs longer'), ('plan_given', 'Plan given'), ('escalated', 'Escalated'), ('pressed', 'A deadline is near'), ('warned', 'A promise in danger'), ('reclassified', 'Changed in kind')], max_length=16, verbose_name='what'),
        ),
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(('running_since__isnull', False), models.Q(('next_level__isnull', True), ('next_level__gt', models.F('levels__0')), _connector='OR')), fields=['due_at', 'ticket'], name='clock_in_danger'),
        ),
        migrations.AddField(
            model_name='alert',
            name='agent',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='tickets.agent'),
        ),
        migrations.AddField(
            model_name='alert',
            name='ticket',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='tickets.ticket'),
        ),
        migrations.AddField(
            model_name='retargetrun',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='warningact',
            name='clock',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='tickets.clock'),
        ),
        migrations.AddField(
            model_name='warningact',
            name='move_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.queue'),
        ),
        migrations.AddField(
            model_name='alert',
            name='act',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='tickets.warningact'),
        ),
        migrations.AddField(
            model_name='warninglevel',
            name='move_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.queue', verbose_name='move to the queue'),
        ),
        migrations.AddField(
            model_name='warninglevel',
            name='policy',
            field=models.ForeignKey(blank=True, help_text='Empty: for every policy that has no level of its own.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='warning_levels', to='tickets.policy', verbose_name='policy'),
        ),
        migrations.AddField(
            model_name='warninglevelevent',
            name='move_to',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.queue', verbose_name='move to the queue'),
        ),
        migrations.AddField(
            model_name='warninglevelevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='warninglevelevent',
            name='policy',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: for every policy that has no level of its own.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.policy', verbose_name='policy'),
        ),
        migrations.AddIndex(
            model_name='retargetrun',
            index=models.Index(condition=models.Q(('finished_at__isnull', True)), fields=['asked_at'], name='retarget_run_to_do'),
        ),
        migrations.AddConstraint(
            model_name='retargetrun',
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('finished_at__isnull', False), _connector='OR'), name='retarget_run_cancelled_is_finished'),
        ),
        migrations.AddIndex(
            model_name='warningact',
            index=models.Index(condition=models.Q(('outcome', 'pending')), fields=['id'], name='warning_act_to_do'),
        ),
        migrations.AddConstraint(
            model_name='warningact',
            constraint=models.UniqueConstraint(fields=('clock', 'level', 'consequence'), name='warning_act_once'),
        ),
        migrations.AddConstraint(
            model_name='warningact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at__isnull', True), ('outcome', 'pending')), models.Q(models.Q(('outcome', 'pending'), _negated=True), ('at__isnull', False)), _connector='OR'), name='warning_act_has_a_time_once_it_is_over'),
        ),
        migrations.AddConstraint(
            model_name='warningact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'left'), models.Q(('why', ''), _negated=True)), models.Q(models.Q(('outcome', 'left'), _negated=True), ('why', '')), _connector='OR'), name='warning_act_that_is_left_says_why'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['agent', '-at'], name='alert_unseen'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('act', 'agent'), name='alert_once'),
        ),
        migrations.AddConstraint(
            model_name='warninglevel',
            constraint=models.UniqueConstraint(fields=('policy', 'level'), name='warning_level_once_per_policy', nulls_distinct=False, violation_error_message='This level stands here already.'),
        ),
        migrations.AddConstraint(
            model_name='warninglevel',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 100)), name='warning_level_is_a_share', violation_error_message='A level is 1 to 100 percent.'),
        ),
        migrations.AddConstraint(
            model_name='warninglevel',
            constraint=models.CheckConstraint(condition=models.Q(('mail_after__gte', datetime.timedelta(0)), ('mail_after__lte', datetime.timedelta(days=7))), name='warning_level_mails_within_a_week', violation_error_message='A mail follows within a week, or at once: 0 s.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='warninglevel',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_warninglevelevent" ("call_supervisor", "id", "level", "mail_after", "move_to_id", "notify", "pgh_context_id", "pgh_created_at", "pgh_label", "policy_id", "raise_tier") VALUES (NEW."call_supervisor", NEW."id", NEW."level", NEW."mail_after", NEW."move_to_id", NEW."notify", _pgh_attach_context(), NOW(), \'insert\', NEW."policy_id", NEW."raise_tier"); RETURN NULL;', hash='59f2ce9bfca214961d23302c2aca8dfd91117fbb', operation='INSERT', pgid='pgtrigger_insert_insert_84800', table='tickets_warninglevel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='warninglevel',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_warninglevelevent" ("call_supervisor", "id", "level", "mail_after", "move_to_id", "notify", "pgh_context_id", "pgh_created_at", "pgh_label", "policy_id", "raise_tier") VALUES (NEW."call_supervisor", NEW."id", NEW."level", NEW."mail_after", NEW."move_to_id", NEW."notify", _pgh_attach_context(), NOW(), \'update\', NEW."policy_id", NEW."raise_tier"); RETURN NULL;', hash='f169aa3b9b92144970feb316c668479df6cb70a2', operation='UPDATE', pgid='pgtrigger_update_update_eb9b9', table='tickets_warninglevel', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='warninglevel',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_warninglevelevent" ("call_supervisor", "id", "level", "mail_after", "move_to_id", "notify", "pgh_context_id", "pgh_created_at", "pgh_label", "policy_id", "raise_tier") VALUES (OLD."call_supervisor", OLD."id", OLD."level", OLD."mail_after", OLD."move_to_id", OLD."notify", _pgh_attach_context(), NOW(), \'delete\', OLD."policy_id", OLD."raise_tier"); RETURN NULL;', hash='b8349c825b773a40cc9c8c8b6941f4d323d99fec', operation='DELETE', pgid='pgtrigger_delete_delete_49c9a', table='tickets_warninglevel', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='warninglevelevent',
            index=models.Index(fields=['id', 'pgh_id'], name='warninglevel_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='warninglevelevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='01136f304f54b7b501d0fc8672fa08e2a14daa87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e7577', table='tickets_warninglevelevent', when='BEFORE')),
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER configuration_changed
            AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tickets_warninglevel
            FOR EACH STATEMENT EXECUTE FUNCTION tickets_configuration_changed();
            """,
            "DROP TRIGGER configuration_changed ON tickets_warninglevel",
        ),
    ]
