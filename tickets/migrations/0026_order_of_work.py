"""The order of work: lines and turns instead of ranks, shares of the capacity, room by channel."""

import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# What is closed for good comes to no queue any more. The check of constraints is not put off: with
# some pending, no index can be made on the table.
LINES = """
UPDATE tickets_ticket
   SET priority = CASE WHEN tier = 'urgent' THEN 0 WHEN lane = 'vip' THEN 1 ELSE 2 END
 WHERE state NOT IN ('closed', 'withdrawn');
SET CONSTRAINTS ALL IMMEDIATE
"""


class Migration(migrations.Migration):

    dependencies = [
        ('consignment', '0003_item_authenticator'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0025_next_responses_are_promised'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CategoryBand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('band', models.CharField(choices=[('frequent', 'Frequent'), ('middling', 'Middling'), ('rare', 'Rare')], max_length=8, verbose_name='band')),
                ('proposed', models.CharField(choices=[('frequent', 'Frequent'), ('middling', 'Middling'), ('rare', 'Rare')], max_length=8, verbose_name='as counted')),
                ('contacts', models.PositiveIntegerField(default=0, help_text='In the last 28 days.', verbose_name='contacts')),
                ('vip_contacts', models.PositiveIntegerField(default=0, verbose_name='contacts of the VIP lane')),
                ('counted_at', models.DateTimeField(verbose_name='counted')),
            ],
            options={
                'verbose_name': 'frequency of a category',
                'verbose_name_plural': 'frequency of problems',
                'ordering': ['-contacts', 'category'],
            },
        ),
        migrations.CreateModel(
            name='CategoryBandEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('band', models.CharField(choices=[('frequent', 'Frequent'), ('middling', 'Middling'), ('rare', 'Rare')], max_length=8, verbose_name='band')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                ('grounds', models.JSONField(default=list, verbose_name='grounds')),
                ('refreshed_at', models.DateTimeField(verbose_name='as of')),
            ],
            options={
                'verbose_name': 'standing',
                'verbose_name_plural': 'standings',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='desksettings',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='desksettings',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='desksettings',
            name='delete_delete',
        ),
        migrations.RemoveIndex(
            model_name='ticket',
            name='ticket_in_queue_order',
        ),
        migrations.RemoveIndex(
            model_name='ticket',
            name='ticket_unfinished_in_order',
        ),
        migrations.RemoveIndex(
            model_name='ticket',
            name='ticket_under_work',
        ),
        migrations.AddField(
            model_name='desksettings',
            name='absent_minutes',
            field=models.PositiveSmallIntegerField(default=60, help_text='Those whose customer waits for us. 0: they stay until somebody moves them.', validators=[django.core.validators.MaxValueValidator(10080)], verbose_name="minutes until an absent agent's tickets go back"),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='calls_at_once',
            field=models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='calls at once'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='chats_at_once',
            field=models.PositiveSmallIntegerField(default=3, help_text='So many fill the attention of an agent. Tickets wait meanwhile.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='chats at once'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='ordinary_reserve',
            field=models.PositiveSmallIntegerField(default=70, help_text='Of the work in hand. The ordinary lane keeps it, whatever the VIP lane does.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='reserve of the ordinary lane, %'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='share_of_frequent',
            field=models.PositiveSmallIntegerField(default=70, help_text='Of what is beyond both reserves. The three shares make 100.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of frequent problems, %'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='share_of_middling',
            field=models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of middling problems, %'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='share_of_rare',
            field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of rare problems, %'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='standing_days',
            field=models.PositiveSmallIntegerField(default=180, help_text='Broken promises, low ratings and reopenings.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='days in which our failures count'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='standing_percent',
            field=models.PositiveSmallIntegerField(default=10, help_text='Of the promised time, for each level from 0 to 3. Within the lane alone. 0: none.', validators=[django.core.validators.MaxValueValidator(25)], verbose_name='head start by standing, %'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='standing_times',
            field=models.PositiveSmallIntegerField(default=2, help_text='Of what somebody has spent, or had accepted for sale, in one currency.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='times the VIP limit that count as value'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='standing_years',
            field=models.PositiveSmallIntegerField(default=2, help_text='Of somebody who has bought or consigned.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='years that count as loyalty'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='vip_reserve',
            field=models.PositiveSmallIntegerField(default=10, help_text='Of the work in hand. So far the VIP lane goes first.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='reserve of the VIP lane, %'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='absent_minutes',
            field=models.PositiveSmallIntegerField(default=60, help_text='Those whose customer waits for us. 0: they stay until somebody moves them.', validators=[django.core.validators.MaxValueValidator(10080)], verbose_name="minutes until an absent agent's tickets go back"),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='calls_at_once',
            field=models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='calls at once'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='chats_at_once',
            field=models.PositiveSmallIntegerField(default=3, help_text='So many fill the attention of an agent. Tickets wait meanwhile.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='chats at once'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='ordinary_reserve',
            field=models.PositiveSmallIntegerField(default=70, help_text='Of the work in hand. The ordinary lane keeps it, whatever the VIP lane does.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='reserve of the ordinary lane, %'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='share_of_frequent',
            field=models.PositiveSmallIntegerField(default=70, help_text='Of what is beyond both reserves. The three shares make 100.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of frequent problems, %'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='share_of_middling',
            field=models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of middling problems, %'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='share_of_rare',
            field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='share of rare problems, %'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='standing_days',
            field=models.PositiveSmallIntegerField(default=180, help_text='Broken promises, low ratings and reopenings.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='days in which our failures count'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='standing_percent',
            field=models.PositiveSmallIntegerField(default=10, help_text='Of the promised time, for each level from 0 to 3. Within the lane alone. 0: none.', validators=[django.core.validators.MaxValueValidator(25)], verbose_name='head start by standing, %'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='standing_times',
            field=models.PositiveSmallIntegerField(default=2, help_text='Of what somebody has spent, or had accepted for sale, in one currency.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='times the VIP limit that count as value'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='standing_years',
            field=models.PositiveSmallIntegerField(default=2, help_text='Of somebody who has bought or consigned.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='years that count as loyalty'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='vip_reserve',
            field=models.PositiveSmallIntegerField(default=10, help_text='Of the work in hand. So far the VIP lane goes first.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='reserve of the VIP lane, %'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='head_start',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False, help_text="Seconds by which the customer's standing brings its turn forward.", verbose_name='head start'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='turn',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Cast(django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Coalesce(django.db.models.functions.datetime.Extract(models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('due_at'), '-', models.Value(datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), output_field=models.DateTimeField())), output_field=models.DurationField()), 'epoch', output_field=models.DecimalField()), django.db.models.expressions.CombinedExpression(django.db.models.functions.datetime.Extract(models.ExpressionWrapper(django.db.models.expressions.CombinedExpression(models.F('created_at'), '-', models.Value(datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), output_field=models.DateTimeField())), output_field=models.DurationField()), 'epoch', output_field=models.DecimalField()), '+', models.Value(604800))), '*', models.Value(1000000)), models.BigIntegerField()), '-', django.db.models.expressions.CombinedExpression(django.db.models.functions.comparison.Cast(models.F('head_start'), models.BigIntegerField()), '*', models.Value(1000000))), help_text='Its place within the line, in microseconds since 1970.', output_field=models.BigIntegerField(), verbose_name='turn'),
        ),
        migrations.AlterField(
            model_name='ticket',
            name='priority',
            field=models.PositiveSmallIntegerField(help_text='The line it waits in: urgent 0, VIP 1, ordinary 2.', verbose_name='priority'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['agent', 'ended_at'], name='assignment_of_agent'),
        ),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state', 'new')), fields=['priority', 'queue', 'category', 'language', 'channel', 'turn', 'created_at', 'id'], name='ticket_waiting_by_kind'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['new', 'open', 'waiting_on_customer', 'waiting_on_partner'])), fields=['priority', 'turn', 'created_at', 'id'], name='ticket_unfinished_by_turn'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('state__in', ['open', 'waiting_on_customer', 'waiting_on_partner'])), fields=['assignee', 'channel'], include=('priority', 'category'), name='ticket_in_hand'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "standing_days", "standing_percent", "standing_times", "standing_years", "undo_seconds", "upload_hours", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."undo_seconds", NEW."upload_hours", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='42c2b8d0a8fdbf15b0e5f62041b0f56daf317cf0', operation='INSERT', pgid='pgtrigger_insert_insert_4923c', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "standing_days", "standing_percent", "standing_times", "standing_years", "undo_seconds", "upload_hours", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."undo_seconds", NEW."upload_hours", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='bbba106e88b7edc8e31853cd48cfdc636f48542e', operation='UPDATE', pgid='pgtrigger_update_update_267c4', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "standing_days", "standing_percent", "standing_times", "standing_years", "undo_seconds", "upload_hours", "vip_reserve", "waiting_megabytes") VALUES (OLD."absent_minutes", OLD."ask_back", OLD."bulk_limit", OLD."calls_at_once", OLD."chats_at_once", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."ordinary_reserve", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."plan_extended_hours", OLD."plan_hours", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_again_hours", OLD."review_below", OLD."review_hours", OLD."share_of_frequent", OLD."share_of_middling", OLD."share_of_rare", OLD."standing_days", OLD."standing_percent", OLD."standing_times", OLD."standing_years", OLD."undo_seconds", OLD."upload_hours", OLD."vip_reserve", OLD."waiting_megabytes"); RETURN NULL;', hash='0cf6603f9c77c183ffd594d52cb588236d214488', operation='DELETE', pgid='pgtrigger_delete_delete_5b1a3', table='tickets_desksettings', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='desksettings',
            constraint=models.CheckConstraint(condition=models.Q(('vip_reserve__gte', 1), ('vip_reserve__lte', django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('ordinary_reserve')))), name='desk_reserves_are_at_most_all'),
        ),
        migrations.AddConstraint(
            model_name='desksettings',
            constraint=models.CheckConstraint(condition=models.Q(('share_of_frequent__lte', django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('share_of_middling'))), ('share_of_rare', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('share_of_frequent')), '-', models.F('share_of_middling')))), name='desk_shares_of_bands_make_all'),
        ),
        migrations.AddField(
            model_name='categoryband',
            name='category',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='frequency', to='tickets.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='categorybandevent',
            name='category',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='categorybandevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 1), ('level__lte', 3)), name='standing_level_is_one_to_three'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryband',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_categorybandevent" ("band", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."band", NEW."category_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='fda850694969b6919a1e02384c2fbe7ae3ca8e55', operation='INSERT', pgid='pgtrigger_insert_insert_098ae', table='tickets_categoryband', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryband',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."band" IS DISTINCT FROM (NEW."band") OR OLD."category_id" IS DISTINCT FROM (NEW."category_id") OR OLD."id" IS DISTINCT FROM (NEW."id"))', func='INSERT INTO "tickets_categorybandevent" ("band", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."band", NEW."category_id", NEW."id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='d01e6631be89403a4adf6987c8b0720377c4b2a6', operation='UPDATE', pgid='pgtrigger_update_update_2af60', table='tickets_categoryband', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryband',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_categorybandevent" ("band", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."band", OLD."category_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='67e590168520b7f526655cf870be2929cb620c9f', operation='DELETE', pgid='pgtrigger_delete_delete_fd18f', table='tickets_categoryband', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='categorybandevent',
            index=models.Index(fields=['id', 'pgh_id'], name='categoryband_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categorybandevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='586d2c6a6d0774b7e6d362f2eece24b3e4af1808', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ded19', table='tickets_categorybandevent', when='BEFORE')),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE "
            "ON tickets_categoryband FOR EACH STATEMENT "
            "EXECUTE FUNCTION tickets_configuration_changed()",
            "DROP TRIGGER configuration_changed ON tickets_categoryband",
        ),
    ]
