"""Synonyms, example questions, what is used and read next; a version of what is searched."""

import django.db.models.deletion
import knowledge_base.search.models
from django.conf import settings
from django.db import migrations, models

WATCHED = (
    "knowledge_base_article",
    "knowledge_base_articletext",
    "knowledge_base_examplequestion",
    "knowledge_base_synonym",
)
FUNCTION = """
CREATE FUNCTION knowledge_base_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO knowledge_base_searchversion (id, version) VALUES (1, gen_random_uuid())
    ON CONFLICT (id) DO UPDATE SET version = excluded.version;
    RETURN NULL;
END
$$;
INSERT INTO knowledge_base_searchversion (id, version) VALUES (1, gen_random_uuid());
"""
TRIGGER = """
CREATE TRIGGER search_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION knowledge_base_search_changed();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge_base', '0004_talks_with_the_assistant'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name='ArticleUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('linked', models.PositiveIntegerField(default=0, verbose_name='linked by agents')),
                ('helped', models.PositiveIntegerField(default=0, verbose_name='helped')),
                ('did_not_help', models.PositiveIntegerField(default=0, verbose_name='did not help')),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='use', to='knowledge_base.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'use of an article',
                'verbose_name_plural': 'use of articles',
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Words that mean the same, with commas between, in either language.', max_length=500, validators=[knowledge_base.search.models.check_forms], verbose_name='words')),
            ],
            options={
                'verbose_name': 'synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='synonym_has_words')],
            },
        ),
        migrations.CreateModel(
            name='ExampleQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10, verbose_name='language')),
                ('text', models.CharField(max_length=300, verbose_name='question')),
                ('source', models.CharField(choices=[('editor', 'Written by an editor'), ('desk', 'Confirmed at the desk')], default='editor', max_length=10, verbose_name='from')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='examples', to='knowledge_base.article', verbose_name='article')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'example question',
                'verbose_name_plural': 'example questions',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('article', 'language', 'text'), name='example_question_once_an_article'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='example_question_has_text'), models.CheckConstraint(condition=models.Q(('language__in', ['en', 'zh-hans'])), name='example_question_language_is_known'), models.CheckConstraint(condition=models.Q(('source__in', ['editor', 'desk'])), name='example_question_source_is_known')],
            },
        ),
        migrations.CreateModel(
            name='ReadNext',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_next', to='knowledge_base.article')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_after', to='knowledge_base.article')),
            ],
            options={
                'verbose_name': 'read next',
                'verbose_name_plural': 'read next',
                'constraints': [models.UniqueConstraint(fields=('article', 'other', 'month'), name='read_next_once_a_month'), models.CheckConstraint(condition=models.Q(('article', models.F('other')), _negated=True), name='read_next_is_another')],
            },
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION knowledge_base_search_changed()"),
        *[
            migrations.RunSQL(
                TRIGGER.format(table=table), f"DROP TRIGGER search_changed ON {table}"
            )
            for table in WATCHED
        ],
    ]
