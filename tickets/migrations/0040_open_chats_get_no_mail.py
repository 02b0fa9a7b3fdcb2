"""How long a mail waits for an open chat."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0039_shifts'),
    ]

    operations = [
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
            name='chat_mail_minutes',
            field=models.PositiveSmallIntegerField(default=3, help_text='Who looked at their chat in the last minutes gets no mail of a reply that they see there. What is not seen in time is mailed. 0: every reply is mailed at once.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='minutes a mail waits for an open chat'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='chat_mail_minutes',
            field=models.PositiveSmallIntegerField(default=3, help_text='Who looked at their chat in the last minutes gets no mail of a reply that they see there. What is not seen in time is mailed. 0: every reply is mailed at once.', validators=[django.core.validators.MaxValueValidator(60)], verbose_name='minutes a mail waits for an open chat'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chat_mail_minutes", "chats_at_once", "claim_days", "close_after_days", "draft_days", "evidence_hours", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "guest_talk_days", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "roster_weeks", "share_of_frequent", "share_of_middling", "share_of_rare", "shift_end_minutes", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."answer_from", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chat_mail_minutes", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."evidence_hours", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."guest_talk_days", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."roster_weeks", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."shift_end_minutes", NEW."sort_from", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."talk_hours", NEW."talk_misses", NEW."talk_questions", NEW."undo_seconds", NEW."upload_hours", NEW."urgent_from", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='3c98f080aa7af741988945fd209e46e886034842', operation='INSERT', pgid='pgtrigger_insert_insert_4923c', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chat_mail_minutes", "chats_at_once", "claim_days", "close_after_days", "draft_days", "evidence_hours", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "guest_talk_days", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "roster_weeks", "share_of_frequent", "share_of_middling", "share_of_rare", "shift_end_minutes", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."answer_from", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chat_mail_minutes", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."evidence_hours", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."guest_talk_days", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."roster_weeks", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."shift_end_minutes", NEW."sort_from", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."talk_hours", NEW."talk_misses", NEW."talk_questions", NEW."undo_seconds", NEW."upload_hours", NEW."urgent_from", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='8c45ff3910fbef48174cf98a2adbe031d18e3e62', operation='UPDATE', pgid='pgtrigger_update_update_267c4', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chat_mail_minutes", "chats_at_once", "claim_days", "close_after_days", "draft_days", "evidence_hours", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "guest_talk_days", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "roster_weeks", "share_of_frequent", "share_of_middling", "share_of_rare", "shift_end_minutes", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (OLD."absent_minutes", OLD."answer_from", OLD."ask_back", OLD."bulk_limit", OLD."calls_at_once", OLD."chat_mail_minutes", OLD."chats_at_once", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."evidence_hours", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."guest_talk_days", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."ordinary_reserve", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."plan_extended_hours", OLD."plan_hours", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_again_hours", OLD."review_below", OLD."review_hours", OLD."roster_weeks", OLD."share_of_frequent", OLD."share_of_middling", OLD."share_of_rare", OLD."shift_end_minutes", OLD."sort_from", OLD."standing_days", OLD."standing_percent", OLD."standing_times", OLD."standing_years", OLD."talk_hours", OLD."talk_misses", OLD."talk_questions", OLD."undo_seconds", OLD."upload_hours", OLD."urgent_from", OLD."vip_reserve", OLD."waiting_megabytes"); RETURN NULL;', hash='d3487c16e4407b73424076408e86b023a3947629', operation='DELETE', pgid='pgtrigger_delete_delete_5b1a3', table='tickets_desksettings', when='AFTER')),
        ),
    ]
