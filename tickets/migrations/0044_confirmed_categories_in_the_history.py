"""The history says who confirmed a category, and who took that back."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0043_views_and_examples_keep_their_changes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ticketevent',
            name='kind',
            field=models.CharField(choices=[('opened', 'Filed'), ('moved', 'State changed'), ('placed', 'Assigned'), ('replied', 'Reply written'), ('received', 'Message received'), ('asked_back', 'Asked back by itself'), ('noted', 'Note written'), ('rated', 'Rated'), ('reviewed', 'Review'), ('guest_link_made', 'Guest link sent'), ('follows', 'Follows another ticket'), ('continued', 'Continued in another ticket'), ('claimed', 'Added to an account'), ('linked', 'Linked to what it is about'), ('callback', 'Call back'), ('plan_promised', 'Complex case: a plan promised'), ('plan_extended', 'The plan needs longer'), ('plan_given', 'Plan given'), ('escalated', 'Escalated'), ('pressed', 'A deadline is near'), ('warned', 'A promise in danger'), ('reclassified', 'Changed in kind'), ('confirmed', 'Category confirmed'), ('merged', 'Merged with another ticket'), ('split', 'Split in two'), ('evidence_asked', 'Evidence asked for')], max_length=16, verbose_name='what'),
        ),
    ]
