"""Words that lead to a category, and the one question that makes a vague message precise."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions
from django.db import migrations, models

SITUATIONS = [
    ("order_unpaid", "Order: waits for payment"),
    ("order_to_ship", "Order: paid, not sent yet"),
    ("order_ships_late", "Order: should have been sent by now"),
    ("order_on_its_way", "Order: on its way"),
    ("order_parcel_late", "Order: should have arrived by now, or is lost"),
    ("order_arrived", "Order: has arrived"),
    ("order_returnable", "Order: has arrived and can still be returned"),
    ("order_called_off", "Order: cancelled or refunded"),
    ("item_received", "Item: received, not looked at yet"),
    ("item_in_review", "Item: in review"),
    ("item_listed", "Item: offered for sale"),
    ("item_reserved", "Item: reserved by a buyer"),
    ("item_sold", "Item: sold"),
    ("item_settled", "Item: sold and settled"),
    ("item_rejected", "Item: rejected"),
    ("item_returned", "Item: sent back to its owner"),
    ("payout_coming", "Payout: still to come"),
    ("payout_overdue", "Payout: should have been paid by now"),
    ("payout_held", "Payout: on hold"),
    ("payout_failed", "Payout: sent back by the bank"),
    ("payout_paid", "Payout: paid"),
    ("consignment", "Consignment: any"),
]


class Migration(migrations.Migration):
    dependencies = [("tickets", "0003_drafts")]

    operations = [
        migrations.AddField(
            model_name="category",
            name="words_en",
            field=models.TextField(
                blank=True,
                help_text="What customers write when they mean this: one word, phrase or sentence "
                "a line. The category is suggested while they type. Slang and faults of spelling "
                "are welcome.",
                verbose_name="words of customers, English",
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="words_zh",
            field=models.TextField(
                blank=True,
                help_text="One word, phrase or sentence a line, as customers write them.",
                verbose_name="words of customers, Chinese",
            ),
        ),
        migrations.AddField(
            model_name="category",
            name="situations",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=SITUATIONS, max_length=24),
                blank=True,
                default=list,
                help_text="Whoever chooses an order, item or payout that stands like this may well "
                "mean this category. What few categories have ticked says most.",
                size=None,
                verbose_name="situations",
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(situations__contained_by=[key for key, _ in SITUATIONS]),
                name="category_situations_are_known",
            ),
        ),
        migrations.AddField(
            model_name="desksettings",
            name="ask_back",
            field=models.BooleanField(
                default=True,
                help_text="One question, by itself. Urgent matters are never asked.",
                verbose_name="ask back when a message is vague",
            ),
        ),
        migrations.AddField(
            model_name="desksettings",
            name="least_words",
            field=models.PositiveSmallIntegerField(
                default=2,
                help_text="A message with fewer words that say something is vague. Greetings, "
                "“help”, “my order” and the like do not count.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(20),
                ],
                verbose_name="words that say enough",
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
                ],
                max_length=16,
                verbose_name="what",
            ),
        ),
        migrations.AlterField(
            model_name="measuretarget",
            name="measure",
            field=models.CharField(
                choices=[
                    ("satisfaction", "Satisfaction"),
                    ("first_response", "First response in time"),
                    ("first_response_minutes", "Mean first response"),
                    ("first_contact", "Solved at first contact"),
                    ("resolution", "Solved in time"),
                    ("clear_at_once", "Clear at once"),
                    ("clarifying_minutes", "Time to clarify"),
                ],
                max_length=30,
                unique=True,
                verbose_name="measure",
            ),
        ),
        migrations.CreateModel(
            name="Clarification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="question")),
                (
                    "about",
                    models.CharField(
                        help_text="“body”, “thing”, or the key of the template's question.",
                        max_length=40,
                        verbose_name="about",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="as it was asked")),
                ("before_sending", models.BooleanField(verbose_name="before sending")),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "seconds",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.Cast(
                            django.db.models.functions.Extract(
                                models.F("answered_at") - models.F("asked_at"), "epoch"
                            ),
                            models.FloatField(),
                        ),
                        output_field=models.FloatField(),
                        verbose_name="seconds until the answer",
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clarification",
                        to="tickets.ticket",
                        verbose_name="ticket",
                    ),
                ),
            ],
            options={"verbose_name": "question back", "verbose_name_plural": "questions back"},
        ),
        migrations.AddIndex(
            model_name="clarification",
            index=models.Index(fields=["answered_at"], name="clarification_answered"),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(answered_at=None)
                | models.Q(answered_at__gte=models.F("asked_at")),
                name="clarification_is_asked_before_it_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="clarification",
            constraint=models.CheckConstraint(
                condition=models.Q(before_sending=False) | models.Q(answered_at__isnull=False),
                name="clarification_before_sending_is_answered",
            ),
        ),
    ]
