"""The levels of a policy stand in rows of their own."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0030_warning_levels_of_policies")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='policy',
            name='delete_delete',
        ),
        migrations.RemoveField(
            model_name='policy',
            name='warn_at',
        ),
        migrations.RemoveField(
            model_name='policyevent',
            name='warn_at',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_policyevent" ("active", "calendar_id", "category_id", "channel", "first_response_within", "id", "key", "lane", "name", "next_response_within", "pgh_context_id", "pgh_created_at", "pgh_label", "progress_within", "resolution_within", "tier", "urgency") VALUES (NEW."active", NEW."calendar_id", NEW."category_id", NEW."channel", NEW."first_response_within", NEW."id", NEW."key", NEW."lane", NEW."name", NEW."next_response_within", _pgh_attach_context(), NOW(), \'insert\', NEW."progress_within", NEW."resolution_within", NEW."tier", NEW."urgency"); RETURN NULL;', hash='0befc213e8e09b81e200139768b74e62ac0cae54', operation='INSERT', pgid='pgtrigger_insert_insert_4256a', table='tickets_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_policyevent" ("active", "calendar_id", "category_id", "channel", "first_response_within", "id", "key", "lane", "name", "next_response_within", "pgh_context_id", "pgh_created_at", "pgh_label", "progress_within", "resolution_within", "tier", "urgency") VALUES (NEW."active", NEW."calendar_id", NEW."category_id", NEW."channel", NEW."first_response_within", NEW."id", NEW."key", NEW."lane", NEW."name", NEW."next_response_within", _pgh_attach_context(), NOW(), \'update\', NEW."progress_within", NEW."resolution_within", NEW."tier", NEW."urgency"); RETURN NULL;', hash='d4ffd64c738c8375bfcfdf479639d0656c5e0eb8', operation='UPDATE', pgid='pgtrigger_update_update_38f9c', table='tickets_policy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='policy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_policyevent" ("active", "calendar_id", "category_id", "channel", "first_response_within", "id", "key", "lane", "name", "next_response_within", "pgh_context_id", "pgh_created_at", "pgh_label", "progress_within", "resolution_within", "tier", "urgency") VALUES (OLD."active", OLD."calendar_id", OLD."category_id", OLD."channel", OLD."first_response_within", OLD."id", OLD."key", OLD."lane", OLD."name", OLD."next_response_within", _pgh_attach_context(), NOW(), \'delete\', OLD."progress_within", OLD."resolution_within", OLD."tier", OLD."urgency"); RETURN NULL;', hash='b43a8160b3b7a1a489fbe354e0d1fa739c71ea82', operation='DELETE', pgid='pgtrigger_delete_delete_764a7', table='tickets_policy', when='AFTER')),
        ),
    ]
