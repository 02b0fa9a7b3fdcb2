"""A review is due from whoever answered, goes in rounds, and keeps each step."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0018_numbers_of_restricted_queues'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(verbose_name='round')),
                ('step', models.CharField(choices=[('due', 'A review is due'), ('written', 'Review written'), ('returned', 'Review returned'), ('reassigned', 'Review given to somebody else'), ('overdue', 'Review overdue'), ('closed', 'Review closed')], max_length=12, verbose_name='what')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('cause', models.CharField(blank=True, choices=[('slow', 'Slow'), ('wrong', 'Wrong or incomplete'), ('attitude', 'Attitude'), ('product', 'The product or a rule'), ('other', 'Other')], max_length=10, verbose_name='cause')),
                ('what_happened', models.TextField(blank=True, verbose_name='what happened')),
                ('what_is_done', models.TextField(blank=True, verbose_name='what is done about it')),
            ],
            options={
                'verbose_name': 'step of a review',
                'verbose_name_plural': 'steps of reviews',
                'ordering': ['id'],
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
        migrations.AddField(
            model_name='desksettings',
            name='review_again_hours',
            field=models.PositiveSmallIntegerField(default=24, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours until a returned review is due'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='review_again_hours',
            field=models.PositiveSmallIntegerField(default=24, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours until a returned review is due'),
        ),
        migrations.AddField(
            model_name='review',
            name='reviewer',
            field=models.ForeignKey(blank=True, help_text='Whoever answered. Nobody: a supervisor writes it, or says who does.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='tickets.agent', verbose_name='due from'),
        ),
        migrations.AddField(
            model_name='review',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, help_text='Raised each time a supervisor returns it.', verbose_name='round'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('state', 'due')), fields=['due_at'], name='review_due'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(condition=models.Q(('state', 'due')), fields=['reviewer'], name='review_of_agent'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['written_at'], name='review_written'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "bulk_limit", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "undo_seconds", "upload_hours", "waiting_megabytes") VALUES (NEW."ask_back", NEW."bulk_limit", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."undo_seconds", NEW."upload_hours", NEW."waiting_megabytes"); RETURN NULL;', hash='8aa7d2caf9b3f022b7b6296a04c6edec00585b4f', operation='INSERT', pgid='pgtrigger_insert_insert_4923c', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "bulk_limit", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "undo_seconds", "upload_hours", "waiting_megabytes") VALUES (NEW."ask_back", NEW."bulk_limit", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."undo_seconds", NEW."upload_hours", NEW."waiting_megabytes"); RETURN NULL;', hash='f23f2c59a32eb7121ea86fea1ac05b5eca3d1c7e', operation='UPDATE', pgid='pgtrigger_update_update_267c4', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "bulk_limit", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "undo_seconds", "upload_hours", "waiting_megabytes") VALUES (OLD."ask_back", OLD."bulk_limit", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_again_hours", OLD."review_below", OLD."review_hours", OLD."undo_seconds", OLD."upload_hours", OLD."waiting_megabytes"); RETURN NULL;', hash='9cd8aecf79af32867d20adb64097ead114462cf0', operation='DELETE', pgid='pgtrigger_delete_delete_5b1a3', table='tickets_desksettings', when='AFTER')),
        ),
        migrations.AddField(
            model_name='reviewstep',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewstep',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='tickets.review'),
        ),
        migrations.AddField(
            model_name='reviewstep',
            name='reviewer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tickets.agent'),
        ),
        migrations.AddConstraint(
            model_name='reviewstep',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'overdue')), fields=('review', 'round'), name='review_overdue_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='reviewstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='review_returned_with_a_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewstep',
            trigger=pgtrigger.compiler.Trigger(name='review_step_is_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ba0ce1047c282ee84bce98ca103b5e17f4715a5c', operation='UPDATE OR DELETE', pgid='pgtrigger_review_step_is_append_only_a6bfb', table='tickets_reviewstep', when='BEFORE')),
        ),
    ]
