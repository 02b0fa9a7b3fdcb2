"""What no machine changes: by which index the sweep and the list of dangers find their rows."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import QuerySet

from tests.factories.desk import MONDAY, Desk, make_desk, open_ticket
from tickets.actions.act_on_warning import act_on_pending
from tickets.insight.danger import Folder, in_danger
from tickets.sla.breaches import sweep
from tickets.sla.models import Alert, Clock, WarningAct

pytestmark = pytest.mark.django_db

LATE = MONDAY + dt.timedelta(hours=25)


@pytest.fixture
def desk() -> Desk:
    desk = make_desk()
    open_ticket()
    return desk


LONG_WAYS = ("enable_seqscan", "enable_bitmapscan", "enable_sort")


def plan(rows: QuerySet) -> str:
    with connection.cursor() as cursor:
        # In a table of one row every way is as long. Where there is another way at all, it is
        # taken now.
        for way in LONG_WAYS:
            cursor.execute(f"SET LOCAL {way} = off")
        told = rows.explain()
        for way in LONG_WAYS:
            cursor.execute(f"SET LOCAL {way} = on")
    return told


def test_the_sweep_reads_what_is_due_and_nothing_else(desk: Desk) -> None:
    assert "clock_to_sweep" in plan(Clock.objects.marked_before(LATE)[:500])


def test_what_is_in_danger_is_read_in_its_order(desk: Desk) -> None:
    """In the order of what falls due: of a table of one row both ways of it are as short."""
    rows = in_danger(desk.supervisor_actor, folder=Folder.SAVE, at=MONDAY)[:51]
    told = plan(rows)
    assert "clock_in_danger" in told or "clock_running_by_due" in told
    assert "->  Sort" not in told


def test_what_is_to_be_done_and_to_be_seen_is_found_at_once(desk: Desk) -> None:
    sweep(at=LATE)
    act_on_pending(at=LATE)
    pending = WarningAct.objects.pending().order_by("id")[:500]
    assert "warning_act_to_do" in plan(pending)
    unseen = Alert.objects.unseen().filter(agent=desk.supervisor).order_by("-at")[:4]
    assert "alert_unseen" in plan(unseen)
