"""How long the talk of a guest is kept."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0037_evidence_and_reviews'),
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
            name='guest_talk_days',
            field=models.PositiveSmallIntegerField(default=90, help_text='After its last message. A talk that became a request stays with it.', validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(1000)], verbose_name="days a guest's talk is kept"),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='guest_talk_days',
            field=models.PositiveSmallIntegerField(default=90, help_text='After its last message. A talk that became a request stays with it.', validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(1000)], verbose_name="days a guest's talk is kept"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "evidence_hours", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "guest_talk_days", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."answer_from", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."evidence_hours", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."guest_talk_days", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."sort_from", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."talk_hours", NEW."talk_misses", NEW."talk_questions", NEW."undo_seconds", NEW."upload_hours", NEW."urgent_from", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='9fa3a87b37debb5f30ded34a0edd8bd84fb8adef', operation='INSERT', pgid='pgtrigger_insert_insert_4923c', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "evidence_hours", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "guest_talk_days", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."answer_from", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."evidence_hours", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."guest_talk_days", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."sort_from", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."talk_hours", NEW."talk_misses", NEW."talk_questions", NEW."undo_seconds", NEW."upload_hours", NEW."urgent_from", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='2506098b082bd02b345b791a4961a5537c3f78bc', operation='UPDATE', pgid='pgtrigger_update_update_267c4', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "evidence_hours", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "guest_talk_days", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (OLD."absent_minutes", OLD."answer_from", OLD."ask_back", OLD."bulk_limit", OLD."calls_at_once", OLD."chats_at_once", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."evidence_hours", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."guest_talk_days", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."ordinary_reserve", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."plan_extended_hours", OLD."plan_hours", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_again_hours", OLD."review_below", OLD."review_hours", OLD."share_of_frequent", OLD."share_of_middling", OLD."share_of_rare", OLD."sort_from", OLD."standing_days", OLD."standing_percent", OLD."standing_times", OLD."standing_years", OLD."talk_hours", OLD."talk_misses", OLD."talk_questions", OLD."undo_seconds", OLD."upload_hours", OLD."urgent_from", OLD."vip_reserve", OLD."waiting_megabytes"); RETURN NULL;', hash='fb680139a456c9d732356796404b9d2524a20320', operation='DELETE', pgid='pgtrigger_delete_delete_5b1a3', table='tickets_desksettings', when='AFTER')),
        ),
    ]
