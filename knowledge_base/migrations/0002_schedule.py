"""Articles that come and go by themselves, former addresses, related articles, why votes are no."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge_base", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="FormerSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80)),
                ("at", models.DateTimeField(verbose_name="left at")),
            ],
            options={
                "verbose_name": "former address",
                "verbose_name_plural": "former addresses",
            },
        ),
        migrations.CreateModel(
            name="RelatedArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_chosen", models.BooleanField(default=False, verbose_name="chosen")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("likeness", models.FloatField(default=0.0)),
            ],
            options={
                "verbose_name": "related article",
                "verbose_name_plural": "related articles",
                "ordering": ["-is_chosen", "position", "-likeness", "other"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_dates_fit_its_state",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_retired_after_published",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_slug_is_not_reserved",
        ),
        migrations.AddField(
            model_name="article",
            name="original_language",
            field=models.CharField(
                choices=[("en", "English"), ("zh-hans", "Simplified Chinese")],
                default="en",
                max_length=10,
                verbose_name="written first in",
            ),
        ),
        migrations.AddField(
            model_name="articletext",
            name="covers",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="knowledge_base.articlerevision",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="matter",
            field=models.SlugField(
                blank=True,
                help_text="The key of the category that a reader of this section most likely asks in.",
                max_length=60,
                verbose_name="matter",
            ),
        ),
        migrations.AddField(
            model_name="vote",
            name="why",
            field=models.CharField(
                blank=True,
                choices=[
                    ("missing", "My question is not answered"),
                    ("unclear", "It is hard to understand"),
                    ("wrong", "Something is wrong or out of date"),
                    ("disliked", "It is clear, but I do not like the answer"),
                    ("other", "Something else"),
                ],
                max_length=10,
                verbose_name="why",
            ),
        ),
        migrations.AlterField(
            model_name="article",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="appears"),
        ),
        migrations.AlterField(
            model_name="article",
            name="retired_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="goes"),
        ),
        migrations.AlterField(
            model_name="articleevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("created", "Created"),
                    ("filed", "Moved, or its audience changed"),
                    ("renamed", "Given another address"),
                    ("related", "Related articles chosen"),
                    ("scheduled", "Scheduled"),
                    ("restored", "Older words brought back"),
                    ("published", "Published"),
                    ("retired", "Retired"),
                ],
                max_length=10,
                verbose_name="what",
            ),
        ),
        migrations.AlterField(
            model_name="articletext",
            name="updated_at",
            field=models.DateTimeField(
                help_text="When its words changed last.", verbose_name="changed"
            ),
        ),
        migrations.AlterField(
            model_name="vote",
            name="reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="in their words"),
        ),
        migrations.AddIndex(
            model_name="vote",
            index=models.Index(condition=models.Q(("helped", True)), fields=["at"], name="vote_at"),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("why", ""),
                    models.Q(
                        ("helped", False),
                        ("why__in", ["missing", "unclear", "wrong", "disliked", "other"]),
                    ),
                    _connector="OR",
                ),
                name="vote_says_why_it_did_not_help",
            ),
        ),
        migrations.AddField(
            model_name="formerslug",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_slugs",
                to="knowledge_base.article",
            ),
        ),
        migrations.AddField(
            model_name="formerslug",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="former_slugs",
                to="knowledge_base.section",
            ),
        ),
        migrations.AddField(
            model_name="relatedarticle",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="relations",
                to="knowledge_base.article",
            ),
        ),
        migrations.AddField(
            model_name="relatedarticle",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="relations_to_it",
                to="knowledge_base.article",
                verbose_name="article",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="related",
            field=models.ManyToManyField(
                related_name="+",
                through="knowledge_base.RelatedArticle",
                through_fields=("article", "other"),
                to="knowledge_base.article",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_at__isnull", True),
                        ("retired_at__isnull", True),
                        ("state", "draft"),
                    ),
                    models.Q(("published_at__isnull", False), ("state", "published")),
                    models.Q(
                        ("published_at__isnull", False),
                        ("retired_at__isnull", False),
                        ("state", "retired"),
                    ),
                    _connector="OR",
                ),
                name="article_dates_fit_its_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retired_at__isnull", True),
                    ("retired_at__gt", models.F("published_at")),
                    models.Q(("retired_at", models.F("published_at")), ("state", "retired")),
                    _connector="OR",
                ),
                name="article_retired_after_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("original_language__in", ["en", "zh-hans"])),
                name="article_original_language_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__in", ("search", "sections")), _negated=True),
                name="article_slug_is_not_reserved",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("article__isnull", True), ("section__isnull", True), _connector="XOR"
                ),
                name="former_slug_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article__isnull", False)),
                fields=("slug",),
                name="former_slug_once_for_articles",
            ),
        ),
        migrations.AddConstraint(
            model_name="formerslug",
            constraint=models.UniqueConstraint(
                condition=models.Q(("section__isnull", False)),
                fields=("slug",),
                name="former_slug_once_for_sections",
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedarticle",
            constraint=models.UniqueConstraint(
                fields=("article", "other", "is_chosen"), name="related_article_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedarticle",
            constraint=models.CheckConstraint(
                condition=models.Q(("article", models.F("other")), _negated=True),
                name="related_article_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedarticle",
            constraint=models.CheckConstraint(
                condition=models.Q(("likeness__gte", 0), ("likeness__lte", 1)),
                name="related_likeness_is_a_share",
            ),
        ),
    ]
