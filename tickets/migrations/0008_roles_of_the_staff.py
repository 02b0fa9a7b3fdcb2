"""Editors, administrators and readers; who does not work on tickets holds none."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tickets', '0007_trace_what_is_there'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='agent',
            name='role',
            field=models.CharField(choices=[('agent', 'Agent'), ('supervisor', 'Supervisor'), ('editor', 'Editor'), ('admin', 'Administrator'), ('reader', 'Read-only')], default='agent', help_text='Agents work on tickets. Supervisors also configure the desk, close tickets and accept reviews. Administrators also say who works here and which queues are restricted. Editors write the help centre and see no tickets. Read-only sees what agents see and changes nothing.', max_length=12, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='ticketevent',
            name='actor_kind',
            field=models.CharField(choices=[('anonymous', 'Anonymous'), ('guest', 'Guest'), ('customer', 'Customer'), ('reader', 'Reader'), ('agent', 'Agent'), ('supervisor', 'Supervisor'), ('admin', 'Administrator'), ('assistant', 'Assistant'), ('system', 'System')], max_length=12, verbose_name='by'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agent',
            trigger=pgtrigger.compiler.Trigger(name='agent_who_stops_work_holds_none', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."role" IN (\'agent\', \'supervisor\', \'admin\')))', func="\n                    IF EXISTS (\n                        SELECT FROM tickets_ticket\n                         WHERE assignee_id = NEW.id AND state IN ('open', 'waiting_on_customer', 'waiting_on_partner')\n                    ) THEN\n                        RAISE EXCEPTION 'who holds tickets works on them'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'agent_who_stops_work_holds_none';\n                    END IF;\n                    RETURN NEW;\n                    ", hash='6bd77019f3547ecebf78d4ff969c7d4fd09cf7bc', operation='UPDATE OF "role"', pgid='pgtrigger_agent_who_stops_work_holds_none_fc6d5', table='tickets_agent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticket',
            trigger=pgtrigger.compiler.Trigger(name='ticket_is_held_by_who_works', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."assignee_id" IS NOT NULL AND OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id"))', func="\n                    IF NOT EXISTS (\n                        SELECT FROM tickets_agent WHERE id = NEW.assignee_id AND role IN ('admin', 'agent', 'supervisor')\n                    ) THEN\n                        RAISE EXCEPTION 'who does not work on tickets holds none'\n                            USING ERRCODE = 'check_violation',\n                                  CONSTRAINT = 'ticket_is_held_by_who_works';\n                    END IF;\n                    RETURN NEW;\n                    ", hash='1d710533263d5908653d695d77ab56de5ed6b61c', operation='UPDATE OF "assignee_id"', pgid='pgtrigger_ticket_is_held_by_who_works_af295', table='tickets_ticket', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='agent',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['agent', 'supervisor', 'admin']), ('presence', 'away'), _connector='OR'), name='agent_who_works_on_nothing_is_away'),
        ),
    ]
