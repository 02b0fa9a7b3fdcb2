"""The numbers of the assistant, and the categories on which it answers."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0033_triage_learns'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='category',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='category',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='category',
            name='delete_delete',
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
            model_name='category',
            name='assistant_answers',
            field=models.BooleanField(default=True, help_text='Off: who writes of this to the assistant gets a person at once.', verbose_name='the assistant answers'),
        ),
        migrations.AddField(
            model_name='categoryevent',
            name='assistant_answers',
            field=models.BooleanField(default=True, help_text='Off: who writes of this to the assistant gets a person at once.', verbose_name='the assistant answers'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='answer_from',
            field=models.PositiveSmallIntegerField(default=40, help_text='From here on an article is given as the answer; below, the nearest are offered. The page of the assistant shows how many questions that answers, and how often rightly.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(100)], verbose_name='percent of confidence from which the assistant answers'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='talk_hours',
            field=models.PositiveSmallIntegerField(default=48, help_text='After so long a silence the assistant begins anew, and says so.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours a talk is remembered'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='talk_misses',
            field=models.PositiveSmallIntegerField(default=2, help_text='With so many, a person takes over.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='messages not understood in a row'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='talk_questions',
            field=models.PositiveSmallIntegerField(default=2, help_text='Where one more would be needed, a person takes over.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='questions back in a row'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='answer_from',
            field=models.PositiveSmallIntegerField(default=40, help_text='From here on an article is given as the answer; below, the nearest are offered. The page of the assistant shows how many questions that answers, and how often rightly.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(100)], verbose_name='percent of confidence from which the assistant answers'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='talk_hours',
            field=models.PositiveSmallIntegerField(default=48, help_text='After so long a silence the assistant begins anew, and says so.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours a talk is remembered'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='talk_misses',
            field=models.PositiveSmallIntegerField(default=2, help_text='With so many, a person takes over.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='messages not understood in a row'),
        ),
        migrations.AddField(
            model_name='desksettingsevent',
            name='talk_questions',
            field=models.PositiveSmallIntegerField(default=2, help_text='Where one more would be needed, a person takes over.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='questions back in a row'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_categoryevent" ("active", "assistant_answers", "audience", "hint_en", "hint_zh", "id", "key", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "queue_id", "situations", "skill_id", "tier", "urgency", "words_en", "words_zh") VALUES (NEW."active", NEW."assistant_answers", NEW."audience", NEW."hint_en", NEW."hint_zh", NEW."id", NEW."key", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'insert\', NEW."position", NEW."queue_id", NEW."situations", NEW."skill_id", NEW."tier", NEW."urgency", NEW."words_en", NEW."words_zh"); RETURN NULL;', hash='9f18f69b4793e2147267f339dde0e90b737b07d7', operation='INSERT', pgid='pgtrigger_insert_insert_317f0', table='tickets_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_categoryevent" ("active", "assistant_answers", "audience", "hint_en", "hint_zh", "id", "key", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "queue_id", "situations", "skill_id", "tier", "urgency", "words_en", "words_zh") VALUES (NEW."active", NEW."assistant_answers", NEW."audience", NEW."hint_en", NEW."hint_zh", NEW."id", NEW."key", NEW."name_en", NEW."name_zh", _pgh_attach_context(), NOW(), \'update\', NEW."position", NEW."queue_id", NEW."situations", NEW."skill_id", NEW."tier", NEW."urgency", NEW."words_en", NEW."words_zh"); RETURN NULL;', hash='5f3d158c73e1eb1cc0583da57df713b32d88465d', operation='UPDATE', pgid='pgtrigger_update_update_a749d', table='tickets_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='category',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_categoryevent" ("active", "assistant_answers", "audience", "hint_en", "hint_zh", "id", "key", "name_en", "name_zh", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "queue_id", "situations", "skill_id", "tier", "urgency", "words_en", "words_zh") VALUES (OLD."active", OLD."assistant_answers", OLD."audience", OLD."hint_en", OLD."hint_zh", OLD."id", OLD."key", OLD."name_en", OLD."name_zh", _pgh_attach_context(), NOW(), \'delete\', OLD."position", OLD."queue_id", OLD."situations", OLD."skill_id", OLD."tier", OLD."urgency", OLD."words_en", OLD."words_zh"); RETURN NULL;', hash='41aeef5329b95ab26c1fb4cf9d6f9f1fede146b0', operation='DELETE', pgid='pgtrigger_delete_delete_f1c80', table='tickets_category', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."answer_from", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."sort_from", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."talk_hours", NEW."talk_misses", NEW."talk_questions", NEW."undo_seconds", NEW."upload_hours", NEW."urgent_from", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='0e691b5a47bc018e5008d837c1f387f5c3c786ad', operation='INSERT', pgid='pgtrigger_insert_insert_4923c', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (NEW."absent_minutes", NEW."answer_from", NEW."ask_back", NEW."bulk_limit", NEW."calls_at_once", NEW."chats_at_once", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."ordinary_reserve", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."plan_extended_hours", NEW."plan_hours", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_again_hours", NEW."review_below", NEW."review_hours", NEW."share_of_frequent", NEW."share_of_middling", NEW."share_of_rare", NEW."sort_from", NEW."standing_days", NEW."standing_percent", NEW."standing_times", NEW."standing_years", NEW."talk_hours", NEW."talk_misses", NEW."talk_questions", NEW."undo_seconds", NEW."upload_hours", NEW."urgent_from", NEW."vip_reserve", NEW."waiting_megabytes"); RETURN NULL;', hash='41dca85467bd9f9f784feecd4c12ac046b16fdb4', operation='UPDATE', pgid='pgtrigger_update_update_267c4', table='tickets_desksettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='desksettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_desksettingsevent" ("absent_minutes", "answer_from", "ask_back", "bulk_limit", "calls_at_once", "chats_at_once", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "ordinary_reserve", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "plan_extended_hours", "plan_hours", "rating_days", "reopen_days", "repeat_days", "review_again_hours", "review_below", "review_hours", "share_of_frequent", "share_of_middling", "share_of_rare", "sort_from", "standing_days", "standing_percent", "standing_times", "standing_years", "talk_hours", "talk_misses", "talk_questions", "undo_seconds", "upload_hours", "urgent_from", "vip_reserve", "waiting_megabytes") VALUES (OLD."absent_minutes", OLD."answer_from", OLD."ask_back", OLD."bulk_limit", OLD."calls_at_once", OLD."chats_at_once", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."ordinary_reserve", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."plan_extended_hours", OLD."plan_hours", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_again_hours", OLD."review_below", OLD."review_hours", OLD."share_of_frequent", OLD."share_of_middling", OLD."share_of_rare", OLD."sort_from", OLD."standing_days", OLD."standing_percent", OLD."standing_times", OLD."standing_years", OLD."talk_hours", OLD."talk_misses", OLD."talk_questions", OLD."undo_seconds", OLD."upload_hours", OLD."urgent_from", OLD."vip_reserve", OLD."waiting_megabytes"); RETURN NULL;', hash='85f0ce213d073a3557387342ed0cb7ca1e8d62a7', operation='DELETE', pgid='pgtrigger_delete_delete_5b1a3', table='tickets_desksettings', when='AFTER')),
        ),
    ]
