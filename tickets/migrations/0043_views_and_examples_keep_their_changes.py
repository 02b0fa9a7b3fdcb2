"""Saved views and example questions keep their changes, from what stands now."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

KEPT = {
    "SavedView": ("tickets", "SavedView"),
    "KeptExample": ("knowledge_base", "ExampleQuestion"),
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
        ('tickets', '0042_texts_keep_their_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptExampleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10, verbose_name='language')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('source', models.CharField(choices=[('editor', 'Written by an editor'), ('desk', 'Confirmed at the desk')], default='editor', max_length=10, verbose_name='from')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SavedViewEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_zh', models.CharField(blank=True, max_length=60, verbose_name='name, Chinese')),
                ('query', models.CharField(max_length=500, verbose_name='search')),
                ('sharing', models.CharField(choices=[('nobody', 'Only me'), ('team', 'My team'), ('all', 'Everybody')], default='nobody', max_length=8, verbose_name='shared with')),
                ('key', models.SlugField(blank=True, db_index=False, help_text='By this the presets know what they brought.', max_length=40, verbose_name='key')),
                ('created_at', models.DateTimeField(verbose_name='made')),
                ('deleted_at', models.DateTimeField(blank=True, null=True, verbose_name='deleted')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='KeptExample',
            fields=[
            ],
            options={
                'verbose_name': 'example question',
                'verbose_name_plural': 'example questions',
                'proxy': True,
                'default_permissions': (),
                'indexes': [],
                'constraints': [],
            },
            bases=('knowledge_base.examplequestion',),
        ),
        migrations.AlterField(
            model_name='savedview',
            name='team',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='views', to='tickets.team', verbose_name='team'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_savedviewevent" ("created_at", "deleted_at", "id", "key", "name", "name_zh", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "query", "sharing", "team_id") VALUES (NEW."created_at", NEW."deleted_at", NEW."id", NEW."key", NEW."name", NEW."name_zh", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."query", NEW."sharing", NEW."team_id"); RETURN NULL;', hash='6e0db53aa8582ca8e296b6f005e78efcca954192', operation='INSERT', pgid='pgtrigger_insert_insert_7062f', table='tickets_savedview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."deleted_at" IS DISTINCT FROM (NEW."deleted_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_zh" IS DISTINCT FROM (NEW."name_zh") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."query" IS DISTINCT FROM (NEW."query") OR OLD."sharing" IS DISTINCT FROM (NEW."sharing") OR OLD."team_id" IS DISTINCT FROM (NEW."team_id"))', func='INSERT INTO "tickets_savedviewevent" ("created_at", "deleted_at", "id", "key", "name", "name_zh", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "query", "sharing", "team_id") VALUES (NEW."created_at", NEW."deleted_at", NEW."id", NEW."key", NEW."name", NEW."name_zh", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."query", NEW."sharing", NEW."team_id"); RETURN NULL;', hash='b5bccd72d5357b093a4a04dbe019f1dbbdc3e83f', operation='UPDATE', pgid='pgtrigger_update_update_05f70', table='tickets_savedview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_savedviewevent" ("created_at", "deleted_at", "id", "key", "name", "name_zh", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "query", "sharing", "team_id") VALUES (OLD."created_at", OLD."deleted_at", OLD."id", OLD."key", OLD."name", OLD."name_zh", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."query", OLD."sharing", OLD."team_id"); RETURN NULL;', hash='adc8ebf34f3e8758a366b3783b8d96c27c670a15', operation='DELETE', pgid='pgtrigger_delete_delete_797ae', table='tickets_savedview', when='AFTER')),
        ),
        migrations.AddField(
            model_name='keptexampleevent',
            name='article',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='knowledge_base.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='keptexampleevent',
            name='by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='keptexampleevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='savedviewevent',
            name='owner',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: it came with the desk.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.agent', verbose_name='agent'),
        ),
        migrations.AddField(
            model_name='savedviewevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='savedviewevent',
            name='team',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='tickets.team', verbose_name='team'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptexample',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_keptexampleevent" ("article_id", "at", "by_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "source", "text") VALUES (NEW."article_id", NEW."at", NEW."by_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."source", NEW."text"); RETURN NULL;', hash='272b536d9bed863812b2d7a29eeb62842ac5ef61', operation='INSERT', pgid='pgtrigger_insert_insert_330a3', table='knowledge_base_examplequestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptexample',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "tickets_keptexampleevent" ("article_id", "at", "by_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "source", "text") VALUES (NEW."article_id", NEW."at", NEW."by_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."source", NEW."text"); RETURN NULL;', hash='a973d4786acfd994cf1975491cf73a7d81af60d5', operation='UPDATE', pgid='pgtrigger_update_update_fc327', table='knowledge_base_examplequestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptexample',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "tickets_keptexampleevent" ("article_id", "at", "by_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "source", "text") VALUES (OLD."article_id", OLD."at", OLD."by_id", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."source", OLD."text"); RETURN NULL;', hash='20c2dc345458c4e34f1ea56aa3611ced11709972', operation='DELETE', pgid='pgtrigger_delete_delete_587bb', table='knowledge_base_examplequestion', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='keptexampleevent',
            index=models.Index(fields=['id', 'pgh_id'], name='keptexample_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='keptexampleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='094357302f648b4c529eee9c4f53f61a7d82bb43', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6da82', table='tickets_keptexampleevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='savedviewevent',
            index=models.Index(fields=['id', 'pgh_id'], name='savedview_change_of'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedviewevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f4d309ceebfc15830c061d55e447fc35e5a6c5a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_128e3', table='tickets_savedviewevent', when='BEFORE')),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
