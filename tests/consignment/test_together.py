"""Rows of several tables in one statement."""

import datetime as dt

import pghistory
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pghistory.models import Context

from consignment.together import afterwards, insert, together
from tickets.outbox.models import OutboxEntry
from tickets.sla.models import Calendar, Holiday, WarningLevel

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=dt.UTC)


def holiday(calendar, day, **facts):
    return Holiday(calendar=calendar, date=dt.date(2026, 5, day), name=f"Day {day}", **facts)


def test_a_block_writes_its_tables_in_one_statement_and_leads_rows_to_each_other():
    first, second = Calendar(key="first", name="First"), Calendar(key="second", name="Second")

    with CaptureQueriesContext(connection) as queries, together() as rows:
        insert([holiday(second, 1, start=dt.time(9), end=dt.time(12, 30))])
        insert([first, second])
        insert([holiday(first, 2), holiday(second, 3)])
        assert first.pk is None

    assert len(queries) == 1
    assert Calendar.objects.get(key="second").pk == second.pk
    assert [one.date.day for one in second.holidays.order_by("date")] == [1, 3]
    assert [one.date.day for one in first.holidays.all()] == [2]
    assert second.holidays.get(date=dt.date(2026, 5, 1)).end == dt.time(12, 30)
    written = rows.written(Holiday)
    assert [one.calendar_id for one in written] == [second.pk, first.pk, second.pk]
    assert [Holiday.objects.get(pk=one.pk).name for one in written] == ["Day 1", "Day 2", "Day 3"]


def test_values_come_back_as_they_went():
    payload = {"said": "“寄卖” \\ \n%s 😀", "none": None, "deep": [1, {"a": 0.5}]}
    wait = dt.timedelta(days=3, seconds=5, microseconds=7)

    insert([OutboxEntry(kind="test", payload=payload, created_at=AT, available_at=AT)])
    insert([WarningLevel(level=40, mail_after=wait)])

    entry = OutboxEntry.objects.get()
    assert (entry.payload, entry.created_at, entry.key) == (payload, AT, None)
    assert WarningLevel.objects.get(level=40).mail_after == wait


def failing():
    with together():
        insert([Calendar(key="first", name="First")])
        raise LookupError


def test_a_block_that_raises_writes_nothing():
    with pytest.raises(LookupError):
        failing()

    assert not Calendar.objects.filter(key="first").exists()
    insert([Calendar(key="next", name="Next")])
    assert Calendar.objects.filter(key="next").exists()


@transaction.atomic
def refused():
    with together():
        insert([Calendar(key="twice", name="One"), Calendar(key="twice", name="Other")])
        insert([OutboxEntry(kind="test", payload={}, created_at=AT, available_at=AT)])


def test_what_the_database_refuses_takes_all_of_it_back():
    with pytest.raises(IntegrityError):
        refused()

    assert not OutboxEntry.objects.exists()


def test_a_step_afterwards_finds_what_was_inserted():
    found = []

    def look():
        found.append(Calendar.objects.filter(key="first").exists())

    with together():
        insert([Calendar(key="first", name="First")])
        afterwards(look)
        assert found == []
    afterwards(look)

    assert found == [True, True]


def test_rows_are_written_where_the_history_of_changes_writes_into_statements():
    with pghistory.context(reason="tested"):
        insert([Calendar(key="tracked", name="Tracked")])

    assert Context.objects.filter(metadata__reason="tested").exists()
