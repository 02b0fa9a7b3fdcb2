"""Held replies, canned replies, the articles that replies link to; seconds to take one back."""

import consignment.ids
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tickets.conversation.canned
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge_base", "0003_what_translations_cover"),
        ("tickets", "0011_the_inbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CannedReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(unique=True, verbose_name="key")),
                ("title_en", models.CharField(max_length=100, verbose_name="title, English")),
                (
                    "title_zh",
                    models.CharField(blank=True, max_length=100, verbose_name="title, Chinese"),
                ),
                (
                    "text_en",
                    models.TextField(
                        blank=True,
                        validators=[
                            django.core.validators.MaxLengthValidator(10000),
                            tickets.conversation.canned.check_blanks,
                        ],
                        verbose_name="text, English",
                    ),
                ),
                (
                    "text_zh",
                    models.TextField(
                        blank=True,
                        help_text="Where one is missing, customers get the other.",
                        validators=[
                            django.core.validators.MaxLengthValidator(10000),
                            tickets.conversation.canned.check_blanks,
                        ],
                        verbose_name="text, Chinese",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "used",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="times used"
                    ),
                ),
            ],
            options={
                "verbose_name": "canned reply",
                "verbose_name_plural": "canned replies",
                "ordering": ["title_en", "id"],
            },
        ),
        migrations.CreateModel(
            name="HeldReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=consignment.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nothing more"),
                            ("wait", "waiting for the customer"),
                            ("resolve", "the solution"),
                        ],
                        max_length=8,
                        verbose_name="ends with",
                    ),
                ),
                ("files", models.JSONField(blank=True, default=list, verbose_name="files")),
                ("seen", models.UUIDField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Goes out soon"),
                            ("sent", "Sent"),
                            ("undone", "Taken back"),
                            ("stopped", "Not sent"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why not sent")),
                ("created_at", models.DateTimeField(verbose_name="written")),
                ("send_after", models.DateTimeField(verbose_name="goes out from")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
            ],
            options={
                "verbose_name": "held reply",
                "verbose_name_plural": "held replies",
            },
        ),
        migrations.CreateModel(
            name="LinkedArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "Simplified Chinese")],
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "linked article",
                "verbose_name_plural": "linked articles",
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="desksettings",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="desksettings",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="desksettings",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="desksettings",
            name="undo_seconds",
            field=models.PositiveSmallIntegerField(
                default=5,
                help_text="So long a reply waits before it goes out. 0: it goes out at once.",
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="seconds in which a reply can be taken back",
            ),
        ),
        migrations.AddField(
            model_name="desksettingsevent",
            name="undo_seconds",
            field=models.PositiveSmallIntegerField(
                default=5,
                help_text="So long a reply waits before it goes out. 0: it goes out at once.",
                validators=[django.core.validators.MaxValueValidator(60)],
                verbose_name="seconds in which a reply can be taken back",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desksettings",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_below", "review_hours", "undo_seconds", "upload_hours", "waiting_megabytes") VALUES (NEW."ask_back", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'insert\', NEW."place_by_itself", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_below", NEW."review_hours", NEW."undo_seconds", NEW."upload_hours", NEW."waiting_megabytes"); RETURN NULL;',
                    hash="4f02b00864cc29974ce612abc8137c8ac9d5fecc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4923c",
                    table="tickets_desksettings",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desksettings",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_below", "review_hours", "undo_seconds", "upload_hours", "waiting_megabytes") VALUES (NEW."ask_back", NEW."claim_days", NEW."close_after_days", NEW."draft_days", NEW."explain_minutes", NEW."files_per_message", NEW."guest_link_days", NEW."guest_requests_per_day", NEW."id", NEW."least_words", NEW."megabytes_per_file", NEW."pattern_days", NEW."pattern_item_days", NEW."pattern_least", NEW."pattern_spans", _pgh_attach_context(), NOW(), \'update\', NEW."place_by_itself", NEW."rating_days", NEW."reopen_days", NEW."repeat_days", NEW."review_below", NEW."review_hours", NEW."undo_seconds", NEW."upload_hours", NEW."waiting_megabytes"); RETURN NULL;',
                    hash="36cc7aeb1b840a8d0a574ae4a5d41e0f47631114",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_267c4",
                    table="tickets_desksettings",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="desksettings",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tickets_desksettingsevent" ("ask_back", "claim_days", "close_after_days", "draft_days", "explain_minutes", "files_per_message", "guest_link_days", "guest_requests_per_day", "id", "least_words", "megabytes_per_file", "pattern_days", "pattern_item_days", "pattern_least", "pattern_spans", "pgh_context_id", "pgh_created_at", "pgh_label", "place_by_itself", "rating_days", "reopen_days", "repeat_days", "review_below", "review_hours", "undo_seconds", "upload_hours", "waiting_megabytes") VALUES (OLD."ask_back", OLD."claim_days", OLD."close_after_days", OLD."draft_days", OLD."explain_minutes", OLD."files_per_message", OLD."guest_link_days", OLD."guest_requests_per_day", OLD."id", OLD."least_words", OLD."megabytes_per_file", OLD."pattern_days", OLD."pattern_item_days", OLD."pattern_least", OLD."pattern_spans", _pgh_attach_context(), NOW(), \'delete\', OLD."place_by_itself", OLD."rating_days", OLD."reopen_days", OLD."repeat_days", OLD."review_below", OLD."review_hours", OLD."undo_seconds", OLD."upload_hours", OLD."waiting_megabytes"); RETURN NULL;',
                    hash="1ca5639ee875572f807383f8a21559d75c2cf4dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5b1a3",
                    table="tickets_desksettings",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="cannedreply",
            name="categories",
            field=models.ManyToManyField(
                blank=True,
                help_text="On tickets of these it is offered first. None: for every matter.",
                related_name="canned_replies",
                to="tickets.category",
                verbose_name="matters",
            ),
        ),
        migrations.AddField(
            model_name="cannedreply",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: shared by everybody at the desk.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="canned_replies",
                to="tickets.agent",
                verbose_name="only for",
            ),
        ),
        migrations.AddField(
            model_name="heldreply",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="heldreply",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="held_replies",
                to="tickets.ticket",
            ),
        ),
        migrations.AddField(
            model_name="linkedarticle",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="knowledge_base.article",
            ),
        ),
        migrations.AddField(
            model_name="linkedarticle",
            name="author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="linkedarticle",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="linked_articles",
                to="tickets.message",
            ),
        ),
        migrations.AddField(
            model_name="linkedarticle",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="linked_articles",
                to="tickets.ticket",
            ),
        ),
        migrations.AddConstraint(
            model_name="cannedreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text_en", ""), _negated=True),
                    models.Q(("text_zh", ""), _negated=True),
                    _connector="OR",
                ),
                name="canned_reply_says_something",
                violation_error_message="Write the text in one language at least.",
            ),
        ),
        migrations.AddIndex(
            model_name="heldreply",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "stopped"])),
                fields=["author", "ticket"],
                name="held_reply_open",
            ),
        ),
        migrations.AddIndex(
            model_name="heldreply",
            index=models.Index(fields=["settled_at"], name="held_reply_age"),
        ),
        migrations.AddConstraint(
            model_name="heldreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True), ("settled_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="held_reply_is_settled_when_it_waits_no_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldreply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "stopped"), models.Q(("why", ""), _negated=True)),
                    models.Q(models.Q(("state", "stopped"), _negated=True), ("why", "")),
                    _connector="OR",
                ),
                name="held_reply_stopped_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="linkedarticle",
            index=models.Index(fields=["article", "at"], name="linked_article_of"),
        ),
        migrations.AddConstraint(
            model_name="linkedarticle",
            constraint=models.UniqueConstraint(
                fields=("message", "article"), name="linked_article_once_a_message"
            ),
        ),
    ]
