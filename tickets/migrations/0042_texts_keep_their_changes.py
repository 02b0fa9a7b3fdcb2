"""Canned replies, sections and synonyms keep their changes, from what stands now."""

import django.core.validators
import django.db.models.deletion
import knowledge_base.search.models
import pgtrigger.compiler
import pgtrigger.migrations
import tickets.conversation.canned
from django.db import migrations, models


KEPT = {
    "CannedReply": ("tickets", "CannedReply"),
    "CannedReplyMatter": ("tickets", "CannedReplyMatter"),
    "KeptSection": ("knowledge_base", "Section"),
    "KeptSynonym": ("knowledge_base", "Synonym"),
}


def begin(apps, schema_editor):
    quote = schema_editor.quote_name
    for name, model in KEPT.items():
        table = apps.get_model(*model)._meta.db_table
        event = apps.get_model("tickets", f"{name}Event")._meta
        columns = ", ".join(
            quote(field.column) for field in event.fields if not field.name.startswith("pgh_")
        )
        schema_editor.execute(
            f"INSERT INTO {quote(event.db_table)} ({columns}, pgh_created_at, pgh_label) "
            f"SELECT {columns}, now(), 'baseline' FROM {quote(table)}"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge_base', '0008_votes_on_turns'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('tickets', '0041_placed_as_they_are_filed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CannedReplyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('key', models.SlugField(db_index=False, verbose_name='key')),
                ('title_en', models.CharField(max_length=100, verbose_name='title, English')),
                ('title_zh', models.CharField(blank=True, max_length=100, verbose_name='title, Chinese')),
                ('text_en', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(10000), tickets.conversation.canned.check_blanks], verbose_name='text, English')),
                ('text_zh', models.TextField(blank=True, help_text='Where one is missing, customers get the other.', validators=[django.core.validators.MaxLengthValidator(10000), tickets.conversation.canned.check_blanks], verbose_name='text, Chinese')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CannedReplyMatterEvent',
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
            name='KeptSectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, max_length=60, verbose_name='short name in addresses')),
                ('position', models.PositiveSmallIntegerField(default=0, verbose_name='position')),
                ('title_en', models.CharField(max_length=120, verbose_name='title, English')),
                ('title_zh', models.CharField(max_length=120, verbose_name='title, Chinese')),
                ('matter', models.SlugField(blank=True, db_index=False, help_text='The key of the category that a reader of this section most likely asks in.', max_length=60, verbose_name='matter')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KeptSynonymEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('words', models.CharField(help_text='Words that mean the same, with commas between, in either language.', max_length=500, validators=[knowledge_base.search.models.check_forms], verbose_name='words')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CannedReplyMatter',
            fields=[
            ],
            options={
                'verbose_name': 'matter',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('tickets.cannedreply_categories',),
        ),
        migrations.CreateModel(
            name='KeptSection',
            fields=[
            ],
            options={
                'verbose_name': 'section',
                'verbose_name_plural': 'sections',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('knowledge_base.section',),
        ),
        migrations.CreateModel(
            name='KeptSynonym',
            fields=[
            ],
            options={
                'verbose_name': 'synonyms',
                'verbose_name_plural': 'synonyms',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('knowledge_base.synonym',),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreply',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_cannedreplyevent" ("active", "id", "key", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "text_en", "text_zh", "title_en", "title_zh") VALUES (NEW."active", NEW."id", NEW."key", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."text_en", NEW."text_zh", NEW."title_en", NEW."title_zh"); RETURN NULL;', hash='6fbfb86504fc8bc12fce70aef8b9a67cfb406137', operation='INSERT', pgid='pgtrigger_insert_insert_5cb41', table='tickets_cannedreply', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreply',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."active" IS DISTINCT FROM (NEW."active") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."text_zh" IS DISTINCT FROM (NEW."text_zh") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_zh" IS DISTINCT FROM (NEW."title_zh"))', func='INSERT INTO "tickets_cannedreplyevent" ("active", "id", "key", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "text_en", "text_zh", "title_en", "title_zh") VALUES (NEW."active", NEW."id", NEW."key", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."text_en", NEW."text_zh", NEW."title_en", NEW."title_zh"); RETURN NULL;', hash='35fa72f1e10d0d9bb9548f7a0a93839b01d43a81', operation='UPDATE', pgid='pgtrigger_update_update_b76d5', table='tickets_cannedreply', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreply',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_cannedreplyevent" ("active", "id", "key", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "text_en", "text_zh", "title_en", "title_zh") VALUES (OLD."active", OLD."id", OLD."key", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."text_en", OLD."text_zh", OLD."title_en", OLD."title_zh"); RETURN NULL;', hash='c17eef204ede01d86c155dacb1936e6e479a2720', operation='DELETE', pgid='pgtrigger_delete_delete_decc8', table='tickets_cannedreply', when='AFTER')),
        ),
        migrations.AddField(
            model_name='cannedreplyevent',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: shared by everybody at the desk.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.agent', verbose_name='only for'),
        ),
        migrations.AddField(
            model_name='cannedreplyevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='cannedreplymatterevent',
            name='cannedreply',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.cannedreply'),
        ),
        migrations.AddField(
            model_name='cannedreplymatterevent',
            name='category',
            field=models.ForeignKey(db_constraint=False, db_tablespace='', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.category'),
        ),
        migrations.AddField(
            model_name='cannedreplymatterevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='keptsectionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='keptsynonymevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreplymatter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_cannedreplymatterevent" ("cannedreply_id", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."cannedreply_id", NEW."category_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\'); RETURN NULL;', hash='a6cac57d93e20358712f921855b7f72c307ecc44', operation='INSERT', pgid='pgtrigger_insert_insert_86c71', table='tickets_cannedreply_categories', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreplymatter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_cannedreplymatterevent" ("cannedreply_id", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (NEW."cannedreply_id", NEW."category_id", NEW."id", _pgh_attach_context(), NOW(), \'update\'); RETURN NULL;', hash='67bb99d262cd092f9ae3b6ca4b1b3da4636a10b2', operation='UPDATE', pgid='pgtrigger_update_update_1c843', table='tickets_cannedreply_categories', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreplymatter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_cannedreplymatterevent" ("cannedreply_id", "category_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label") VALUES (OLD."cannedreply_id", OLD."category_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\'); RETURN NULL;', hash='47458f18013d2697bddadb2fead98a43bb06a3ae', operation='DELETE', pgid='pgtrigger_delete_delete_3a75c', table='tickets_cannedreply_categories', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_keptsectionevent" ("id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "slug", "title_en", "title_zh") VALUES (NEW."id", NEW."matter", _pgh_attach_context(), NOW(), \'insert\', NEW."position", NEW."slug", NEW."title_en", NEW."title_zh"); RETURN NULL;', hash='09d61237a93c712fa6ce0db5acb45f42562bda5c', operation='INSERT', pgid='pgtrigger_insert_insert_c7faf', table='knowledge_base_section', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_keptsectionevent" ("id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "slug", "title_en", "title_zh") VALUES (NEW."id", NEW."matter", _pgh_attach_context(), NOW(), \'update\', NEW."position", NEW."slug", NEW."title_en", NEW."title_zh"); RETURN NULL;', hash='fdf776a2a45c03d2568f238e297040f47fbab4ec', operation='UPDATE', pgid='pgtrigger_update_update_61497', table='knowledge_base_section', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_keptsectionevent" ("id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "position", "slug", "title_en", "title_zh") VALUES (OLD."id", OLD."matter", _pgh_attach_context(), NOW(), \'delete\', OLD."position", OLD."slug", OLD."title_en", OLD."title_zh"); RETURN NULL;', hash='05a749c3222a73653bbd00b8af18571f789da9ff', operation='DELETE', pgid='pgtrigger_delete_delete_102d3', table='knowledge_base_section', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsynonym',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_keptsynonymevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "words") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."words"); RETURN NULL;', hash='b322794236974458c90b07be6a55198a70d4f989', operation='INSERT', pgid='pgtrigger_insert_insert_18124', table='knowledge_base_synonym', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsynonym',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_keptsynonymevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "words") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."words"); RETURN NULL;', hash='c5974718e0b10cd3be5b4ae004ede38023f2a020', operation='UPDATE', pgid='pgtrigger_update_update_20e1e', table='knowledge_base_synonym', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsynonym',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_keptsynonymevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "words") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."words"); RETURN NULL;', hash='b2beed2484ba6bf2c3b674e40d90f1ac72a80373', operation='DELETE', pgid='pgtrigger_delete_delete_12c02', table='knowledge_base_synonym', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='cannedreplyevent',
            index=models.Index(fields=['id', 'pgh_id'], name='cannedreply_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreplyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fab462db08138bc240f3837e39bd3e650983aeba', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fcd3d', table='tickets_cannedreplyevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='cannedreplymatterevent',
            index=models.Index(fields=['id', 'pgh_id'], name='cannedreplymatter_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cannedreplymatterevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e570c788f707b3b57e6f3375a9762d280963ee0a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4aaa', table='tickets_cannedreplymatterevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='keptsectionevent',
            index=models.Index(fields=['id', 'pgh_id'], name='keptsection_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsectionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7538de13f752770be4e57be9bdca68d636bd999a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dde34', table='tickets_keptsectionevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='keptsynonymevent',
            index=models.Index(fields=['id', 'pgh_id'], name='keptsynonym_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptsynonymevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6eee2a8929b5d8380f4032c99415a1cf78b2d20', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_64b25', table='tickets_keptsynonymevent', when='BEFORE')),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
