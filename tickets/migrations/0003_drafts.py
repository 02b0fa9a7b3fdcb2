"""What somebody has typed and not sent yet."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0002_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_hash", models.CharField(blank=True, max_length=64, null=True)),
                ("place", models.CharField(max_length=64)),
                ("content", models.JSONField(default=dict)),
                ("updated_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["updated_at"], name="draft_age")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key_hash__isnull", False), ("user__isnull", True)),
                            models.Q(("key_hash__isnull", True), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="draft_has_one_owner",
                    ),
                    models.UniqueConstraint(fields=("user", "place"), name="draft_once_per_person"),
                    models.UniqueConstraint(
                        fields=("key_hash", "place"), name="draft_once_per_browser"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="desksettings",
            name="draft_days",
            field=models.PositiveSmallIntegerField(
                default=14,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(90),
                ],
                verbose_name="days an unsent request is kept",
            ),
        ),
        migrations.AddField(
            model_name="desksettings",
            name="guest_requests_per_day",
            field=models.PositiveSmallIntegerField(
                default=10,
                help_text="By one mail address, without a log-in.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(500),
                ],
                verbose_name="requests of one guest a day",
            ),
        ),
    ]
