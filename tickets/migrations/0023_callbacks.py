"""Calls that customers book, the plans by which they are made, and what became of each."""

import consignment.ids
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tickets.routing.callbacks.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0022_coaching'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ticketevent',
            name='kind',
            field=models.CharField(choices=[('opened', 'Filed'), ('moved', 'State changed'), ('placed', 'Assigned'), ('replied', 'Reply written'), ('received', 'Message received'), ('asked_back', 'Asked back by itself'), ('noted', 'Note written'), ('rated', 'Rated'), ('reviewed', 'Review'), ('guest_link_made', 'Guest link sent'), ('follows', 'Follows another ticket'), ('continued', 'Continued in another ticket'), ('claimed', 'Added to an account'), ('linked', 'Linked to what it is about'), ('callback', 'Call back')], max_length=16, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='CallbackPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10, unique=True, verbose_name='language')),
                ('active', models.BooleanField(default=True, help_text='Off: nothing is offered; what is booked stays.', verbose_name='offered')),
                ('slot_minutes', models.PositiveSmallIntegerField(default=30, help_text='The customer is called between its beginning and its end.', validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(240)], verbose_name='minutes of a slot')),
                ('places', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='calls in a slot')),
                ('notice_minutes', models.PositiveSmallIntegerField(default=30, help_text='The first slot begins so long after it is booked, or later.', validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of notice')),
                ('days_ahead', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='days ahead')),
                ('attempts', models.PositiveSmallIntegerField(default=3, help_text='After so many the customer hears by mail how it goes on.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='attempts')),
                ('again_minutes', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes until the next attempt')),
                ('offer_above_minutes', models.PositiveSmallIntegerField(default=15, help_text='When a person takes longer than this to answer, a call stands first.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='offer by itself above a wait of (minutes)')),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2, validators=[tickets.routing.callbacks.models.known_country]), blank=True, default=list, help_text='Codes of two letters with commas between: CN, US, GB. Empty: every country.', size=None, verbose_name='countries that are called')),
                ('calendar', models.ForeignKey(help_text='Slots lie within its opening hours.', on_delete=django.db.models.deletion.PROTECT, related_name='callback_plans', to='tickets.calendar', verbose_name='calendar')),
            ],
            options={
                'verbose_name': 'callback plan',
                'verbose_name_plural': 'callback plans',
                'ordering': ['language'],
            },
        ),
        migrations.CreateModel(
            name='Callback',
            fields=[
                ('id', models.UUIDField(default=consignment.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('phone', models.CharField(max_length=16, verbose_name='number')),
                ('starts_at', models.DateTimeField(verbose_name='from')),
                ('ends_at', models.DateTimeField(verbose_name='until')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place in the slot')),
                ('state', models.CharField(choices=[('booked', 'To be called'), ('reached', 'Reached'), ('not_reached', 'Not reached'), ('cancelled', 'Cancelled')], default='booked', max_length=12, verbose_name='state')),
                ('next_at', models.DateTimeField(verbose_name='next attempt from')),
                ('next_until', models.DateTimeField(verbose_name='next attempt until')),
                ('booked_at', models.DateTimeField(verbose_name='booked')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='over since')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='callbacks', to='tickets.agent', verbose_name='who calls')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='callbacks', to='tickets.ticket')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='callbacks', to='tickets.callbackplan')),
            ],
            options={
                'verbose_name': 'callback',
                'verbose_name_plural': 'callbacks',
            },
        ),
        migrations.CreateModel(
            name='CallbackPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10, verbose_name='language')),
                ('active', models.BooleanField(default=True, help_text='Off: nothing is offered; what is booked stays.', verbose_name='offered')),
                ('slot_minutes', models.PositiveSmallIntegerField(default=30, help_text='The customer is called between its beginning and its end.', validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(240)], verbose_name='minutes of a slot')),
                ('places', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='calls in a slot')),
                ('notice_minutes', models.PositiveSmallIntegerField(default=30, help_text='The first slot begins so long after it is booked, or later.', validators=[django.core.validators.MaxValueValidator(1440)], verbose_name='minutes of notice')),
                ('days_ahead', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='days ahead')),
                ('attempts', models.PositiveSmallIntegerField(default=3, help_text='After so many the customer hears by mail how it goes on.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='attempts')),
                ('again_minutes', models.PositiveSmallIntegerField(default=60, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes until the next attempt')),
                ('offer_above_minutes', models.PositiveSmallIntegerField(default=15, help_text='When a person takes longer than this to answer, a call stands first.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='offer by itself above a wait of (minutes)')),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2, validators=[tickets.routing.callbacks.models.known_country]), blank=True, default=list, help_text='Codes of two letters with commas between: CN, US, GB. Empty: every country.', size=None, verbose_name='countries that are called')),
                ('calendar', models.ForeignKey(db_constraint=False, help_text='Slots lie within its opening hours.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.calendar', verbose_name='calendar')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CallbackAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='attempt')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('outcome', models.CharField(choices=[('reached', 'Reached'), ('no_answer', 'No answer'), ('call_again', 'Call again later'), ('wrong_number', 'Wrong number')], max_length=12, verbose_name='outcome')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.agent')),
                ('callback', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='tickets.callback')),
            ],
            options={
                'verbose_name': 'attempt to call',
                'verbose_name_plural': 'attempts to call',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('callback', 'number'), name='callback_attempt_once_per_number'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='callback_attempts_counted')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callbackattempt',
            trigger=pgtrigger.compiler.Trigger(name='callback_attempt_is_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c9cf38257e3d9f3bd3aab664f356961258494fbc', operation='UPDATE OR DELETE', pgid='pgtrigger_callback_attempt_is_append_only_bec56', table='tickets_callbackattempt', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='callbackplan',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='callback_plan_has_places'),
        ),
        migrations.AddConstraint(
            model_name='callbackplan',
            constraint=models.CheckConstraint(condition=models.Q(('slot_minutes__gte', 10), ('slot_minutes__lte', 240)), name='callback_plan_slots_have_a_length'),
        ),
        migrations.AddConstraint(
            model_name='callbackplan',
            constraint=models.CheckConstraint(condition=models.Q(('attempts__gte', 1)), name='callback_plan_tries_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callbackplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_callbackplanevent" ("active", "again_minutes", "attempts", "calendar_id", "countries", "days_ahead", "id", "language", "notice_minutes", "offer_above_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "places", "slot_minutes") VALUES (NEW."active", NEW."again_minutes", NEW."attempts", NEW."calendar_id", NEW."countries", NEW."days_ahead", NEW."id", NEW."language", NEW."notice_minutes", NEW."offer_above_minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."places", NEW."slot_minutes"); RETURN NULL;', hash='c360d25d4c321aa20bf328c8a7197a3fafa27d7f', operation='INSERT', pgid='pgtrigger_insert_insert_84830', table='tickets_callbackplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callbackplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_callbackplanevent" ("active", "again_minutes", "attempts", "calendar_id", "countries", "days_ahead", "id", "language", "notice_minutes", "offer_above_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "places", "slot_minutes") VALUES (NEW."active", NEW."again_minutes", NEW."attempts", NEW."calendar_id", NEW."countries", NEW."days_ahead", NEW."id", NEW."language", NEW."notice_minutes", NEW."offer_above_minutes", _pgh_attach_context(), NOW(), \'update\', NEW."places", NEW."slot_minutes"); RETURN NULL;', hash='7e1c7e0cb3f279134ff60a4e6e2ed85589b38d2f', operation='UPDATE', pgid='pgtrigger_update_update_f99aa', table='tickets_callbackplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callbackplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_callbackplanevent" ("active", "again_minutes", "attempts", "calendar_id", "countries", "days_ahead", "id", "language", "notice_minutes", "offer_above_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "places", "slot_minutes") VALUES (OLD."active", OLD."again_minutes", OLD."attempts", OLD."calendar_id", OLD."countries", OLD."days_ahead", OLD."id", OLD."language", OLD."notice_minutes", OLD."offer_above_minutes", _pgh_attach_context(), NOW(), \'delete\', OLD."places", OLD."slot_minutes"); RETURN NULL;', hash='1f16771812041fdbc20b4f9e99757b63e21002a3', operation='DELETE', pgid='pgtrigger_delete_delete_2ecda', table='tickets_callbackplan', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(condition=models.Q(('state', 'booked')), fields=['next_until', 'id'], name='callback_to_make'),
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(fields=['ticket', '-booked_at'], name='callback_of_ticket'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('plan', 'starts_at', 'place'), name='callback_place_is_sold_once'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked')), fields=('ticket',), name='callback_one_open_per_ticket'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'booked'), ('ended_at', None)), models.Q(models.Q(('state', 'booked'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='callback_ends_when_it_is_over'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at')), ('next_until__gt', models.F('next_at'))), name='callback_slot_has_a_length'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(('phone__regex', '^\\+[1-9][0-9]{6,14}$')), name='callback_phone_is_e164'),
        ),
        migrations.AddIndex(
            model_name='callbackplanevent',
            index=models.Index(fields=['id', 'pgh_id'], name='callbackplan_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callbackplanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='58740d38d7e5700410e59e0c695677ebd2d525d2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f9219', table='tickets_callbackplanevent', when='BEFORE')),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER configuration_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            " ON tickets_callbackplan"
            " FOR EACH STATEMENT EXECUTE FUNCTION tickets_configuration_changed()",
            "DROP TRIGGER configuration_changed ON tickets_callbackplan",
        ),
    ]
