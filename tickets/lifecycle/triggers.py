"""What PostgreSQL refuses of a ticket, whoever writes it."""

import pgtrigger

from tickets.lifecycle.actors import WORKERS
from tickets.lifecycle.choices import State
from tickets.lifecycle.facts import database_transitions

_HELD_BY_WHO_WORKS = pgtrigger.Func(
    """
    IF NOT EXISTS (
        SELECT FROM tickets_agent WHERE id = NEW.assignee_id AND role IN ({workers})
    ) THEN
        RAISE EXCEPTION 'who does not work on tickets holds none'
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'ticket_is_held_by_who_works';
    END IF;
    RETURN NEW;
    """.replace("{workers}", ", ".join(f"'{kind}'" for kind in sorted(WORKERS)))
)

TRIGGERS = [
    pgtrigger.FSM(name="ticket_state_moves", field="state", transitions=database_transitions()),
    pgtrigger.Protect(
        name="ticket_begins_new",
        operation=pgtrigger.Insert,
        # One that was placed as it was filed is stored once: with its agent, open.
        condition=~(
            pgtrigger.Q(new__state=State.NEW.value)
            | pgtrigger.Q(new__state=State.OPEN.value, new__assignee__isnull=False)
        ),
    ),
    # A role is one of the kinds of actors, and stored as such (``staff.models``).
    pgtrigger.Trigger(
        name="ticket_is_held_by_who_works",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("assignee_id"),
        condition=pgtrigger.Q(
            new__assignee__isnull=False, old__assignee__df=pgtrigger.F("new__assignee")
        ),
        func=_HELD_BY_WHO_WORKS,
    ),
    pgtrigger.Trigger(
        name="ticket_is_filed_with_who_works",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        condition=pgtrigger.Q(new__assignee__isnull=False),
        func=_HELD_BY_WHO_WORKS,
    ),
]
