"""No target of a share is more than 100 %."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0045_shares_are_no_more_than_all'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='measuretarget',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('measure__in', ('satisfaction', 'rated', 'first_response', 'next_response', 'progress', 'plan', 'callback', 'first_contact', 'resolution', 'reopened', 'repeated', 'clear_at_once', 'contained')), _negated=True), ('value__lte', 100), _connector='OR'), name='measure_target_share_is_no_more_than_all', violation_error_message='A share is at most 100 %.'),
        ),
        migrations.AlterConstraint(
            model_name='measuretarget',
            name='measure_target_is_positive',
            constraint=models.CheckConstraint(condition=models.Q(('value__gt', 0)), name='measure_target_is_positive', violation_error_message='A target is more than nothing.'),
        ),
    ]
