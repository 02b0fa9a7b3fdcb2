"""How long somebody who asks now waits for the first answer of a person, told honestly."""

import datetime as dt

from django.db import connection

from tickets.lifecycle.choices import State
from tickets.lifecycle.facts import Group, states_in

SINCE = dt.timedelta(hours=1)
"""How far back first answers are counted: long enough to be steady, short enough to be now."""
MOST_COUNTED = 1_000
"""Tickets ahead that are counted; behind so many the wait is long, whatever it is exactly."""


def wait_now(language: str, *, at: dt.datetime) -> dt.timedelta:
    """Return how long who writes ``language`` waits, at the pace of the last hour. One statement.

    As Little's law says: those ahead, by the first answers in a time. While nobody was answered in
    an hour, it is as long as the one ahead has waited already.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _WAIT,
            {
                "states": [State(state).value for state in states_in(Group.OPEN, Group.WAITING)],
                "language": language,
                "most": MOST_COUNTED,
                "since": at - SINCE,
                "at": at,
            },
        )
        ahead, oldest, answered = cursor.fetchone()
    if not ahead:
        return dt.timedelta()
    if answered:
        return SINCE * (ahead / answered)
    return max(at - oldest, dt.timedelta())


# In the order of work, since the index of unfinished tickets has that order: the scan stops early.
_WAIT = """
SELECT count(*), min(created_at), (
           SELECT count(*) FROM tickets_ticket
            WHERE language = %(language)s
              AND first_replied_at > %(since)s AND first_replied_at <= %(at)s
       )
  FROM (SELECT created_at FROM tickets_ticket
         WHERE state = ANY(%(states)s) AND language = %(language)s
           AND first_replied_at IS NULL AND customer_spoke_last
         ORDER BY priority, due_at NULLS LAST, created_at, id
         LIMIT %(most)s) ahead
"""
