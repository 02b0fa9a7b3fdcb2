"""What staff say of the answers of the assistant, and why each turn was said."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge_base', '0006_share_of_readers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.CharField(editable=False, max_length=64)),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hans', 'Simplified Chinese')], max_length=10, verbose_name='language')),
                ('verdict', models.CharField(choices=[('right', 'The answer was right'), ('other', 'Another article answers it'), ('none', 'No article answers it')], max_length=8, verbose_name='verdict')),
                ('confidence', models.FloatField(blank=True, null=True, verbose_name='confidence')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone')),
            ],
            options={
                'verbose_name': 'correction of the assistant',
                'verbose_name_plural': 'corrections of the assistant',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='dialogue',
            name='handed_off_for',
            field=models.CharField(blank=True, choices=[('asked', 'asked for a person'), ('callback', 'wants to be called'), ('urgent', 'urgent'), ('high', 'a high matter'), ('anger', 'anger'), ('money', 'money to decide on'), ('problem', 'a problem with what was bought'), ('not_understood', 'not understood'), ('unsure', 'not sure enough'), ('switched_off', 'the assistant is off for the matter'), ('questions', 'too many questions back')], max_length=16, verbose_name='why a person took over'),
        ),
        migrations.AddField(
            model_name='dialogue',
            name='matters',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='matters'),
        ),
        migrations.AddField(
            model_name='turn',
            name='because',
            field=models.JSONField(default=dict),
        ),
        migrations.AddIndex(
            model_name='dialogue',
            index=models.Index(fields=['-last_at', '-id'], name='dialogue_newest'),
        ),
        migrations.AddIndex(
            model_name='dialogue',
            index=models.Index(condition=models.Q(('handed_off_for', ''), _negated=True), fields=['handed_off_for', '-last_at', '-id'], name='dialogue_by_reason'),
        ),
        migrations.AddField(
            model_name='correction',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='correction',
            name='example',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='knowledge_base.examplequestion', verbose_name='example question'),
        ),
        migrations.AddField(
            model_name='correction',
            name='right',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='knowledge_base.article', verbose_name='article that answers it'),
        ),
        migrations.AddField(
            model_name='correction',
            name='turn',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='corrections', to='knowledge_base.turn', verbose_name='turn'),
        ),
        migrations.AddField(
            model_name='correction',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddField(
            model_name='correction',
            name='wrong',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='knowledge_base.article', verbose_name='article that does not'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['asked', '-at'], name='correction_of_a_question'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['-at'], name='correction_newest'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('turn',), name='correction_of_a_turn_once'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('right__isnull', False), ('verdict', 'right'), ('wrong', None)), models.Q(('right__isnull', False), ('verdict', 'other')), models.Q(('right', None), ('verdict', 'none')), _connector='OR'), name='correction_names_what_it_says'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('right', None), ('wrong', None), models.Q(('right', models.F('wrong')), _negated=True), _connector='OR'), name='correction_names_two_articles'),
        ),
    ]
