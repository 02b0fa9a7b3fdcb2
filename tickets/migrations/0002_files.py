"""Files that people send, on their way and with their messages."""

import consignment.ids
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0001_the_walk_of_a_ticket"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiscardedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, unique=True)),
            ],
            options={
                'verbose_name': 'discarded file',
                'verbose_name_plural': 'discarded files',
            },
        ),
        migrations.AddField(
            model_name='desksettings',
            name='files_per_message',
            field=models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(50)], verbose_name='files in one message'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='megabytes_per_file',
            field=models.PositiveSmallIntegerField(default=20, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)], verbose_name='megabytes of one file'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='upload_hours',
            field=models.PositiveSmallIntegerField(default=48, help_text='So long, somebody who was interrupted finds what was uploaded.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(720)], verbose_name='hours a file is kept that no message has'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='waiting_megabytes',
            field=models.PositiveSmallIntegerField(default=400, help_text='Of files that no message has yet.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='megabytes that one person may keep waiting'),
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=consignment.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('key_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of its secret')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('size', models.PositiveBigIntegerField(verbose_name='size, as announced')),
                ('received', models.PositiveBigIntegerField(default=0, verbose_name='bytes received')),
                ('state', models.CharField(choices=[('receiving', 'on its way'), ('ready', 'ready to be sent'), ('refused', 'refused'), ('attached', 'sent')], default='receiving', max_length=10, verbose_name='state')),
                ('why', models.CharField(blank=True, max_length=20, verbose_name='why refused')),
                ('media_type', models.CharField(blank=True, choices=[('image/jpeg', 'JPEG picture'), ('image/png', 'PNG picture'), ('image/webp', 'WebP picture'), ('application/pdf', 'PDF document'), ('video/mp4', 'MP4 video'), ('video/quicktime', 'QuickTime video'), ('text/plain', 'text'), ('image/gif', 'GIF picture'), ('image/heic', 'HEIC picture')], max_length=20, verbose_name='type')),
                ('stored_size', models.PositiveBigIntegerField(default=0, verbose_name='size')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('stored_name', models.CharField(blank=True, max_length=255)),
                ('preview_name', models.CharField(blank=True, max_length=255)),
                ('created_at', models.DateTimeField(verbose_name='begun')),
                ('expires_at', models.DateTimeField(verbose_name='kept until')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'upload',
                'verbose_name_plural': 'uploads',
            },
        ),
        migrations.CreateModel(
            name='UploadPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offset', models.PositiveBigIntegerField()),
                ('size', models.PositiveBigIntegerField()),
                ('stored_name', models.CharField(max_length=255)),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='tickets.upload')),
            ],
            options={
                'verbose_name': 'part of an upload',
                'verbose_name_plural': 'parts of uploads',
                'ordering': ['upload', 'offset'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=consignment.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('media_type', models.CharField(choices=[('image/jpeg', 'JPEG picture'), ('image/png', 'PNG picture'), ('image/webp', 'WebP picture'), ('application/pdf', 'PDF document'), ('video/mp4', 'MP4 video'), ('video/quicktime', 'QuickTime video'), ('text/plain', 'text'), ('image/gif', 'GIF picture'), ('image/heic', 'HEIC picture')], max_length=20, verbose_name='type')),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('stored_name', models.CharField(max_length=255, unique=True)),
                ('preview_name', models.CharField(blank=True, max_length=255)),
                ('at', models.DateTimeField(verbose_name='when')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='tickets.message')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['message', 'position'],
                'constraints': [models.UniqueConstraint(fields=('message', 'position'), name='attachment_in_order_of_its_message'), models.CheckConstraint(condition=models.Q(('media_type__in', ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'text/plain', 'video/mp4', 'video/quicktime'])), name='attachment_is_of_a_stored_type'), models.CheckConstraint(condition=models.Q(('size__gte', 1), models.Q(('stored_name', ''), _negated=True)), name='attachment_has_its_bytes'), models.CheckConstraint(condition=models.Q(models.Q(('height__isnull', True), ('preview_name', ''), ('width__isnull', True)), models.Q(('height__gte', 1), ('height__isnull', False), ('width__gte', 1), ('width__isnull', False), models.Q(('preview_name', ''), _negated=True)), _connector='OR'), name='attachment_picture_has_measures_and_preview')],
            },
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(fields=['preview_name'], name='attachment_by_preview'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='bytes_follow_their_row', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO tickets_discardedfile (name)\n            SELECT name FROM unnest(ARRAY[OLD.stored_name, OLD.preview_name]) AS name WHERE name <> ''\n            ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ", hash='07c31ecd3a56f788d3fcc323513f069dc350a986', operation='DELETE', pgid='pgtrigger_bytes_follow_their_row_b1fd8', table='tickets_attachment', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(condition=models.Q(('key_hash', ''), _negated=True), fields=['key_hash'], name='upload_of_secret'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['expires_at'], name='upload_to_purge'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key_hash', ''), ('user__isnull', False)), models.Q(('user__isnull', True), models.Q(('key_hash', ''), _negated=True)), _connector='OR'), name='upload_is_of_a_person_or_of_a_secret'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('received__lte', models.F('size')), ('size__gte', 1)), name='upload_receives_no_more_than_announced'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), models.Q(('stored_name', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), models.Q(models.Q(('state', 'ready'), _negated=True), ('preview_name', ''), ('stored_name', '')), _connector='OR'), name='upload_ready_has_its_bytes'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), models.Q(('why', ''), _negated=True)), models.Q(models.Q(('state', 'refused'), _negated=True), ('why', '')), _connector='OR'), name='upload_refused_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='upload',
            trigger=pgtrigger.compiler.Trigger(name='bytes_follow_their_row', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO tickets_discardedfile (name)\n            SELECT name FROM unnest(ARRAY[OLD.stored_name, OLD.preview_name]) AS name WHERE name <> ''\n            ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ", hash='ce5212c6d71f6d2dc454100de49ac519dbcce5e5', operation='DELETE', pgid='pgtrigger_bytes_follow_their_row_7a9d6', table='tickets_upload', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='uploadpart',
            constraint=models.UniqueConstraint(fields=('upload', 'offset'), name='upload_part_once_at_its_place'),
        ),
        migrations.AddConstraint(
            model_name='uploadpart',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1)), name='upload_part_holds_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='uploadpart',
            trigger=pgtrigger.compiler.Trigger(name='bytes_follow_their_row', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO tickets_discardedfile (name)\n            SELECT name FROM unnest(ARRAY[OLD.stored_name]) AS name WHERE name <> ''\n            ON CONFLICT DO NOTHING;\n            RETURN NULL;\n        ", hash='56f0cd18acd7c2d6af27f1eca90165c02107f036', operation='DELETE', pgid='pgtrigger_bytes_follow_their_row_8d35b', table='tickets_uploadpart', when='AFTER')),
        ),
    ]
