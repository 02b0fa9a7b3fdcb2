"""Keep every change of what staff configure, by triggers."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import djmoney.models.fields
import pgtrigger.compiler
import pgtrigger.migrations
import tickets.sla.choices
import tickets.sla.models.calendars
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0008_roles_of_the_staff'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('role', models.CharField(choices=[('agent', 'Agent'), ('supervisor', 'Supervisor'), ('editor', 'Editor'), ('admin', 'Administrator'), ('reader', 'Read-only')], default='agent', help_text='Agents work on tickets. Supervisors also configure the desk, close tickets and accept reviews. Administrators also say who works here and which queues are restricted. Editors write the help centre and see no tickets. Read-only sees what agents see and changes nothing.', max_length=12, verbose_name='role')),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10), blank=True, default=list, size=None, verbose_name='languages')),
                ('capacity', models.PositiveSmallIntegerField(default=25, help_text='Most tickets under work at one time.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='capacity')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgentSkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgentTeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CalendarEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, verbose_name='key')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('time_zone', models.CharField(default='UTC', help_text='Its windows and holidays are read on this clock: Asia/Shanghai', max_length=64, validators=[tickets.sla.models.calendars.validate_time_zone], verbose_name='time zone')),
                ('always_open', models.BooleanField(default=False, help_text='Day and night, whatever windows stand below; holidays still close.', verbose_name='always open')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CalendarWindowEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], verbose_name='weekday')),
                ('start', models.TimeField(verbose_name='from')),
                ('end', models.TimeField(help_text='At or before the beginning: on the next day. 00:00 is midnight, the end of the day.', verbose_name='to')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CategoryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, help_text='Used by the API; never changes.', verbose_name='key')),
                ('name_en', models.CharField(max_length=80, verbose_name='name, English')),
                ('name_zh', models.CharField(blank=True, max_length=80, verbose_name='name, Chinese')),
                ('hint_en', models.CharField(blank=True, max_length=200, verbose_name='hint, English')),
                ('hint_zh', models.CharField(blank=True, max_length=200, verbose_name='hint, Chinese')),
                ('audience', models.CharField(choices=[('buyers', 'Buyers'), ('consignors', 'Consignors'), ('both', 'Both')], max_length=12, verbose_name='audience')),
                ('tier', models.CharField(choices=[('urgent', 'Urgent'), ('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=8, verbose_name='tier')),
                ('urgency', models.CharField(choices=[('blocking', 'Blocks a transaction'), ('general', 'General question')], default='general', max_length=8, verbose_name='urgency')),
                ('position', models.PositiveSmallIntegerField(default=100, verbose_name='position')),
                ('active', models.BooleanField(default=True, verbose_name='offered')),
                ('words_en', models.TextField(blank=True, help_text='What customers write when they mean this: one word, phrase or sentence a line. The category is suggested while they type. Slang and faults of spelling are welcome.', verbose_name='words of customers, English')),
                ('words_zh', models.TextField(blank=True, help_text='One word, phrase or sentence a line, as customers write them.', verbose_name='words of customers, Chinese')),
                ('situations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('order_unpaid', 'Order: waits for payment'), ('order_to_ship', 'Order: paid, not sent yet'), ('order_ships_late', 'Order: should have been sent by now'), ('order_on_its_way', 'Order: on its way'), ('order_parcel_late', 'Order: should have arrived by now, or is lost'), ('order_arrived', 'Order: has arrived'), ('order_returnable', 'Order: has arrived and can still be returned'), ('order_called_off', 'Order: cancelled or refunded'), ('item_received', 'Item: received, not looked at yet'), ('item_in_review', 'Item: in review'), ('item_listed', 'Item: offered for sale'), ('item_reserved', 'Item: reserved by a buyer'), ('item_sold', 'Item: sold'), ('item_settled', 'Item: sold and settled'), ('item_rejected', 'Item: rejected'), ('item_returned', 'Item: sent back to its owner'), ('payout_coming', 'Payout: still to come'), ('payout_overdue', 'Payout: should have been paid by now'), ('payout_held', 'Payout: on hold'), ('payout_failed', 'Payout: sent back by the bank'), ('payout_paid', 'Payout: paid'), ('consignment', 'Consignment: any')], max_length=24), blank=True, default=list, help_text='Whoever chooses an order, item or payout that stands like this may well mean this category. What few categories have ticked says most.', size=None, verbose_name='situations')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DeskSettingsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('reopen_days', models.PositiveSmallIntegerField(default=14, help_text='How long after the solution a new message of the customer reopens it.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days to reopen')),
                ('close_after_days', models.PositiveSmallIntegerField(default=14, help_text='A resolved ticket is closed after so many days of silence.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days until closed')),
                ('rating_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='days to rate')),
                ('guest_link_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name="days a guest's link lives")),
                ('explain_minutes', models.PositiveSmallIntegerField(default=60, help_text='How long after a rating its reasons can be added.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes to explain a rating')),
                ('claim_days', models.PositiveSmallIntegerField(default=7, help_text='Days after a delivery, told to the buyer as a deadline. 0: nothing is told.', validators=[django.core.validators.MaxValueValidator(90)], verbose_name='days to claim damage from a courier')),
                ('draft_days', models.PositiveSmallIntegerField(default=14, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='days an unsent request is kept')),
                ('guest_requests_per_day', models.PositiveSmallIntegerField(default=10, help_text='By one mail address, without a log-in.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)], verbose_name='requests of one guest a day')),
                ('review_below', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='ratings below this need a review')),
                ('review_hours', models.PositiveSmallIntegerField(default=48, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours until a review is due')),
                ('place_by_itself', models.BooleanField(default=True, help_text='Off: agents take the next ticket themselves.', verbose_name='assign new tickets by themselves')),
                ('ask_back', models.BooleanField(default=True, help_text='One question, by itself. Urgent matters are never asked.', verbose_name='ask back when a message is vague')),
                ('least_words', models.PositiveSmallIntegerField(default=2, help_text='A message with fewer words that say something is vague. Greetings, “help”, “my order” and the like do not count.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='words that say enough')),
                ('repeat_days', models.PositiveSmallIntegerField(default=7, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='days in which another contact counts as repeat')),
                ('files_per_message', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='files in one message')),
                ('megabytes_per_file', models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='megabytes of one file')),
                ('upload_hours', models.PositiveSmallIntegerField(default=48, help_text='So long, somebody who was interrupted finds what was uploaded.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours a file is kept that no message has')),
                ('waiting_megabytes', models.PositiveSmallIntegerField(default=400, help_text='Of files that no message has yet.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='megabytes that one person may keep waiting')),
                ('pattern_days', models.PositiveSmallIntegerField(default=28, help_text='Of one consignor, courier or authenticator, against the time before.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days in which faults are counted')),
                ('pattern_item_days', models.PositiveSmallIntegerField(default=90, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(366)], verbose_name='days in which tickets on one item are counted')),
                ('pattern_spans', models.PositiveSmallIntegerField(default=6, help_text='So many times the days above, looked back.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='spans before that say what is usual')),
                ('pattern_least', models.PositiveSmallIntegerField(default=3, help_text='Fewer are not told, however unusual.', validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(100)], verbose_name='tickets that make a pattern')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HolidayEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('date', models.DateField(help_text="By the clock of the calendar's time zone.", verbose_name='date')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('start', models.TimeField(blank=True, help_text='Empty: closed the whole day.', null=True, verbose_name='from')),
                ('end', models.TimeField(blank=True, help_text='00:00: until midnight.', null=True, verbose_name='to')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LaneLimitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('currency', djmoney.models.fields.CurrencyField(default=None, max_length=3)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='from')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MeasureTargetEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('measure', models.CharField(choices=[('satisfaction', 'Satisfaction'), ('first_response', 'First response in time'), ('first_response_minutes', 'Mean first response'), ('first_contact', 'Solved at first contact'), ('resolution', 'Solved in time'), ('clear_at_once', 'Clear at once'), ('clarifying_minutes', 'Time to clarify')], max_length=30, verbose_name='measure')),
                ('value', models.DecimalField(decimal_places=2, help_text='Percent for shares, minutes for times.', max_digits=8, verbose_name='target')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PolicyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, verbose_name='key')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('tier', models.CharField(blank=True, choices=[('urgent', 'Urgent'), ('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=8, verbose_name='tier')),
                ('channel', models.CharField(blank=True, choices=[('site', 'Site'), ('app', 'App'), ('chat', 'Chat'), ('email', 'Mail'), ('site_message', 'Site message'), ('phone', 'Phone'), ('social', 'Social')], max_length=16, verbose_name='channel')),
                ('lane', models.CharField(blank=True, choices=[('standard', 'Standard'), ('vip', 'VIP')], max_length=8, verbose_name='lane')),
                ('urgency', models.CharField(blank=True, choices=[('blocking', 'Blocks a transaction'), ('general', 'General question')], max_length=8, verbose_name='urgency')),
                ('first_response_within', models.DurationField(blank=True, help_text='Of a person. hh:mm:ss, or “2 00:00:00” for two days; empty: not promised.', null=True, verbose_name='first response within')),
                ('resolution_within', models.DurationField(blank=True, null=True, verbose_name='resolution within')),
                ('warn_at', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)]), blank=True, default=tickets.sla.choices.default_warnings, help_text='Percent of the target, with commas between. 100 is always noticed.', size=8, verbose_name='warn at, %')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='QueueEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, verbose_name='key')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SkillEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, verbose_name='key')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, verbose_name='key')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TemplateFieldEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, max_length=40, verbose_name='key')),
                ('kind', models.CharField(choices=[('text', 'One line'), ('long_text', 'Several lines'), ('choice', 'One of several'), ('yes_no', 'Yes or no'), ('date', 'Date'), ('order', 'Order of the customer'), ('item', 'Item of the customer'), ('consignment', 'Consignment of the customer'), ('payout', 'Payout of the customer')], max_length=12, verbose_name='kind')),
                ('label_en', models.CharField(max_length=120, verbose_name='question, English')),
                ('label_zh', models.CharField(blank=True, max_length=120, verbose_name='question, Chinese')),
                ('help_en', models.CharField(blank=True, max_length=200, verbose_name='hint, English')),
                ('help_zh', models.CharField(blank=True, max_length=200, verbose_name='hint, Chinese')),
                ('choices', models.JSONField(blank=True, default=list, help_text='For "one of several": [{"value": "...", "en": "...", "zh": "..."}]', verbose_name='choices')),
                ('required', models.BooleanField(default=True, verbose_name='required')),
                ('position', models.PositiveSmallIntegerField(default=100, verbose_name='position')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AgentSkill',
            fields=[
            ],
            options={
                'verbose_name': 'skill',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('tickets.agent_skills',),
        ),
        migrations.CreateModel(
            name='AgentTeam',
            fields=[
            ],
            options={
                'verbose_name': 'team',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('tickets.agent_teams',),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_agentevent" ("capacity", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "role", "user_id") VALUES (NEW."capacity", NEW."id", NEW."languages", _pgh_attach_context(), NOW(), \'insert\', NEW."role", NEW."user_id"); RETURN NULL;', hash='69fdf96770f4c2bf9d34c9ede15760ae32e8e629', operation='INSERT', pgid='pgtrigger_insert_insert_cdbbe', table='tickets_agent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "tickets_agentevent" ("capacity", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "role", "user_id") VALUES (NEW."capacity", NEW."id", NEW."languages", _pgh_attach_context(), NOW(), \'update\', NEW."role", NEW."user_id"); RETURN NULL;', hash='3f718ae6fd2224d16e54e88a8d9819f449563d81', operation='UPDATE', pgid='pgtrigger_update_update_57ed6', table='tickets_agent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agent',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_agentevent" ("capacity", "id", "languages", "pgh_context_id", "pgh_created_at", "pgh_label", "role", "user_id") VALUES (OLD."capacity", OLD."id", OLD."languages", _pgh_attach_context(), NOW(), \'delete\', OLD."role", OLD."user_id"); RETURN NULL;', hash='c6f15d2eb089eb9ace3c90af14d166ce7f41b3cc', operation='DELETE', pgid='pgtrigger_delete_delete_0c8c8', table='tickets_agent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_calendarevent" ("always_open", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "time_zone") VALUES (NEW."always_open", NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."time_zone"); RETURN NULL;', hash='144792e684ac59e5921be4687a5251c962a467da', operation='INSERT', pgid='pgtrigger_insert_insert_8d6cd', table='tickets_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_calendarevent" ("always_open", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "time_zone") VALUES (NEW."always_open", NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."time_zone"); RETURN NULL;', hash='b0f1a55d5fbd3b20d461e3bf36859a2844d74673', operation='UPDATE', pgid='pgtrigger_update_update_8ef1a', table='tickets_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendar',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_calendarevent" ("always_open", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "time_zone") VALUES (OLD."always_open", OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."time_zone"); RETURN NULL;', hash='71d3339f28be79133e55e4f0397dd9f248fa6746', operation='DELETE', pgid='pgtrigger_delete_delete_35b22', table='tickets_calendar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarwindow',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_calendarwindowevent" ("calendar_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "start", "weekday") VALUES (NEW."calendar_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."start", NEW."weekday"); RETURN NULL;', hash='6f75a400c0e7c462c17796409aff4bdad045a76e', operation='INSERT', pgid='pgtrigger_insert_insert_f17bc', table='tickets_calendarwindow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarwindow',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_calendarwindowevent" ("calendar_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "start", "weekday") VALUES (NEW."calendar_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."start", NEW."weekday"); RETURN NULL;', hash='2915a386e1c39049986c63efe271f6d3c81ba188', operation='UPDATE', pgid='pgtrigger_update_update_0c594', table='tickets_calendarwindow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarwindow',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_calendarwindowevent" ("calendar_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "start", "weekday") VALUES (OLD."calendar_id", OLD."end", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."start", OLD."weekday"); RETURN NULL;', hash='2f3f54d46b0eccf5cb9d4110b52b504d365036ab', operation='DELETE', pgid='pgtrigger_delete_delete_2e90c', table='tickets_calendarwindow', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_categoryevent" ("active", "audience", "hint_en", "hint_zh", "id", "key", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "queue_id", "situations", "skill_id", "tier", "urgency", "words_en", "words_zh") VALUES (NEW."active", NEW."audience", NEW."hint_en", NEW."hint_zh", NEW."id", NEW."key", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."position", NEW."queue_id", NEW."situations", NEW."skill_id", NEW."tier", NEW."urgency", NEW."words_en", NEW."words_zh"); RETURN NULL;', hash='9d97ca3271f47e419e498591d74e38043d5ab7af', operation='INSERT', pgid='pgtrigger_insert_insert_317f0', table='tickets_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_categoryevent" ("active", "audience", "hint_en", "hint_zh", "id", "key", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "queue_id", "situations", "skill_id", "tier", "urgency", "words_en", "words_zh") VALUES (NEW."active", NEW."audience", NEW."hint_en", NEW."hint_zh", NEW."id", NEW."key", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."position", NEW."queue_id", NEW."situations", NEW."skill_id", NEW."tier", NEW."urgency", NEW."words_en", NEW."words_zh"); RETURN NULL;', hash='59c5dc5fc655edaf792dd601ef03da00104737d3', operation='UPDATE', pgid='pgtrigger_update_update_a749d', table='tickets_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_categoryevent" ("active", "audience", "hint_en", "hint_zh", "id", "key", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "queue_id", "situations", "skill_id", "tier", "urgency", "words_en", "words_zh") VALUES (OLD."active", OLD."audience", OLD."hint_en", OLD."hint_zh", OLD."id", OLD."key", OLD."name_en", OLD."name_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."position", OLD."queue_id", OLD."situations", OLD."skill_id", OLD."tier", OLD."urgency", OLD."words_en", OLD."words_zh"); RETURN NULL;', hash='88963d1da77c71b44d122cb2ff47ab1b1c6950f9', operation='DELETE', pgid='pgtrigger_delete_delete_f1c80', table='tickets_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_below", "review_hours", "upload_hours", "waiting_megabytes") VALUES (NEW."ask_back", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_below", NEW."review_hours", NEW."upload_hours", NEW."waiting_megabytes"); RETURN NULL;', hash='9d044c283c5d86843eeafbfe87c470deb621a171', operation='INSERT', pgid='pgtrigger_insert_insert_4923c', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_below", "review_hours", "upload_hours", "waiting_megabytes") VALUES (NEW."ask_back", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_below", NEW."review_hours", NEW."upload_hours", NEW."waiting_megabytes"); RETURN NULL;', hash='6b73679f0a6d6deb442a620fb4bde1f2bdb3beec', operation='UPDATE', pgid='pgtrigger_update_update_267c4', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_below", "review_hours", "upload_hours", "waiting_megabytes") VALUES (OLD."ask_back", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_below", OLD."review_hours", OLD."upload_hours", OLD."waiting_megabytes"); RETURN NULL;', hash='7821ebe9be9a79c83c5e8a22f699d4a28dea63d1', operation='DELETE', pgid='pgtrigger_delete_delete_5b1a3', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='holiday',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_holidayevent" ("calendar_id", "date", "end", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "start") VALUES (NEW."calendar_id", NEW."date", NEW."end", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."start"); RETURN NULL;', hash='b583feb6d2108821862221f7111f6c747b6297bb', operation='INSERT', pgid='pgtrigger_insert_insert_c601e', table='tickets_holiday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='holiday',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_holidayevent" ("calendar_id", "date", "end", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "start") VALUES (NEW."calendar_id", NEW."date", NEW."end", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."start"); RETURN NULL;', hash='7682e9be6cd1ea8ca70687cc5122aa5e6ea234d0', operation='UPDATE', pgid='pgtrigger_update_update_0be13', table='tickets_holiday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='holiday',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_holidayevent" ("calendar_id", "date", "end", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "start") VALUES (OLD."calendar_id", OLD."date", OLD."end", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."start"); RETURN NULL;', hash='d29d8efac674c0cc1fb4d284c28a8488ca120071', operation='DELETE', pgid='pgtrigger_delete_delete_35d78', table='tickets_holiday', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lanelimit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_lanelimitevent" ("amount", "currency", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."amount", NEW."currency", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='52fe00b83b247012632a48315e44d664b54c4290', operation='INSERT', pgid='pgtrigger_insert_insert_df81d', table='tickets_lanelimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lanelimit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_lanelimitevent" ("amount", "currency", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."amount", NEW."currency", NEW."id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='f0ac5b0bc2231a43299256aef583be7fcfcbd44a', operation='UPDATE', pgid='pgtrigger_update_update_35034', table='tickets_lanelimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lanelimit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_lanelimitevent" ("amount", "currency", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."amount", OLD."currency", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='8dec3403ac319fe96b6765a0a361d85402c3fa61', operation='DELETE', pgid='pgtrigger_delete_delete_fdf22', table='tickets_lanelimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measuretarget',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_measuretargetevent" ("id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "value") VALUES (NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'insert\', NEW."value"); RETURN NULL;', hash='0e5ac5018fb1143fb1dc821bd1697c84e4831af2', operation='INSERT', pgid='pgtrigger_insert_insert_df7d2', table='tickets_measuretarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measuretarget',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_measuretargetevent" ("id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "value") VALUES (NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'update\', NEW."value"); RETURN NULL;', hash='e0fef83db610b355d3ad9ac75ff39837c4823742', operation='UPDATE', pgid='pgtrigger_update_update_f0c64', table='tickets_measuretarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measuretarget',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_measuretargetevent" ("id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "value") VALUES (OLD."id", OLD."measure", _pgh_attach_context(), NOW(), \'delete\', OLD."value"); RETURN NULL;', hash='d608b73d33500e4f3edb4c1784361d161bf4f2d3', operation='DELETE', pgid='pgtrigger_delete_delete_ba9a0', table='tickets_measuretarget', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_policyevent" ("active", "calendar_id", "category_id", "channel", "first_response_within", "id", "key", "lane", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "resolution_within", "tier", "urgency", "warn_at") VALUES (NEW."active", NEW."calendar_id", NEW."category_id", NEW."channel", NEW."first_response_within", NEW."id", NEW."key", NEW."lane", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."resolution_within", NEW."tier", NEW."urgency", NEW."warn_at"); RETURN NULL;', hash='5a31ef95cfa08a4425f9f90396102f39f9d05471', operation='INSERT', pgid='pgtrigger_insert_insert_4256a', table='tickets_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_policyevent" ("active", "calendar_id", "category_id", "channel", "first_response_within", "id", "key", "lane", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "resolution_within", "tier", "urgency", "warn_at") VALUES (NEW."active", NEW."calendar_id", NEW."category_id", NEW."channel", NEW."first_response_within", NEW."id", NEW."key", NEW."lane", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."resolution_within", NEW."tier", NEW."urgency", NEW."warn_at"); RETURN NULL;', hash='92928d4d4a72730f4348a58bccbf4de0b1e7a785', operation='UPDATE', pgid='pgtrigger_update_update_38f9c', table='tickets_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_policyevent" ("active", "calendar_id", "category_id", "channel", "first_response_within", "id", "key", "lane", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "resolution_within", "tier", "urgency", "warn_at") VALUES (OLD."active", OLD."calendar_id", OLD."category_id", OLD."channel", OLD."first_response_within", OLD."id", OLD."key", OLD."lane", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."resolution_within", OLD."tier", OLD."urgency", OLD."warn_at"); RETURN NULL;', hash='ddcd9d564c05f0816887a1edeacd8ffac7657112', operation='DELETE', pgid='pgtrigger_delete_delete_764a7', table='tickets_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queue',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_queueevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "restricted_to_id") VALUES (NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."restricted_to_id"); RETURN NULL;', hash='13a5c087d075faf398193b5fae8d21cd4cdfdb1e', operation='INSERT', pgid='pgtrigger_insert_insert_58d21', table='tickets_queue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queue',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_queueevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "restricted_to_id") VALUES (NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."restricted_to_id"); RETURN NULL;', hash='27ce093b03f576d0bf9ee5504cfbd3b707ed5aef', operation='UPDATE', pgid='pgtrigger_update_update_c4ab1', table='tickets_queue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queue',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_queueevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "restricted_to_id") VALUES (OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."restricted_to_id"); RETURN NULL;', hash='365d1c30aebcc6b75556f6baf2d672b40505523a', operation='DELETE', pgid='pgtrigger_delete_delete_0bd96', table='tickets_queue', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_skillevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='e8fc0192f27eda57e29572d42a4fa4ad1ee1a518', operation='INSERT', pgid='pgtrigger_insert_insert_b7f2f', table='tickets_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_skillevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='3735b64d2c292892545e39a3f200ed5f6fe840a3', operation='UPDATE', pgid='pgtrigger_update_update_f2b81', table='tickets_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skill',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_skillevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='27241d022f433037eee7a25ae2e702e02c0bcbd9', operation='DELETE', pgid='pgtrigger_delete_delete_585d6', table='tickets_skill', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_teamevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='c9b5e6cd2fb633ff504397e1b096d4b756cbd819', operation='INSERT', pgid='pgtrigger_insert_insert_36cc6', table='tickets_team', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_teamevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='afe4ecb78e6742f285370c6e13b4a907482bc4c0', operation='UPDATE', pgid='pgtrigger_update_update_002f2', table='tickets_team', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='team',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_teamevent" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='7b55925c3a1b48fe7969ae55a3e59d494be81816', operation='DELETE', pgid='pgtrigger_delete_delete_c5af9', table='tickets_team', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='templatefield',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_templatefieldevent" ("category_id", "choices", "help_en", "help_zh", "id", "key", "kind", "label_en", "label_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "required") VALUES (NEW."category_id", NEW."choices", NEW."help_en", NEW."help_zh", NEW."id", NEW."key", NEW."kind", NEW."label_en", NEW."label_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."position", NEW."required"); RETURN NULL;', hash='83fa4983c8bc07cf4f859b084300706ef53e21df', operation='INSERT', pgid='pgtrigger_insert_insert_87553', table='tickets_templatefield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='templatefield',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_templatefieldevent" ("category_id", "choices", "help_en", "help_zh", "id", "key", "kind", "label_en", "label_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "required") VALUES (NEW."category_id", NEW."choices", NEW."help_en", NEW."help_zh", NEW."id", NEW."key", NEW."kind", NEW."label_en", NEW."label_zh", _pgh_attach_context(), NOW(), \'update\', NEW."position", NEW."required"); RETURN NULL;', hash='588574194fc23cec842c8dc5e6cd5a0322bd4910', operation='UPDATE', pgid='pgtrigger_update_update_c4f13', table='tickets_templatefield', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='templatefield',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_templatefieldevent" ("category_id", "choices", "help_en", "help_zh", "id", "key", "kind", "label_en", "label_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "required") VALUES (OLD."category_id", OLD."choices", OLD."help_en", OLD."help_zh", OLD."id", OLD."key", OLD."kind", OLD."label_en", OLD."label_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."position", OLD."required"); RETURN NULL;', hash='6c68016a8dc8895e6920ca8a9d500b3e314e32ce', operation='DELETE', pgid='pgtrigger_delete_delete_f0462', table='tickets_templatefield', when='AFTER')),
        ),
        migrations.AddField(
            model_name='agentevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='agentevent',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddField(
            model_name='agentskillevent',
            name='agent',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.agent'),
        ),
        migrations.AddField(
            model_name='agentskillevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='agentskillevent',
            name='skill',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.skill'),
        ),
        migrations.AddField(
            model_name='agentteamevent',
            name='agent',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.agent'),
        ),
        migrations.AddField(
            model_name='agentteamevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='agentteamevent',
            name='team',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.team'),
        ),
        migrations.AddField(
            model_name='calendarevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='calendarwindowevent',
            name='calendar',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.calendar', verbose_name='calendar'),
        ),
        migrations.AddField(
            model_name='calendarwindowevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='categoryevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='categoryevent',
            name='queue',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.queue', verbose_name='queue'),
        ),
        migrations.AddField(
            model_name='categoryevent',
            name='skill',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Only agents with this skill are given such tickets.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.skill', verbose_name='skill'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='holidayevent',
            name='calendar',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.calendar', verbose_name='calendar'),
        ),
        migrations.AddField(
            model_name='holidayevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='lanelimitevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='measuretargetevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='policyevent',
            name='calendar',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.calendar', verbose_name='calendar'),
        ),
        migrations.AddField(
            model_name='policyevent',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Beats every policy without a category.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='policyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='queueevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='queueevent',
            name='restricted_to',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='For everybody else its tickets do not exist.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.team', verbose_name='restricted to'),
        ),
        migrations.AddField(
            model_name='skillevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='teamevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='templatefieldevent',
            name='category',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category', verbose_name='category'),
        ),
        migrations.AddField(
            model_name='templatefieldevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentskill',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_agentskillevent" ("agent_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "skill_id") VALUES (NEW."agent_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."skill_id"); RETURN NULL;', hash='85d8231fc920421166f832c9c46d84ab28e00234', operation='INSERT', pgid='pgtrigger_insert_insert_3d6ee', table='tickets_agent_skills', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentskill',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_agentskillevent" ("agent_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "skill_id") VALUES (NEW."agent_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."skill_id"); RETURN NULL;', hash='e69d518032fce0fea9da14cb3b76e9278589968f', operation='UPDATE', pgid='pgtrigger_update_update_45c75', table='tickets_agent_skills', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentskill',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_agentskillevent" ("agent_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "skill_id") VALUES (OLD."agent_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."skill_id"); RETURN NULL;', hash='28091d7afe297f1eeb51ca7b4403bf67873a541c', operation='DELETE', pgid='pgtrigger_delete_delete_b741f', table='tickets_agent_skills', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentteam',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_agentteamevent" ("agent_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id") VALUES (NEW."agent_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."team_id"); RETURN NULL;', hash='b1850da6086b7d278f649a7699b857c3d53a22c0', operation='INSERT', pgid='pgtrigger_insert_insert_55e4e', table='tickets_agent_teams', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentteam',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_agentteamevent" ("agent_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id") VALUES (NEW."agent_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."team_id"); RETURN NULL;', hash='664c360783dae518251f5ba1f6c1312a084d7aaf', operation='UPDATE', pgid='pgtrigger_update_update_65ea6', table='tickets_agent_teams', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentteam',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_agentteamevent" ("agent_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id") VALUES (OLD."agent_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."team_id"); RETURN NULL;', hash='d977e7d4bcab1ab83502905db2c95167fed9bad2', operation='DELETE', pgid='pgtrigger_delete_delete_95990', table='tickets_agent_teams', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='agentevent',
            index=models.Index(fields=['id', 'pgh_id'], name='agent_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='261e36fd7be7eff915a9a7a4a64f04c61ac7dfb3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3bbf6', table='tickets_agentevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='agentskillevent',
            index=models.Index(fields=['id', 'pgh_id'], name='agentskill_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentskillevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1d51923bbc759564e8b6ac1cd88e22d5a43895c0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2390c', table='tickets_agentskillevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='agentteamevent',
            index=models.Index(fields=['id', 'pgh_id'], name='agentteam_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agentteamevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0f626c815745b35e42e982fa26940a1234c8c143', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7dc1b', table='tickets_agentteamevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='calendarevent',
            index=models.Index(fields=['id', 'pgh_id'], name='calendar_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='728d3b51ac207fbd5375dcbe49aa1e2d96a1f898', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac9c9', table='tickets_calendarevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='calendarwindowevent',
            index=models.Index(fields=['id', 'pgh_id'], name='calendarwindow_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='calendarwindowevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6c16efda77447c121007b88d36ca1603934aa098', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6eb2', table='tickets_calendarwindowevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='categoryevent',
            index=models.Index(fields=['id', 'pgh_id'], name='category_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='categoryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f2a65ad6b0de7a84d7d5d2ce490bf182acfaef61', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_81a7c', table='tickets_categoryevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='desksettingsevent',
            index=models.Index(fields=['id', 'pgh_id'], name='desksettings_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettingsevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46d7678b3e922d9dd90913fc4b2596f6d6f39675', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d59d', table='tickets_desksettingsevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='holidayevent',
            index=models.Index(fields=['id', 'pgh_id'], name='holiday_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='holidayevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e8e2b79b96d2377992584c9b8bb8ffdd228cf7e4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ab370', table='tickets_holidayevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='lanelimitevent',
            index=models.Index(fields=['id', 'pgh_id'], name='lanelimit_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='lanelimitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc254f9b050f779cb4cdb63ac236a52b6a473dce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_27fda', table='tickets_lanelimitevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='measuretargetevent',
            index=models.Index(fields=['id', 'pgh_id'], name='measuretarget_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measuretargetevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7df6030886f504bc9270f23cb5b6e0ec7ed918fa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8c8d0', table='tickets_measuretargetevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='policyevent',
            index=models.Index(fields=['id', 'pgh_id'], name='policy_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='942f38331d437fc6a6eb1eb1866cb50a3011f0c9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a7d16', table='tickets_policyevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='queueevent',
            index=models.Index(fields=['id', 'pgh_id'], name='queue_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='queueevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='28c87c767d4d6448bc282cb35c607fdd5c5f5db2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1f86', table='tickets_queueevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='skillevent',
            index=models.Index(fields=['id', 'pgh_id'], name='skill_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='skillevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='35f058d7440e448b7ff599f4296de4cde34eaba3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4f75e', table='tickets_skillevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='teamevent',
            index=models.Index(fields=['id', 'pgh_id'], name='team_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0b83813dea6db339250e36d0a335a0e454e9d86c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_13a83', table='tickets_teamevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='templatefieldevent',
            index=models.Index(fields=['id', 'pgh_id'], name='templatefield_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='templatefieldevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2fa932eb0e3836c2da57eb74dc4eec74ea454559', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a3de3', table='tickets_templatefieldevent', when='BEFORE')),
        ),
    ]
