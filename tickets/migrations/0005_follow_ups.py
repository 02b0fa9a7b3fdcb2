"""A closed matter goes on in a ticket of its own; a guest's goes to an account."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _id() -> models.BigAutoField:
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0004_suggesting_and_clarifying"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                help_text="The closed ticket that this one goes on with.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="follow_ups",
                to="tickets.ticket",
                verbose_name="follows",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows__isnull", True),
                    models.Q(("follows", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="ticket_does_not_follow_itself",
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "Filed"),
                    ("moved", "State changed"),
                    ("placed", "Assigned"),
                    ("replied", "Reply written"),
                    ("received", "Message received"),
                    ("asked_back", "Asked back by itself"),
                    ("noted", "Note written"),
                    ("rated", "Rated"),
                    ("reviewed", "Review"),
                    ("guest_link_made", "Guest link sent"),
                    ("follows", "Follows another ticket"),
                    ("continued", "Continued in another ticket"),
                    ("claimed", "Added to an account"),
                    ("linked", "Linked to what it is about"),
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", _id()),
                (
                    "guest_email",
                    models.EmailField(max_length=254, verbose_name="guest's mail address"),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[("address", "Verified mail address"), ("link", "Link of a mail")],
                        max_length=8,
                        verbose_name="proof",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claim",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={"verbose_name": "claim", "verbose_name_plural": "claims"},
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", _id()),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={"verbose_name": "visit", "verbose_name_plural": "visits"},
        ),
        migrations.AddField(
            model_name="rating",
            name="reasons",
            field=models.JSONField(blank=True, default=list, verbose_name="reasons"),
        ),
        migrations.AddField(
            model_name="desksettings",
            name="explain_minutes",
            field=models.PositiveSmallIntegerField(
                default=60,
                help_text="How long after a rating its reasons can be added.",
                validators=[
                    django.core.validators.MinValueValidator(5),
                    django.core.validators.MaxValueValidator(1440),
                ],
                verbose_name="minutes to explain a rating",
            ),
        ),
        migrations.AddField(
            model_name="desksettings",
            name="claim_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                help_text=(
                    "Days after a delivery, told to the buyer as a deadline. 0: nothing is told."
                ),
                validators=[django.core.validators.MaxValueValidator(90)],
                verbose_name="days to claim damage from a courier",
            ),
        ),
    ]
