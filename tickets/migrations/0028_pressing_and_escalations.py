"""Deadlines of the trade that press, and escalations with the ladders they climb."""

import datetime
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0027_special_openings'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeadlineRuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('return_until', 'Return window'), ('claim_until', 'Claim window'), ('payout_expected', 'Payout day')], max_length=20, verbose_name='deadline')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('hours', models.PositiveSmallIntegerField(default=48, help_text='So long before it the ticket comes further up in the order of work.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours before')),
                ('ahead_hours', models.PositiveSmallIntegerField(default=24, help_text='Its turn comes so much sooner than its promise says, within its line.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours ahead')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(choices=[('specialist', 'Specialist'), ('team', 'Team'), ('supervisor', 'Supervisor')], max_length=12, verbose_name='to')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('reason', models.CharField(max_length=500, verbose_name='why')),
                ('by_itself', models.BooleanField(default=False, verbose_name='went up by itself')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('due_at', models.DateTimeField(verbose_name='to be taken by')),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='taken')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='over since')),
                ('at_the_top', models.BooleanField(default=False, verbose_name='no step above')),
            ],
            options={
                'verbose_name': 'escalation',
                'verbose_name_plural': 'escalations',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='EscalationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('whom', models.CharField(choices=[('specialist', 'Specialist'), ('team', 'Team'), ('supervisor', 'Supervisor')], max_length=12, verbose_name='to')),
                ('position', models.PositiveSmallIntegerField(help_text='1 is the lowest.', verbose_name='position')),
                ('within', models.DurationField(help_text='After so long without anybody it goes one step up.', verbose_name='taken within')),
            ],
            options={
                'verbose_name': 'escalation step',
                'verbose_name_plural': 'escalation steps',
                'ordering': [models.OrderBy(models.F('category'), nulls_first=True), 'position'],
            },
        ),
        migrations.CreateModel(
            name='EscalationStepEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('whom', models.CharField(choices=[('specialist', 'Specialist'), ('team', 'Team'), ('supervisor', 'Supervisor')], max_length=12, verbose_name='to')),
                ('position', models.PositiveSmallIntegerField(help_text='1 is the lowest.', verbose_name='position')),
                ('within', models.DurationField(help_text='After so long without anybody it goes one step up.', verbose_name='taken within')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PressingDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('return_until', 'Return window'), ('claim_until', 'Claim window'), ('payout_expected', 'Payout day')], max_length=20, verbose_name='deadline')),
                ('number', models.CharField(max_length=40, verbose_name='number of the thing')),
                ('due_at', models.DateTimeField(verbose_name='until')),
                ('is_day', models.BooleanField(default=False, verbose_name='a whole day')),
            ],
            options={
                'verbose_name': 'pressing deadline',
                'verbose_name_plural': 'pressing deadlines',
            },
        ),
        migrations.AlterField(
            model_name='clock',
            name='kind',
            field=models.CharField(choices=[('first_response', 'First response'), ('next_response', 'Next response'), ('progress', 'Progress'), ('plan', 'Plan'), ('resolution', 'Resolution'), ('evidence', 'Evidence'), ('callback', 'Callback'), ('review', 'Review'), ('escalation', 'Escalation')], max_length=16, verbose_name='promise'),
        ),
        migrations.AlterField(
            model_name='ticketevent',
            name='kind',
            field=models.CharField(choices=[('opened', 'Filed'), ('moved', 'State changed'), ('placed', 'Assigned'), ('replied', 'Reply written'), ('received', 'Message received'), ('asked_back', 'Asked back by itself'), ('noted', 'Note written'), ('rated', 'Rated'), ('reviewed', 'Review'), ('guest_link_made', 'Guest link sent'), ('follows', 'Follows another ticket'), ('continued', 'Continued in another ticket'), ('claimed', 'Added to an account'), ('linked', 'Linked to what it is about'), ('callback', 'Call back'), ('plan_promised', 'Complex case: a plan promised'), ('plan_extended', 'The plan needs longer'), ('plan_given', 'Plan given'), ('escalated', 'Escalated'), ('pressed', 'A deadline is near')], max_length=16, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='DeadlineRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('return_until', 'Return window'), ('claim_until', 'Claim window'), ('payout_expected', 'Payout day')], max_length=20, unique=True, verbose_name='deadline')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('hours', models.PositiveSmallIntegerField(default=48, help_text='So long before it the ticket comes further up in the order of work.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours before')),
                ('ahead_hours', models.PositiveSmallIntegerField(default=24, help_text='Its turn comes so much sooner than its promise says, within its line.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours ahead')),
            ],
            options={
                'verbose_name': 'deadline rule',
                'verbose_name_plural': 'deadline rules',
                'ordering': ['kind'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__gte', 1)), name='deadline_rule_looks_ahead')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_deadlineruleevent" ("active", "ahead_hours", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."active", NEW."ahead_hours", NEW."hours", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='76e7c09228cd10495bc9948f5113488eec1949eb', operation='INSERT', pgid='pgtrigger_insert_insert_03f9d', table='tickets_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_deadlineruleevent" ("active", "ahead_hours", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."active", NEW."ahead_hours", NEW."hours", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='05c853af2274fda1564421dc39617b851f74442a', operation='UPDATE', pgid='pgtrigger_update_update_beb28', table='tickets_deadlinerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlinerule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_deadlineruleevent" ("active", "ahead_hours", "hours", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."active", OLD."ahead_hours", OLD."hours", OLD."id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='d5591c324234cc57cc91dc9f71498f70c02ab38f', operation='DELETE', pgid='pgtrigger_delete_delete_cad73', table='tickets_deadlinerule', when='AFTER')),
        ),
        migrations.AddField(
            model_name='deadlineruleevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='by',
            field=models.ForeignKey(blank=True, help_text='Who asked first, also where it went up by itself since.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.agent', verbose_name='by'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='skill',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.skill', verbose_name='skill'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='taken_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.agent', verbose_name='taken by'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.team', verbose_name='team'),
        ),
        migrations.AddField(
            model_name='escalation',
            name='ticket',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='tickets.ticket'),
        ),
        migrations.AddField(
            model_name='escalationstep',
            name='calendar',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.calendar', verbose_name='calendar'),
        ),
        migrations.AddField(
            model_name='escalationstep',
            name='category',
            field=models.ForeignKey(blank=True, help_text='Empty: for every category without steps of its own.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='escalation_steps', to='tickets.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='escalationstep',
            name='skill',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.skill', verbose_name='skill'),
        ),
        migrations.AddField(
            model_name='escalationstep',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.team', verbose_name='team'),
        ),
        migrations.AddField(
            model_name='escalationstepevent',
            name='calendar',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.calendar', verbose_name='calendar'),
        ),
        migrations.AddField(
            model_name='escalationstepevent',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: for every category without steps of its own.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='escalationstepevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='escalationstepevent',
            name='skill',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.skill', verbose_name='skill'),
        ),
        migrations.AddField(
            model_name='escalationstepevent',
            name='team',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.team', verbose_name='team'),
        ),
        migrations.AddField(
            model_name='pressingdeadline',
            name='ticket',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pressing', to='tickets.ticket'),
        ),
        migrations.AddIndex(
            model_name='deadlineruleevent',
            index=models.Index(fields=['id', 'pgh_id'], name='deadlinerule_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deadlineruleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e1c321493090127da979a31d3655ba898343ffca', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8c2e8', table='tickets_deadlineruleevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(fields=['ticket', 'at'], name='escalation_of_ticket'),
        ),
        migrations.AddIndex(
            model_name='escalation',
            index=models.Index(condition=models.Q(('ended_at', None), ('taken_at', None)), fields=['due_at'], name='escalation_to_take'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None), ('taken_at', None)), fields=('ticket',), name='escalation_one_open_per_ticket'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('skill__isnull', False), ('team__isnull', True), ('whom', 'specialist')), models.Q(('skill__isnull', True), ('team__isnull', False), ('whom', 'team')), models.Q(('skill__isnull', True), ('team__isnull', True), ('whom', 'supervisor')), _connector='OR'), name='escalation_names_whom'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', None)), models.Q(('ended_at', None), ('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='escalation_is_taken_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.CheckConstraint(condition=models.Q(('by', None), ('taken_by', None), models.Q(('by', models.F('taken_by')), _negated=True), _connector='OR'), name='escalation_is_not_to_oneself'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.UniqueConstraint(fields=('category', 'position'), name='escalation_step_once_per_position', nulls_distinct=False, violation_error_message='The ladder has a step at this position already.'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('skill__isnull', False), ('team__isnull', True), ('whom', 'specialist')), models.Q(('skill__isnull', True), ('team__isnull', False), ('whom', 'team')), models.Q(('skill__isnull', True), ('team__isnull', True), ('whom', 'supervisor')), _connector='OR'), name='escalation_step_names_whom', violation_error_message='Choose the skill of a specialist, or the team; a supervisor needs neither.'),
        ),
        migrations.AddConstraint(
            model_name='escalationstep',
            constraint=models.CheckConstraint(condition=models.Q(('within__gt', datetime.timedelta(0)), ('within__lt', datetime.timedelta(days=30))), name='escalation_step_has_a_time', violation_error_message='Give a time of more than nothing, below 30 days.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='escalationstep',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_escalationstepevent" ("calendar_id", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "skill_id", "team_id", "whom", "within") VALUES (NEW."calendar_id", NEW."category_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."position", NEW."skill_id", NEW."team_id", NEW."whom", NEW."within"); RETURN NULL;', hash='10434ca928a5d316119fe73f8096a45b01238b8a', operation='INSERT', pgid='pgtrigger_insert_insert_baf9e', table='tickets_escalationstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='escalationstep',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_escalationstepevent" ("calendar_id", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "skill_id", "team_id", "whom", "within") VALUES (NEW."calendar_id", NEW."category_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."position", NEW."skill_id", NEW."team_id", NEW."whom", NEW."within"); RETURN NULL;', hash='1c07f76de869d2b65b0c36ff8eb1fd967cb92963', operation='UPDATE', pgid='pgtrigger_update_update_32324', table='tickets_escalationstep', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='escalationstep',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_escalationstepevent" ("calendar_id", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "skill_id", "team_id", "whom", "within") VALUES (OLD."calendar_id", OLD."category_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."position", OLD."skill_id", OLD."team_id", OLD."whom", OLD."within"); RETURN NULL;', hash='3f6a839016aab77876c293408ffcb79186e3db66', operation='DELETE', pgid='pgtrigger_delete_delete_095d1', table='tickets_escalationstep', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='escalationstepevent',
            index=models.Index(fields=['id', 'pgh_id'], name='escalationstep_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='escalationstepevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='daa59ad0abeaa85f03eb09e10584fb8d0f18d440', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c8ab8', table='tickets_escalationstepevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='pressingdeadline',
            index=models.Index(fields=['due_at'], name='pressing_deadline_by_due'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            " ON tickets_deadlinerule"
            " FOR EACH STATEMENT EXECUTE FUNCTION tickets_configuration_changed()",
            "DROP TRIGGER configuration_changed ON tickets_deadlinerule",
        ),
    ]
