"""Reviews that were due before are due from the agent whose answer was rated."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0019_reviews_by_whoever_answered")]

    operations = [
        migrations.RunSQL(
            """
            UPDATE tickets_review SET reviewer_id = rating.agent_id
              FROM tickets_rating rating, tickets_agent agent
             WHERE rating.id = tickets_review.rating_id AND agent.id = rating.agent_id
               AND agent.role IN ('agent', 'supervisor', 'admin')
            """,
            migrations.RunSQL.noop,
        )
    ]
